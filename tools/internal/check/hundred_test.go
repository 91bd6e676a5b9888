package check

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// way is one way to break a file: a file of the small site is copied, and the copy changed.
type way struct {
	rule, of string
	// id is that of the copy, which lies beside the file it is made of; a whole path is for
	// what lies elsewhere. It tells what is broken.
	id string
	edits
}

// edits are an old text and a new one, the next old and new one, and so on, each for the first
// place where the old one stands. The ^ is no part of the file: the finding must stand there.
type edits []string

// The files of the small site of which copies are made.
const (
	aPlatform = "data/platforms/cloud.yaml"
	aSymptom  = "data/symptoms/full.yaml"
	aFix      = "data/fixes/look-around.yaml"
	aRemoval  = "data/fixes/clear-out.yaml"
	aRoutine  = "data/routines/monthly.yaml"
	aPage     = "content/guides/rule.md"
)

// whole are copies that others need and that nothing is wrong with.
var whole = []way{
	{"", aRemoval, "erase-it", edits{"touches: remove", "touches: erase"}},
	{"", aPlatform, "disk", edits{"Settings > Backup", "Settings > Disk > Backup"}},
}

// hundred are a hundred ways, in the order of the rules.
var hundred = []way{
	// What a file is, and where it lies.
	{"file-name", aFix, "data/fixes/another-ending.yml", edits{"# yaml", "^# yaml"}},
	{"file-name", aFix, "data/fixes/iphone/in-a-subfolder.yaml", edits{"# yaml", "^# yaml"}},
	{"file-name", aFix, "Capital-Letters", edits{"title", "^title"}},
	{"real-file", aFix, "data/fixes/unpacked-as-a-folder.yaml/look-around.yaml", edits{"# yaml", "^# yaml"}},
	{"file-size", aFix, "lists-in-lists", edits{"You know.", "[[[[[[^[You know.]]]]]]]"}},
	{"utf-8", aFix, "another-encoding", edits{"Shows what is there.", "Shows the caf^\xe9."}},
	{"byte-order-mark", aFix, "byte-order-mark", edits{"# yaml", "^\ufeff# yaml"}},
	{"line-ends", aFix, "line-of-windows", edits{"minutes: 2\n", "^minutes: 2\r\n"}},
	{"tabs", aFix, "tab-before-a-step", edits{"  - Open", "^\t- Open"}},
	{"yaml", aFix, "unclosed-quote", edits{"You know.", `^"You know.`}},
	{"yaml", aFix, "colon-in-a-text", edits{"Shows what is there.", "Good to know^: nothing is lost."}},
	{"yaml", aFix, "text-begins-with-stars", edits{"Open {place:backup}.", "^**Backup** is the page to open."}},
	{"yaml", aFix, "second-entry", edits{"sources:", "^---\nsources:"}},
	{"yaml", aPage, "no-front-matter", edits{"---\ntitle: The rule\ndescription: Three copies.\n---\n", "^"}},
	{"plain-yaml", aFix, "an-anchor", edits{"You know.", "^&same You know."}},
	{"plain-yaml", aFix, "a-merge-key", edits{"sources:", "^<<: {needs: [A cable.]}\nsources:"}},
	{"plain-yaml", aFix, "a-tag", edits{"minutes: 2", "minutes: ^!!int 2"}},
	{"formatting", aFix, "keys-out-of-order", edits{"minutes: 2\ntouches: look\n", "touches: look\n^minutes: 2\n"}},

	// What the keys of a file hold.
	{"unknown-key", aFix, "key-misspelt", edits{"minutes: 2", "^minuts: 2"}},
	{"unknown-key", aFix, "key-made-up", edits{"touches:", "^risk: none\ntouches:"}},
	{"duplicate-key", aFix, "key-twice", edits{"touches:", "^minutes: 20\ntouches:"}},
	{"missing-key", aFix, "no-minutes", edits{"title:", "^title:", "minutes: 2\n", ""}},
	{"empty-value", aFix, "nothing-behind-a-key", edits{"summary: Shows what is there.", "^summary:"}},
	{"wrong-type", aFix, "minutes-in-words", edits{"minutes: 2", "minutes: ^five"}},
	{"wrong-type", aPlatform, "version-without-quotes", edits{`"18"`, "^12.10"}},
	{"wrong-type", aSymptom, "code-without-quotes", edits{"causes:", "codes:\n  - ^4013\ncauses:"}},
	{"wrong-type", aFix, "list-as-a-text", edits{"platforms:\n  - cloud\n  - box", "platforms: ^cloud, box"}},
	{"wrong-type", aFix, "text-as-a-list", edits{"done: You know.", "done:\n  ^- You know."}},
	{"unknown-word", aFix, "no-such-rung", edits{"touches: look", "touches: ^read"}},
	{"unknown-word", aFix, "no-such-teller", edits{"by: maker", "by: ^apple"}},
	{"unknown-word", aSymptom, "no-such-phase", edits{"phase: backup", "phase: ^backing up"}},
	{"unknown-word", aPlatform, "no-such-device", edits{"device: iphone", "device: ^iPhone"}},
	{"minutes", aFix, "no-time-at-all", edits{"minutes: 2", "minutes: ^0"}},
	{"minutes", aRoutine, "more-than-a-day", edits{"minutes: 5", "minutes: ^2000"}},
	{"checked-date", aRoutine, "no-such-day", edits{"2026-11-22", "^2026-02-30"}},
	{"checked-date", aSymptom, "day-to-come", edits{"2026-11-22", "^2027-11-22"}},
	{"listed-twice", aSymptom, "fix-listed-twice", edits{"  - clear-out", "  - ^look-around\n  - clear-out"}},
	{"lost-text", aFix, "cut-off-by-a-comment", edits{"You know.", "^The list shows backup #1 of two."}},
	{"lost-text", aFix, "dash-too-deep", edits{"- Open {place:backup}.", "- ^Open {place:backup}.\n    - Wait."}},
	{"code-form", aSymptom, "code-with-words", edits{"causes:", "codes:\n  - ^Error 4013\ncauses:"}},
	{"placeholder", aFix, "still-to-be-written", edits{"Shows what is there.", "^REPLACE ME"}},
	{"length", aFix, "title-too-long", edits{"title: Look around", "title: ^Look around" + strings.Repeat(" and around", 7)}},
	{"something-seen", aSymptom, "nothing-seen", edits{"title:", "^title:", "messages:\n  - Not Enough Storage\n", ""}},
	{"picture", aFix, "photo-as-a-picture", edits{"sources:", "picture:\n  file: ^button.jpg\n  alt: A button.\nsources:"}},

	// What files say of each other.
	{"unknown-platform", aFix, "no-such-platform", edits{"- cloud", "- ^clowd"}},
	{"unknown-fix", aSymptom, "no-such-fix", edits{"- look-around", "- ^look-arond"}},
	{"unknown-symptom", aSymptom, "no-such-symptom", edits{"sources:", "related:\n  - ^ful\nsources:"}},
	{"unknown-link", aRemoval, "link-to-no-fix", edits{"(fix:look-around)", "(^fix:look-arond)"}},
	{"unknown-link", aPage, "link-to-no-page", edits{"(page:guides/rule)", "(^page:guides/ruel)"}},
	{"unknown-place", aRoutine, "no-such-place", edits{"{place:backup}", "^{place:bakcup}"}},
	{"place-differs", aFix, "place-of-two-paths", edits{"- box", "- disk", "{place:backup}", "^{place:backup}"}},
	{"formerly", aFix, "former-id-in-use", edits{"sources:", "formerly:\n  - ^clear-out\nsources:"}},
	{"fix-serves-platform", aSymptom, "platform-not-served", edits{"- cloud", "- cloud\n  - disk", "  - look-around\n  - clear-out", "  - ^look-around"}},
	{"steps-for-platforms", aRemoval, "steps-missing", edits{"- box", "- ^box", "  box:\n    - Open {place:cable}.\n", ""}},
	{"steps-for-platforms", aRemoval, "steps-of-another-platform", edits{"done:", "  ^disk:\n    - Wait.\ndone:"}},
	{"related-back", aSymptom, "related-one-way", edits{"sources:", "related:\n  - ^full\nsources:"}},

	// Gentle before risky, and the warnings.
	{"ladder-order", aSymptom, "risky-before-gentle", edits{"  - look-around\n  - clear-out", "  - ^clear-out\n  - look-around"}},
	{"first", aSymptom, "nothing-said-first", edits{"first: Nothing is lost. Delete nothing yet.\n", "", "- clear-out", "- ^clear-out"}},
	{"loses", aRemoval, "loss-not-said", edits{"touches: ", "touches: ^", "loses: What you delete.\n", ""}},
	{"before", aRemoval, "nothing-saved-before", edits{"touches: ", "touches: ^", "before:\n  - \"[Look around](fix:look-around) first.\"\n", ""}},
	{"undo", aRemoval, "undo-not-said", edits{"touches: ", "touches: ^", "undo: Nobody can.\n", ""}},

	// What could cost a reader something.
	{"destroying-word", aFix, "erases", edits{"- Open", "- Tap **^Erase All Content and Settings**.\n  - Open"}},
	{"destroying-word", aFix, "deletes-by-a-command", edits{"- Open", "- |-\n    Run this:\n\n    ```bash\n    ^rm -r Backup\n    ```\n  - Open"}},
	{"destroying-word", aRemoval, "formats", edits{"- Tap **Delete**.", "- ^Format the drive."}},
	{"destroying-word", aRoutine, "resets", edits{"- Open", "- If it is slow, ^reset the phone.\n  - Open"}},
	{"secret-asked", aFix, "password-asked", edits{"You know.", "You know. If not, send us your ^password."}},
	{"recovery-download", aSymptom, "recovery-program", edits{"After a day.", "After a day. Then try ^UltData."}},
	{"only-erases", aSymptom, "only-erases", edits{"- look-around\n  - clear-out", "- ^erase-it"}},

	// What the facts rest on.
	{"https", aFix, "source-not-secure", edits{"https:", "^http:"}},
	{"real-host", aFix, "host-is-a-number", edits{"https://support.apple.com", "^https://192.168.0.1"}},
	{"clean-address", aFix, "password-in-an-address", edits{"https://", "^https://me:secret@"}},
	{"clean-address", aSymptom, "address-that-follows", edits{"https://support.apple.com/en-us/help", "^https://support.apple.com/en-us/help?utm_source=mail"}},
	{"maker-source", aRemoval, "removes-by-hearsay", edits{"sources:", "^sources:", "by: maker", "by: press"}},
	{"never-checked", aFix, "never-checked", edits{"sources:", "^sources:", "    checked: 2026-11-22\n", ""}},
	{"old-check", aFix, "old-check", edits{"2026-11-22", "^2025-03-01"}},
	{"older-system", aPlatform, "older-system", edits{`"18"`, "iOS 18", "- title: Help", "- title: ^Help for iOS 15"}},

	// How things are said.
	{"title-twice", aFix, "title-twice", edits{"title: Look around", "title: ^Look around!"}},
	{"message-twice", aSymptom, "message-twice", edits{"Not Enough Storage", "^Not enough storage."}},
	{"two-actions", aFix, "two-actions", edits{"Open {place:backup}.", "Tap **Storage**, then ^tap **Backups**."}},
	{"long-sentence", aFix, "long-sentence", edits{"Shows what", "^Shows" + strings.Repeat(" here and there", 8) + " what"}},
	{"plain-words", aFix, "a-guess", edits{"You know.", "You know. It ^should work now."}},
	{"plain-words", aSymptom, "some-blame", edits{"Photos fill it.", "^You forgot the photos."}},
	{"term", aFix, "another-word", edits{"You know.", "You know about the ^wifi."}},

	// What a text may contain.
	{"link-scheme", aFix, "link-by-path", edits{"You know.", "See [it](^/fixes/clear-out/)."}},
	{"link-scheme", aFix, "script-in-a-link", edits{"You know.", "See [it](^javascript:alert(1))."}},
	{"link-scheme", aFix, "script-in-capitals", edits{"You know.", "See <^JaVaScRiPt:alert(1)>."}},
	{"link-scheme", aFix, "script-by-a-reference", edits{"You know.", "See [it](^java&#115;cript:alert(1))."}},
	{"link-scheme", aFix, "picture-in-a-text", edits{"You know.", "You know ^![it](https://support.apple.com/it.png)."}},
	{"bare-address", aFix, "spelled-out", edits{"You know.", "You know from ^http://photos.google.com now."}},
	{"stray-mark", aFix, "space-behind-stars", edits{"- Open", "- Tap ^** Back Up Now**.\n  - Open"}},
	{"heading", aFix, "heading-in-a-text", edits{"You know.", "|-\n  ^# Done\n\n  You know."}},
	{"raw-html", aFix, "line-break", edits{"You know.", "You know.^<br> It is there."}},
	{"raw-html", aFix, "html-comment", edits{"You know.", "You know. ^<!-- Say more. -->"}},
	{"raw-html", aPage, "html-around-a-part", edits{"See", "^<details>\nMore.\n</details>\n\nSee"}},
	{"code-language", aFix, "code-in-no-language", edits{"You know.", "|-\n  Type this:\n\n  ^```\n  ls\n  ```"}},

	// What could do harm from inside a text.
	{"hidden-character", aFix, "zero-width-space", edits{"You know.", "You^\u200b know."}},
	{"hidden-character", aPage, "read-backwards", edits{"this page", "this ^\u202epage"}},
	{"hidden-character", aFix, "hidden-by-an-escape", edits{"You know.", `"You^\u200b know."`}},
	{"template-code", aFix, "template-code", edits{"You know.", "You know ^{{ .Site }}."}},
	{"too-many-marks", aFix, "quotes-in-quotes", edits{"You know.", `"^` + strings.Repeat("> ", 20) + `You know."`}},
}

// path is where the broken file lies.
func (w way) path() string {
	if strings.Contains(w.id, "/") {
		return w.id
	}
	return path.Dir(w.of) + "/" + w.id + path.Ext(w.of)
}

// broken is the copy and the finding that it must give: "data/fixes/x.yaml:7:10: minutes".
func (w way) broken(t *testing.T) (content, finding string) {
	t.Helper()
	content = string(testsite.FS(nil)[w.of].Data)
	title := ownTitle.FindStringSubmatch(content)[1]
	for pair := range slices.Chunk(w.edits, 2) {
		if !strings.Contains(content, pair[0]) {
			t.Fatalf("%s: there is no %q in %s", w.path(), pair[0], w.of)
		}
		content = strings.Replace(content, pair[0], pair[1], 1)
	}
	// A title or a message that stays would be there twice, which is a way of its own.
	own := strings.ReplaceAll(strings.TrimSuffix(path.Base(w.path()), path.Ext(w.path())), "-", " ")
	content = strings.Replace(content, title, ": "+own+"\n", 1)
	content = strings.Replace(content, "- Not Enough Storage\n", "- "+own+"\n", 1)

	before, after, marked := strings.Cut(content, "^")
	if marked != (w.rule != "") {
		t.Fatalf("%s: a ^ must stand where the finding must, and only there", w.path())
	}
	file := w.path()
	if folder, _, ok := strings.Cut(file, ".yaml/"); ok {
		file = folder + ".yaml"
	}
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return before + after, fmt.Sprintf("%s:%d:%d: %s", file, strings.Count(before, "\n")+1, utf8.RuneCountInString(line)+1, w.rule)
}

// ownTitle finds a file's own title, not that of a source.
var ownTitle = regexp.MustCompile(`\n(?:title|name)(: .*\n)`)

// A hundred files broken in a hundred ways, all in one tree, give a hundred findings, each at
// its place, and not one more: one cause makes one finding, and no file hides what is wrong
// with another.
func TestAHundredBrokenFilesGiveAHundredFindings(t *testing.T) {
	fsys := testsite.FS(nil)
	var want []string
	for _, w := range slices.Concat(whole, hundred) {
		content, finding := w.broken(t)
		if fsys[w.path()] != nil {
			t.Fatalf("%s is there twice", w.path())
		}
		fsys[w.path()] = &fstest.MapFile{Data: []byte(content)}
		if w.rule != "" {
			want = append(want, finding)
		}
	}
	if len(want) != 100 {
		t.Errorf("%d ways are no hundred", len(want))
	}
	c, err := load.Catalog(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var got, unwanted []string
	for _, f := range Catalog(c, today) {
		place := fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Rule)
		got = append(got, place)
		if !slices.Contains(want, place) {
			unwanted = append(unwanted, place+": "+f.Message)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-wanted +found:\n%s\nnot wanted:\n%s", diff, strings.Join(unwanted, "\n"))
	}
}

func TestEveryRuleIsBrokenInTheHundred(t *testing.T) {
	for _, r := range Rules {
		// What a file uses that can't be read is not known, so that beside one unused says nothing. And the ledger
		// is one file, which no hand writes.
		if r.Name != "unused" && !isPaper(r) && !slices.ContainsFunc(hundred, func(w way) bool { return w.rule == r.Name }) {
			t.Errorf("no way breaks the rule %s: put one in the place of a way to break a rule that has several", r.Name)
		}
	}
}

func isPaper(r Rule) bool {
	return slices.ContainsFunc(paperRules, func(p Rule) bool { return p.Name == r.Name })
}
