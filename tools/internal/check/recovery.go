package check

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/markdown"
)

// seller makes programs that promise to recover data or to unlock phones and backups.
type seller struct {
	name string
	// products are what it and its programs are called, in small letters and without marks.
	products []string
	hosts    []string
}

// sellers are the well-known ones. Some of their programs do what they say; none is needed
// here, and nobody can tell from outside what they do with a phone that is unlocked for them.
var sellers = []seller{
	{"Wondershare", []string{"wondershare", "drfone", "dr fone", "fone toolkit", "recoverit", "mobiletrans", "iskysoft"}, []string{"wondershare.com", "wondershare.net", "drfone.com", "iskysoft.com"}},
	{"iMobie", []string{"imobie", "phonerescue", "anytrans", "anyunlock", "droidkit"}, []string{"imobie.com"}},
	{"Tenorshare", []string{"tenorshare", "ultdata", "reiboot", "4ukey", "4ddig"}, []string{"tenorshare.com", "tenorshare.net", "4ddig.com"}},
	{"EaseUS", []string{"easeus", "mobisaver", "mobiunlock"}, []string{"easeus.com"}},
	{"iMyFone", []string{"imyfone", "lockwiper", "fixppo", "passper"}, []string{"imyfone.com"}},
	{"PassFab", []string{"passfab"}, []string{"passfab.com"}},
	{"FonePaw", []string{"fonepaw"}, []string{"fonepaw.com"}},
	{"Stellar", []string{"stellar data recovery", "stellar phone recovery", "stellar recovery", "stellar toolkit", "stellar repair", "stellar photo recovery"}, []string{"stellarinfo.com"}},
	{"CleverFiles", []string{"disk drill", "cleverfiles"}, []string{"cleverfiles.com"}},
	{"DiskDigger", []string{"diskdigger"}, []string{"diskdigger.org"}},
	{"Recuva", []string{"recuva"}, []string{"recuva.com"}},
	{"UltFone", []string{"ultfone"}, []string{"ultfone.com"}},
	{"Aiseesoft", []string{"aiseesoft", "fonelab", "apeaksoft", "anymp4"}, []string{"aiseesoft.com", "fonelab.com", "apeaksoft.com", "anymp4.com"}},
	{"Leawo", []string{"leawo"}, []string{"leawo.org", "leawo.com"}},
	{"Joyoshare", []string{"joyoshare"}, []string{"joyoshare.com"}},
	{"iToolab", []string{"itoolab", "unlockgo", "fixgo"}, []string{"itoolab.com"}},
	{"MiniTool", []string{"minitool"}, []string{"minitool.com"}},
	{"Gihosoft", []string{"gihosoft"}, []string{"gihosoft.com"}},
	{"iBeesoft", []string{"ibeesoft"}, []string{"ibeesoft.com"}},
	{"Coolmuster", []string{"coolmuster"}, []string{"coolmuster.com"}},
	{"MobiKin", []string{"mobikin"}, []string{"mobikin.com"}},
	{"Enigma Recovery", []string{"enigma recovery"}, []string{"enigma-recovery.com"}},
	{"Elcomsoft", []string{"elcomsoft", "phone breaker"}, []string{"elcomsoft.com"}},
	{"WooTechy", []string{"wootechy", "iphixer"}, []string{"wootechy.com"}},
}

// productStems are the products, and the words of a program without a name. Their marks may differ.
var productStems = func() []string {
	stems := []string{"dr.fone", "dr. fone", "fone", "recover", "rescue", "unlock", "&", "\\"}
	for _, s := range sellers {
		for _, p := range s.products {
			if !slices.ContainsFunc(stems, func(stem string) bool { return strings.Contains(p, stem) }) {
				stems = append(stems, p)
			}
		}
	}
	return stems
}()

const noProgram = "leave it out: what the phone, its maker and the app offer is all that a fix may use"

func recoveryDownloads(p *pass) {
	// The title of a source says again whose page it is.
	judged := map[catalog.Pos]bool{}
	page := func(title, address catalog.Text) {
		if name := sellerOf(address.Value); name != "" {
			p.found(address.Pos, fmt.Sprintf("this is a page of %s, who sells programs that recover or unlock", name), "take a source by the maker, by the app or by somebody who sells nothing")
			judged[title.Pos] = true
		}
	}
	p.sources(func(s *catalog.Source) { page(s.Title, s.URL) })
	for _, platform := range p.Platforms {
		page(platform.Status.Title, platform.Status.URL)
		page(platform.Support.Title, platform.Support.URL)
	}
	p.links(func(at func() catalog.Pos, l markdown.Link) {
		if name := sellerOf(l.Destination); name != "" {
			p.found(at(), fmt.Sprintf("the link leads to %s, who sells programs that recover or unlock", name), noProgram)
		}
	})
	found := func(at catalog.Pos, program string) {
		p.found(at, fmt.Sprintf("%q is a program to recover or unlock, and not its maker's", program), noProgram)
	}
	for _, t := range p.all.texts {
		if t.words&saysProgram != 0 {
			for _, w := range programsOffered(t.sentences) {
				found(p.at(t.Prose, w.at), w.text)
			}
		}
	}
	for _, t := range p.all.plain {
		if t.words&saysProgram != 0 && !judged[t.Pos] {
			for _, w := range programsOffered(p.splitter.split(markdown.Parse(t.Value))) {
				found(p.within(t.Pos, t.Value, w.at), w.text)
			}
		}
	}
}

// sellerOf is the name of the seller whose page an address is, "" for any other.
func sellerOf(address string) string {
	if !strings.Contains(address, "//") {
		return ""
	}
	var u url.URL
	if !parseAddress(address, &u) {
		return ""
	}
	for host := hostName(u.Hostname()); host != ""; {
		if name := sellerByHost[host]; name != "" {
			return name
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return ""
}

var sellerByHost = func() map[string]string {
	names := map[string]string{}
	for _, s := range sellers {
		for _, host := range s.hosts {
			names[host] = s.name
		}
	}
	return names
}()

// fetches are what is done with a program that is not there yet.
const fetches = "download install get buy purchase"

// programsOffered finds such programs in a text, but for sentences that warn of them.
func programsOffered(sentences [][]word) []word {
	var found []word
	for _, sentence := range sentences {
		product, named := productIn(sentence)
		if !named && !hasAny(sentence, fetches) || hasAny(sentence, "beware wary fraud fraudulent frauds scam scams warn warns warning distrust") {
			continue
		}
		warns := false
		follow(sentence, func(i int, t standing) {
			w := sentence[i]
			warns = warns || t.denied && !t.conditional
			if named || !t.begins || t.denied || !has(fetches, w.text) {
				return
			}
			o := object(sentence, i)
			if hasAny(o, "recovery recover unlock unlocker unlocking rescue undelete") && hasAny(o, "software tool tools app apps program programs utility kit") && !hasAny(o, "account mode") &&
				!slices.ContainsFunc(o, func(w word) bool { return sellerOf(w.link) != "" }) {
				w.text = said(append([]word{w}, o...))
				found = append(found, w)
			}
		})
		if named && !warns {
			found = append(found, product)
		}
	}
	return found
}

// productIn finds the name of a program in a sentence that may link to its seller, which is found by itself.
func productIn(sentence []word) (word, bool) {
	for i, w := range sentence {
		for _, names := range productsByFirst[w.text] {
			if isSaid(sentence[i:], names) && sellerOf(w.link) == "" {
				w.text = strings.Join(names, " ")
				return w, true
			}
		}
	}
	return word{}, false
}

// productsByFirst are the words of products by their first one.
var productsByFirst = func() map[string][][]string {
	products := map[string][][]string{}
	for _, s := range sellers {
		for _, product := range s.products {
			names := strings.Fields(product)
			products[names[0]] = append(products[names[0]], names)
		}
	}
	return products
}()

func isSaid(words []word, names []string) bool {
	if len(words) < len(names) {
		return false
	}
	for i, name := range names {
		if words[i].text != name {
			return false
		}
	}
	return true
}

// said joins words again.
func said(words []word) string {
	var all []string
	for _, w := range words {
		all = append(all, w.text)
	}
	return strings.Join(all, " ")
}
