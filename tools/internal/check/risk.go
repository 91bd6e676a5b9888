package check

import (
	"fmt"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

// riskRules are about what could cost a reader something.
var riskRules = []Rule{
	{
		Name:  "destroying-word",
		Title: "A step tells to erase, delete, remove or reset only where its fix is rated so.",
		Why:   "A reader works down the list from the gentlest fix and trusts the rating above the steps. A routine has no rating and no warning at all.",
		Wrong: "-- data/fixes/look-around.yaml --\nsteps:\n  - Open {place:backup}.\n  - Tap **Erase All Content and Settings**.\n",
		Right: "-- data/fixes/look-around.yaml --\nsteps:\n  - Open {place:backup}. Do not tap **Erase All Content and Settings**.\n",
		check: destroyingWords,
	},
	{
		Name:  "secret-asked",
		Title: "No text asks for a password, a code or a key anywhere but on the maker's own screen.",
		Why:   "Whoever has them has the account. Fraud begins with just such a sentence, and a reader in trouble would follow it here.",
		Wrong: "-- data/fixes/look-around.yaml --\ndone: You know. If not, send us your passcode.\n",
		Right: "-- data/fixes/look-around.yaml --\ndone: You know. Never send anybody your passcode.\n",
		check: secretsAsked,
	},
	{
		Name:  "recovery-download",
		Title: "No text or source leads to a program that promises to recover data or to unlock a phone.",
		Why:   "Worried people are who such programs are sold to. They want the phone unlocked and the passwords typed, and most often bring nothing back.",
		Wrong: "-- data/fixes/look-around.yaml --\ndone: You know. If not, install a data recovery app.\n",
		Right: "-- data/fixes/look-around.yaml --\ndone: You know. If not, do not install a data recovery app.\n",
		check: recoveryDownloads,
	},
	{
		Name:  "only-erases",
		Title: "A symptom has a fix that erases nothing.",
		Why:   "Whoever has nothing else to try erases a phone that waiting or another cable might have saved.",
		Wrong: "-- data/fixes/clear-out.yaml --\ntouches: erase\n-- data/symptoms/full.yaml --\nfixes:\n  - clear-out\n",
		Right: "-- data/fixes/clear-out.yaml --\ntouches: erase\n-- data/symptoms/full.yaml --\nfixes:\n  - look-around\n  - clear-out\n",
		check: onlyErases,
	},
}

// destruction is a word that takes something away.
type destruction struct {
	word
	// said is the word as the text has it, for people; rung is the one that it means.
	said string
	rung int
}

// restores tells that a button restores, which erases an iPhone first and others not.
func (d destruction) restores() bool { return strings.HasPrefix(d.said, "restore") }

const rungErase = 5

// means says what a rung does to a reader.
func means(rung int) string {
	switch rung {
	case rungErase:
		return `empties a whole device or drive ("erase")`
	case catalog.RungRemove:
		return `takes something away for good ("remove")`
	}
	return `makes the reader set something up again ("settings")`
}

func destroyingWords(p *pass) {
	for _, fix := range p.Fixes {
		rung := catalog.Rung(fix.Touches.Value)
		if rung < 0 || rung == rungErase {
			continue
		}
		p.destroying(rung, p.onIPhone(fix.Platforms), fix.Before, fix.Steps, func(at catalog.Pos, d destruction) {
			wayOut := "move the fix up the ladder, to touches: " + catalog.Ladder[d.rung] + ", or say otherwise what to do"
			if d.rung >= catalog.RungRemove {
				wayOut = "move the fix up the ladder, to touches: " + catalog.Ladder[d.rung] + " with loses, before and undo, link to the fix that does it, or say otherwise what to do"
			}
			p.found(at, fmt.Sprintf("%q %s, and this fix is rated %q", d.said, means(d.rung), fix.Touches.Value), wayOut)
		})
	}
	for _, routine := range p.Routines {
		p.destroying(catalog.RungSettings, p.onIPhone(routine.Platforms), nil, routine.Steps, func(at catalog.Pos, d destruction) {
			p.found(at, fmt.Sprintf("%q %s, and a routine gives no warning", d.said, means(d.rung)), "link to a fix rated "+catalog.Ladder[d.rung]+" that does it, or say otherwise what to do")
		})
	}
}

// destroying visits what in the steps of an entry means a rung above its own.
func (p *pass) destroying(above int, iPhone bool, before []catalog.Prose, steps catalog.Steps, visit func(catalog.Pos, destruction)) {
	look := func(texts []catalog.Prose) {
		for i := range texts {
			t := &texts[i]
			if spot(t.Value)&saysDestroying == 0 {
				continue
			}
			for _, sentence := range p.splitter.split(t.Doc) {
				worst := destruction{rung: above}
				for _, d := range destructions(sentence) {
					if d.rung > worst.rung && !p.warned(d) && (iPhone || !d.restores()) {
						worst = d
					}
				}
				if worst.rung > above {
					visit(p.at(t, worst.at), worst)
				}
			}
		}
	}
	look(before)
	look(steps.All)
	for _, s := range steps.ByPlatform {
		look(s.Steps)
	}
}

// onIPhone tells that an entry is about an iPhone too.
func (p *pass) onIPhone(platforms []catalog.Text) bool {
	return slices.ContainsFunc(platforms, func(id catalog.Text) bool {
		platform := p.Platform(id.Value)
		return platform != nil && platform.Device.Value == "iphone"
	})
}

// warned tells that a word is a link to a fix that is rated so: its page warns.
func (p *pass) warned(d destruction) bool {
	kind, id, ok := entryLink(d.link)
	if !ok || kind != catalog.Fixes {
		return false
	}
	fix := p.Fix(id)
	return fix == nil || catalog.Rung(fix.Touches.Value) >= d.rung
}

// stems are pieces that every destroying word or command has one of; & and \ may hide one.
var stems = []string{"eras", "wip", "format", "delet", "uninst", "remov", "clear", "reset", "sign", "log ", "logg", "empty", "forget", "discard", "restore", "rm ", "del ", "rd ", "mkfs", "init", "fastboot", "dd ", "bmgr", "&", "\\"}

// destructions finds the destroying words of a sentence that the reader is told to act on.
func destructions(sentence []word) []destruction {
	var found []destruction
	add := func(w word, said string, rung int) {
		if rung > 0 {
			found = append(found, destruction{w, said, rung})
		}
	}
	label, prepared := 0, false
	follow(sentence, func(i int, t standing) {
		w := sentence[i]
		if w.code {
			said, rung := command(w.text)
			if !t.denied {
				add(w, said, rung)
			}
			return
		}
		if i == 0 || sentence[i-1].mark {
			prepared = has("on in from at with under", w.text)
		}
		if w.label > 0 && w.label != label {
			label = w.label
			if t.pointed {
				said, rung := labelled(sentence[i:])
				add(w, said, rung)
			}
		}
		verb, instructed := w.text, t.begins && !t.denied
		switch {
		case t.denied:
		case w.label > 0:
			// A bold verb that begins a sentence is told only where something follows that it is done to.
			instructed = t.begins && i+1 < len(sentence) && has(determiners, sentence[i+1].text)
		case !t.begins && i > 0:
			prior := sentence[i-1].text
			if base, ok := gerunds[verb]; ok && has("by consider try recommend suggest start begin", prior) {
				verb, instructed = base, true
			}
			if prior == "to" && i > 1 && has("need have is helps best better try sure remember ought going", sentence[i-2].text) {
				instructed = true
			}
			if prepared && i+1 < len(sentence) && has(determiners, sentence[i+1].text) {
				instructed = true
			}
		}
		if instructed {
			said, rung := verbRung(verb, sentence, i)
			add(w, said, rung)
		}
	})
	return found
}

var gerunds = map[string]string{
	"erasing": "erase", "wiping": "wipe", "formatting": "format", "deleting": "delete", "removing": "remove", "uninstalling": "uninstall",
	"clearing": "clear", "resetting": "reset", "emptying": "empty", "discarding": "discard", "signing": "sign", "logging": "log", "forgetting": "forget",
}

// What a verb is done to decides what it means.
const (
	devices  = "phone iphone ipad ipod device tablet android galaxy pixel handset mobile"
	contents = "app apps application applications photo photos picture pictures image images video videos file files folder folders backup backups account accounts data message messages chat chats contact contacts calendar calendars profile profiles document documents everything content contents note notes mail mails email emails attachment attachments album albums esim history recordings"
	// typed is what is deleted with the backspace key.
	typed = "line lines word words letter letters space spaces text number numbers box character characters digit digits entry dot typo"
	// fetched comes back from elsewhere.
	fetched = "again download downloads downloaded cache ipsw installer temporary network networks wifi wi fi vpn pairing pairings bluetooth shortcut widget icon update updates"
	// programs are those of a computer, which hold nothing of the reader's.
	programs = "program programs software driver drivers itunes bonjour antivirus computer mac pc windows apple"
	parts    = "port ports contact contacts connector lens screen plug cable dust dirt dry clean cloth glass lint cache"
	bins     = "bin trash recycle deleted folder"
)

// verbRung is what an instruction that begins with a verb means, and how the text says it.
func verbRung(verb string, sentence []word, i int) (said string, rung int) {
	o := object(sentence, i)
	said = sentence[i].text
	next := ""
	if len(o) > 0 {
		next = o[0].text
	}
	if has("nothing none no neither nobody", next) {
		return "", 0
	}
	switch verb {
	case "erase":
		if !hasAny(o, typed) {
			rung = rungErase
		}
	case "wipe":
		if !hasAny(o, parts) {
			rung = rungErase
		}
	case "format":
		if has(determiners, next) || hasAny(o, devices+" drive disk stick card storage") {
			rung = rungErase
		}
	case "factory":
		if next == "reset" || hasAny(o, "reset") {
			said, rung = "factory reset", rungErase
		}
	case "confirm":
		if hasAny(o, "erasing erase wiping") {
			rung = rungErase
		} else if hasAny(o, "deleting deletion") {
			rung = catalog.RungRemove
		}
	case "do", "perform", "run", "start", "carry", "make", "try":
		if hasAny(o, "reset") && hasAny(o, "factory hard master full") {
			said, rung = "factory reset", rungErase
		}
	case "delete", "discard":
		switch {
		case hasAny(o, typed) && !hasAny(o, contents):
		case hasAny(o, fetched):
			rung = catalog.RungSettings
		default:
			rung = catalog.RungRemove
		}
	case "uninstall":
		rung = catalog.RungRemove
		if hasAny(o, programs) || hasAny(o, "updates") {
			rung = catalog.RungSettings
		}
	case "remove":
		rung = removed(o, sentence[:i])
	case "clear":
		if hasAny(o, "storage data everything history all photos pictures messages chats files") && !hasAny(o, "cache") {
			rung = catalog.RungRemove
		}
	case "empty":
		if hasAny(o, bins) {
			rung = catalog.RungRemove
		}
	case "reset":
		rung = catalog.RungSettings
		if hasAny(o, "factory") || hasAny(o, devices) && !hasAny(o, "settings setting network password permissions preferences location wi bluetooth pairing connection") {
			rung = rungErase
		}
	case "sign", "log":
		for n, w := range o {
			if w.text == "out" && n < 4 || n == 0 && w.text == "off" {
				said, rung = verb+" out", catalog.RungSettings
			}
		}
	case "signout", "logout":
		rung = catalog.RungSettings
	case "forget":
		if hasAny(o, "network wi wifi bluetooth device") {
			rung = catalog.RungSettings
		}
	}
	return said, rung
}

// removed is what "remove" means: of a cable or a case, nothing; of what a person keeps, a loss.
func removed(o, before []word) int {
	switch {
	case hasAny(o, fetched):
		return catalog.RungSettings
	case hasAny(o, "recents recent") || hasAny(o, "from") && hasAny(o, "list"):
		return 0
	case hasAny(o, contents), hasAny(o, devices) && hasAny(o, "account icloud google find"):
		return catalog.RungRemove
	case len(o) > 0 && has("it them this these", o[0].text):
		for n := len(before) - 1; n >= 0; n-- {
			switch {
			case has(contents, before[n].text):
				return catalog.RungRemove
			case has("cable case sim tray card cover battery adapter hub stick plug drive", before[n].text):
				return 0
			}
		}
	}
	return 0
}

// labelled is what the bold words that a sentence goes on with mean.
func labelled(rest []word) (what string, rung int) {
	label := rest[:1]
	for n := 1; n < len(rest) && rest[n].label == rest[0].label; n++ {
		label = rest[:n+1]
	}
	what = said(label)
	is := func(list string) bool { return hasAny(label, list) }
	switch {
	case is("erase"), is("wipe") && !is("cache"), is("factory") && is("reset"), label[0].text == "format",
		label[0].text == "restore" && (len(label) == 1 || is(devices+" update backup")):
		rung = rungErase
	case is("cache"):
	case is("delete remove") && is(fetched):
		rung = catalog.RungSettings
	case is("delete uninstall remove discard"), is("clear") && is("storage data all history"), is("empty") && is(bins):
		rung = catalog.RungRemove
	case is("transfer options option menu") && is("reset"):
	case is("reset"), is("sign log") && is("out"), is("signout logout"), label[0].text == "forget":
		rung = catalog.RungSettings
	}
	return what, rung
}

// commands are those that destroy. One with a space is found anywhere behind the first word.
var commands = []struct {
	is   string
	rung int
}{
	{"format", rungErase}, {"mkfs", rungErase}, {"clear-disk", rungErase}, {"format-volume", rungErase}, {"diskutil erase", rungErase}, {"diskutil zerodisk", rungErase},
	{"fastboot erase", rungErase}, {"fastboot -w", rungErase}, {"fastboot flashing unlock", rungErase}, {"dd of=", rungErase}, {"recovery --wipe", rungErase},
	{"rm", catalog.RungRemove}, {"rmdir", catalog.RungRemove}, {"unlink", catalog.RungRemove}, {"shred", catalog.RungRemove}, {"del", catalog.RungRemove}, {"rd", catalog.RungRemove},
	{"erase", catalog.RungRemove}, {"ri", catalog.RungRemove}, {"remove-item", catalog.RungRemove}, {"pm clear", catalog.RungRemove}, {"pm uninstall", catalog.RungRemove},
	{"adb uninstall", catalog.RungRemove}, {"bmgr wipe", catalog.RungRemove}, {"bmgr init", catalog.RungRemove}, {"bmgr enable false", catalog.RungRemove},
	{"tmutil delete", catalog.RungRemove}, {"find -delete", catalog.RungRemove}, {"clear-recyclebin", catalog.RungRemove},
	{"defaults delete", catalog.RungSettings}, {"winget uninstall", catalog.RungSettings}, {"brew uninstall", catalog.RungSettings}, {"uninstall-package", catalog.RungSettings},
}

// command is what a line of code means.
func command(line string) (said string, rung int) {
	for _, part := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("|;&\n", r) }) {
		words := strings.Fields(strings.ToLower(part))
		for len(words) > 1 && has("sudo $ > xargs cmd /c exec", words[0]) {
			words = words[1:]
		}
		if len(words) < 2 {
			continue
		}
		rest := " " + strings.Join(words, " ")
		name := words[0][strings.LastIndexAny(words[0], `/\`)+1:]
		for _, c := range commands {
			first, more, longer := strings.Cut(c.is, " ")
			if c.rung > rung && (!longer && name == first || longer && strings.Contains(rest, " "+first+" ") && strings.Contains(rest, " "+more)) {
				said, rung = c.is, c.rung
			}
		}
	}
	return said, rung
}

func onlyErases(p *pass) {
	for _, s := range p.Symptoms {
		erases := func(id catalog.Text) bool {
			fix := p.Fix(id.Value)
			return fix != nil && fix.Touches.Value == catalog.Ladder[rungErase]
		}
		if len(s.Fixes) > 0 && !slices.ContainsFunc(s.Fixes, func(id catalog.Text) bool { return !erases(id) }) {
			p.found(s.Fixes[0].Pos, "every fix of this symptom erases", "add a gentler fix before it, such as one that only looks or waits; the rest of the help goes into get_help_when:")
		}
	}
}
