package check

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/markdown"
)

// secretStems are pieces that every secret's name has one of; & and \ may hide one.
var secretStems = []string{"passw", "passc", "passp", "pin", "code", "key", "credential", "phrase", "login", "&", "\\"}

func secretsAsked(p *pass) {
	found := func(at catalog.Pos, secret string) {
		p.found(at, fmt.Sprintf("the reader is told to give %q to somebody", secret), "a secret is typed on the maker's own screen and nowhere else: leave it out, or say that nobody may ask for it")
	}
	for _, t := range p.all.texts {
		if t.words&saysSecret != 0 {
			for _, w := range asked(t.sentences, t.Prose.Doc) {
				found(p.at(t.Prose, w.at), w.text)
			}
		}
	}
	for _, t := range p.all.plain {
		if t.words&saysSecret != 0 {
			doc := markdown.Parse(t.Value)
			for _, w := range asked(p.splitter.split(doc), doc) {
				found(p.within(t.Pos, t.Value, w.at), w.text)
			}
		}
	}
}

// asked finds the secrets that the sentences of a text tell the reader to give away, one a sentence.
func asked(sentences [][]word, doc *markdown.Doc) []word {
	var found []word
	for _, sentence := range sentences {
		if secret, ok := askedFor(sentence, doc); ok {
			found = append(found, secret)
		}
	}
	return found
}

const (
	// givers give what is named next to somebody.
	givers = "send tell give email mail post share text forward upload hand dictate message submit provide reveal disclose dm"
	// writers give it only where somebody, or something that others read, is named too.
	writers = "write paste read say show put include add mention state leave reply answer type"
	// typers enter it, which is right on the maker's own screen.
	typers = "enter type paste fill submit write"
	// helpersOf the reader need it, or say so.
	helpersOf = "we us i helper helpers technician technicians volunteer volunteers"
	// askers are all words at which somebody may be told to give a secret.
	askers = givers + " " + writers + " " + typers + " " + helpersOf
	// people get what is given.
	people = "us me support helper helpers helpline technician technicians expert experts shop agent agents team staff volunteer volunteers somebody someone anyone them him her friend moderator moderators maintainer maintainers administrator"
	// public is what is read by others.
	public = "email mail message issue chat ticket comment report letter post review forum form pull"
	// things ask for a secret by themselves, on their screens.
	things = devices + " computer mac pc windows backup it file app finder itunes wi wifi network router"
)

func askedFor(sentence []word, doc *markdown.Doc) (word, bool) {
	var secret word
	if _, ok := secretIn(sentence); !ok {
		return secret, false
	}
	found := false
	follow(sentence, func(i int, t standing) {
		w := sentence[i]
		if found || t.denied || w.code {
			return
		}
		if !has(askers, w.text) {
			return
		}
		rest := part(sentence, i)
		named, ok := secretIn(rest)
		switch {
		case !ok || hasAny(rest, deniers):
		case t.begins && has(givers, w.text):
			found = !isGivenToAThing(rest, named) && (hasAny(rest, people) || !hasAny(rest, "phone computer iphone network wi wifi"))
		case t.begins && has(writers, w.text) && (hasAny(rest, "with") && hasAny(rest, people) || has("write read say show", w.text) && hasAny(rest, "to aloud loud out") && hasAny(rest, people+" phone") ||
			w.text == "reply" || hasAny(rest, public) && hasAny(rest, "in into on")):
			found = !hasAny(rest, "paper notebook safe")
		case t.begins && has(typers, w.text) && strangeHost(rest, doc) != "":
			found = true
		case has(helpersOf, w.text) && len(rest) > 0 && has("need needs ask asks want wants require requires will", rest[0].text):
			found = true
		}
		if found {
			secret = named
		}
	})
	return secret, found
}

// isGivenToAThing tells "give the backup a password" from "give your backup password".
func isGivenToAThing(rest []word, secret word) bool {
	for n := range min(2, len(rest)) {
		if has(things, rest[n].text) && n+1 < len(rest) && rest[n+1].at != secret.at && rest[n].at != secret.at {
			return true
		}
	}
	return false
}

// part is what is said behind a word, up to the next instruction.
func part(sentence []word, i int) []word {
	for n := i + 1; n < len(sentence); n++ {
		if has("and then but", sentence[n].text) && n+1 < len(sentence) && has(tellers+" "+others+" "+typers, sentence[n+1].text) {
			return sentence[i+1 : n]
		}
	}
	return sentence[i+1:]
}

// secretIn finds what nobody else may know.
func secretIn(words []word) (word, bool) {
	prior := func(i int) string {
		if i == 0 {
			return ""
		}
		return words[i-1].text
	}
	for i, w := range words {
		switch {
		case has("password passwords passcode passcodes passphrase credentials", w.text):
		case has("pin pins login logins", w.text) && !has("to and then", prior(i)):
		case has("code codes", w.text) && (has("recovery backup security verification login sign time sms digit confirmation authentication factor access unlock trusted factor", prior(i)) || hasAny(words[i:], "sms text received get got sent arrives")):
		case has("key keys", w.text) && has("recovery encryption decryption secret private security backup digit access", prior(i)):
		case w.text == "phrase" && has("recovery seed secret", prior(i)):
		default:
			continue
		}
		if i > 0 && has("code codes key keys phrase", w.text) {
			w.text, w.at = prior(i)+" "+w.text, words[i-1].at
		}
		return w, true
	}
	return word{}, false
}

// makers are the hosts whose pages may ask for the secrets of their own accounts.
var makers = []string{
	"apple.com", "icloud.com", "google.com", "android.com", "gmail.com", "samsung.com", "microsoft.com", "live.com", "whatsapp.com",
	"signal.org", "huawei.com", "mi.com", "xiaomi.com", "oneplus.com", "oppo.com", "motorola.com", "sony.com", "honor.com", "nothing.tech",
}

// hostForm is the name of a host spelled out in a text.
var hostForm = regexp.MustCompile(`(?i)\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|app|info|co|me|xyz|site|online|ru|cn|dev|help|support|de|uk|top|shop|link|click)\b`)

// strangeHost is a host that words lead to or name and that is no maker's, "" where there is none.
func strangeHost(words []word, doc *markdown.Doc) string {
	for _, w := range words {
		if u, err := url.Parse(w.link); err == nil && u.Host != "" && !isHostOf(u.Hostname(), makers) {
			return u.Hostname()
		}
	}
	if len(words) == 0 {
		return ""
	}
	said := doc.Text()[min(words[0].at, len(doc.Text())):]
	said = said[:min(len(said), words[len(words)-1].at-words[0].at+40)]
	for _, host := range hostForm.FindAllString(said, -1) {
		if !isHostOf(strings.ToLower(host), makers) {
			return host
		}
	}
	return ""
}

// hostName is the one form of a host's name.
func hostName(host string) string { return strings.TrimSuffix(strings.ToLower(host), ".") }

// isHostOf tells that a host is one of some, or below one.
func isHostOf(host string, hosts []string) bool {
	host = hostName(host)
	for _, h := range hosts {
		if host == h || strings.HasSuffix(host, "."+h) {
			return true
		}
	}
	return false
}
