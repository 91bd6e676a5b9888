package check

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// slip is one thing that goes wrong in a file of the small site, without the ^ of edits.
type slip struct {
	name, of string
	edits
	// want is all that is found: "7:10 minutes: write it"; the file is named where it is another one.
	want string
}

var slips = []slip{
	// A key with a slip in its name is not missing as well.
	{"one message", aSymptom, edits{"messages:", "message:"}, `6:1 unknown-key: did you mean "messages"?`},
	{"first with two letters swapped", aSymptom, edits{"first:", "frist:"}, `10:1 unknown-key: did you mean "first"?`},
	{"before without its last letter", aRemoval, edits{"before:", "befor:"}, `10:1 unknown-key: did you mean "before"?`},
	{"undo with a capital", aRemoval, edits{"undo:", "Undo:"}, `12:1 unknown-key: did you mean "undo"?`},
	{"loses in another person", aRemoval, edits{"loses:", "lose:"}, `9:1 unknown-key: did you mean "loses"?`},
	{"one step", aRemoval, edits{"steps:", "step:"}, `13:1 unknown-key: did you mean "steps"?`},
	{"one place", aPlatform, edits{"places:", "place:"}, `7:1 unknown-key: did you mean "places"?`},

	// Nor is one that goes by another name.
	{"error messages", aSymptom, edits{"messages:", "error_messages:"}, `6:1 unknown-key: did you mean "messages"?`},
	{"one fix", aSymptom, edits{"fixes:", "fix:"}, `11:1 unknown-key: did you mean "fixes"?`},
	{"help", aSymptom, edits{"get_help_when:", "help:"}, `14:1 unknown-key: did you mean "get_help_when"?`},
	{"get help when, in words", aSymptom, edits{"get_help_when:", "Get help when:"}, `14:1 unknown-key: did you mean "get_help_when"?`},
	{"touch", aRemoval, edits{"touches:", "touch:"}, `8:1 unknown-key: did you mean "touches"?`},
	{"loss", aRemoval, edits{"loses:", "loss:"}, `9:1 unknown-key: did you mean "loses"?`},
	{"link", aFix, edits{"url:", "link:"}, `14:5 unknown-key: did you mean "url"?`},
	{"from", aFix, edits{"by:", "from:"}, `15:5 unknown-key: did you mean "by"?`},
	{"name of a fix", aFix, edits{"title: Look", "name: Look"}, `2:1 unknown-key: did you mean "title"?`},
	{"title of a platform", aPlatform, edits{"name: Cloud", "title: Cloud"}, `2:1 unknown-key: did you mean "name"?`},
	{"description of a fix", aFix, edits{"summary:", "description:"}, `3:1 unknown-key: did you mean "summary"?`},
	{"summary of a page", aPage, edits{"description:", "summary:"}, `3:1 unknown-key: did you mean "description"?`},
	{"text of a picture", aFix, edits{"sources:", "picture:\n  file: button.svg\n  text: A button.\nsources:"}, `14:3 unknown-key: did you mean "alt"?`},
	{"beginning of a key", aFix, edits{"minutes:", "min:"}, `7:1 unknown-key: did you mean "minutes"?`},
	{"key with more behind it", aRemoval, edits{"before:", "before_you_begin:"}, `10:1 unknown-key: did you mean "before"?`},
	{"instructions", aFix, edits{"steps:", "instructions:"}, `9:1 unknown-key: did you mean "steps"?`},
	{"for", aFix, edits{"platforms:", "for:"}, `4:1 unknown-key: did you mean "platforms"?`},

	// A number that is none is not out of bounds as well.
	{"two zeros", aFix, edits{"minutes: 2", "minutes: 00"}, "7:10 wrong-type: write a number from 1 to 1440, without a 0 before it"},
	{"zero before a number", aFix, edits{"minutes: 2", "minutes: 02000"}, "7:10 wrong-type: write a number from 1 to 1440, without a 0 before it"},
	{"many digits", aFix, edits{"minutes: 2", "minutes: 20000000000"}, "7:10 wrong-type: write a number from 1 to 1440"},
	{"more digits than any number", aFix, edits{"minutes: 2", "minutes: 99999999999999999999"}, "7:10 wrong-type: write a number from 1 to 1440"},

	// A place is looked for on all platforms of a text.
	{"place misspelt on both", aFix, edits{"{place:backup}", "{place:bakcup}"}, `10:10 unknown-place: did you mean "backup"?`},
	{"place that is nowhere", aRoutine, edits{"{place:backup}", "{place:photos}"}, "9:10 unknown-place: add it under places: in data/platforms/cloud.yaml"},

	// Steps for platforms.
	{"platform misspelt by one letter", aRemoval, edits{"  box:", "  bx:"}, `16:3 steps-for-platforms: did you mean "box"?`},
	{"platform under another name", aRemoval, edits{"  box:", "  android:"}, `16:3 steps-for-platforms: did you mean "box"?`},
	{"two platforms misspelt", aRemoval, edits{"  cloud:", "  clod:", "  box:", "  bx:"}, "14:3 steps-for-platforms: did you mean \"cloud\"?\n16:3 steps-for-platforms: did you mean \"box\"?"},
	{"platform still to be written", aRemoval, edits{"- box", "- REPLACE ME"}, "6:5 placeholder: Whose trouble it serves: ids of platforms. Such as: icloud-backup"},
	{"platform that is read as a number", aRemoval, edits{"- box", "- 16"}, `6:5 wrong-type: put it in quotes: "16"`},
	{"steps without dashes", aRemoval, edits{"  cloud:\n    - Tap **Delete**.\n  box:\n    - Open {place:cable}.", "  Step 1: Open {place:cable}.\n  Step 2: Tap **Delete**."}, `14:3 wrong-type: a list has one item a line, each with a dash: "  - …"`},
	{"one step without a dash", aRemoval, edits{"  box:", "  Step 1: Tap it.\n  box:"}, `16:11 wrong-type: a list has one item a line, each with a dash: "  - …"`},
	{"steps of one platform without a dash", aRemoval, edits{"  cloud:\n    - Tap **Delete**.", "  cloud: Tap **Delete**."}, `14:10 wrong-type: a list has one item a line, each with a dash: "  - …"`},

	// Addresses in texts.
	{"password in a link", aFix, edits{"You know.", "See [it](https://me:secret@support.apple.com/)."}, "11:16 clean-address: write https://support.apple.com/"},
	{"Cyrillic letter in a link", aFix, edits{"You know.", "See [it](https://support.аpple.com/)."}, "11:16 real-host: write the address that a browser shows for the page"},

	// What nobody sees explains whatever else is wrong with a word.
	{"hidden in a key", aFix, edits{"minutes:", "min\u200butes:"}, "7:4 hidden-character: delete it"},
	{"hidden in a key needed elsewhere", aRemoval, edits{"before:", "be\u200bfore:"}, "10:3 hidden-character: delete it"},
	{"hidden in a short key", aFix, edits{"by:", "b\u200by:"}, "15:6 hidden-character: delete it"},
	{"hidden in a word of a list", aRemoval, edits{"touches: remove", "touches: re\u200bmove"}, "8:12 hidden-character: delete it"},
	{"hidden by an escape", aSymptom, edits{"phase: backup", `phase: "back\u200bup"`}, "5:13 hidden-character: delete it, with its backslash"},
	{"hidden in the id of a fix", aSymptom, edits{"- look-around", "- look\u200b-around"}, "12:9 hidden-character: delete it"},
	{"hidden in the id of a platform", aFix, edits{"- cloud", "- clo\u200bud"}, "5:8 hidden-character: delete it"},
	{"hidden in an address", aFix, edits{"https://support.apple.com", "https://support.\u200bapple.com"}, "14:26 hidden-character: delete it"},
	{"hidden in a place", aFix, edits{"{place:backup}", "{place:back\u200bup}"}, "10:21 hidden-character: delete it"},
	{"hidden in the mark of a place", aRoutine, edits{"{place:backup}", "{pla\u200bce:backup}"}, "9:14 hidden-character: delete it"},
	{"hidden in a link", aRemoval, edits{"(fix:look-around)", "(fix:look\u200b-around)"}, "11:28 hidden-character: delete it"},
	{"hidden in a link's kind", aRemoval, edits{"(fix:look-around)", "(fi\u200bx:look-around)"}, "11:22 hidden-character: delete it"},
	{"hidden by a reference", aRemoval, edits{"(fix:look-around)", "(fix:look&#8203;-around)"}, "11:28 hidden-character: delete it, from its & to its ;"},
	{"hidden in the name of a place", aPlatform, edits{"  backup:", "  back\u200bup:"}, "8:7 hidden-character: delete it"},
	{"hidden in a platform of steps", aRemoval, edits{"  box:", "  bo\u200bx:"}, "16:5 hidden-character: delete it"},
	{"hidden in a number", aFix, edits{"minutes: 2", "minutes: 2\u200b0"}, "7:11 hidden-character: delete it"},
	{"hidden in a day", aFix, edits{"2026-11-22", "2026-11\u200b-22"}, "16:21 hidden-character: delete it"},
	{"hidden in a code", aSymptom, edits{"causes:", "codes:\n  - 40\u200b13\ncauses:"}, "9:7 hidden-character: delete it"},
	{"hidden in one word, and another wrong", aFix, edits{"You know.", "You kn\u200bow {place:photo}."}, "11:13 hidden-character: delete it\n11:17 unknown-place: add it under places: in data/platforms/cloud.yaml and data/platforms/box.yaml"},

	// HTML.
	{"bold in HTML", aFix, edits{"You know.", "You <b>know</b>."}, "11:11 raw-html: write Markdown: **bold**, [a link](fix:restart-phone); for a bare < write \\<"},
	{"bold and slanted in HTML", aFix, edits{"You know.", "You <b>know <I>it</i></b >."}, "11:11 raw-html: write Markdown: **bold**, [a link](fix:restart-phone); for a bare < write \\<\n11:19 raw-html: write Markdown: **bold**, [a link](fix:restart-phone); for a bare < write \\<"},
	{"end without a beginning", aFix, edits{"You know.", "You know.</b>"}, "11:16 raw-html: write Markdown: **bold**, [a link](fix:restart-phone); for a bare < write \\<"},
	{"two beginnings", aFix, edits{"You know.", "<b>You<b> know.</b>"}, "11:7 raw-html: write Markdown: **bold**, [a link](fix:restart-phone); for a bare < write \\<\n11:13 raw-html: write Markdown: **bold**, [a link](fix:restart-phone); for a bare < write \\<"},

	// The order of keys.
	{"by above url", aFix, edits{"    url: https://support.apple.com/en-us/help\n    by: maker", "    by: maker\n    url: https://support.apple.com/en-us/help"}, "15:5 formatting: run: go run ./tools/data fmt data/fixes/look-around.yaml"},
	{"by at the end, above url", aFix, edits{"    url: https://support.apple.com/en-us/help\n    by: maker\n    checked: 2026-11-22\n", "    by: maker\n    url: https://support.apple.com/en-us/help\n"}, "12:1 never-checked: read one, hold the text against it, and add the day: checked: 2026-11-22\n15:5 formatting: run: go run ./tools/data fmt data/fixes/look-around.yaml"},
	{"url above title", aPlatform, edits{"  title: Status\n  url: https://support.apple.com/en-us/status", "  url: https://support.apple.com/en-us/status\n  title: Status"}, "11:3 formatting: run: go run ./tools/data fmt data/platforms/cloud.yaml"},
	{"by above url, and spaces elsewhere", aFix, edits{"    url: https://support.apple.com/en-us/help\n    by: maker", "    by: maker\n    url: https://support.apple.com/en-us/help", "summary: S", "summary:   S"}, "3:1 formatting: run: go run ./tools/data fmt data/fixes/look-around.yaml\n15:5 formatting: run: go run ./tools/data fmt data/fixes/look-around.yaml"},

	// Addresses.
	{"two addresses", aFix, edits{"en-us/help", "en-us/help, https://support.apple.com/b"}, "14:10 https: keep one of them here; another is a source of its own"},
	{"two addresses without a space", aFix, edits{"en-us/help", "en-us/help;https://support.apple.com/b"}, "14:10 https: keep one of them here; another is a source of its own"},
	{"space in an address", aFix, edits{"en-us/help", "en-us/the help"}, "14:10 https: copy the address that a browser shows for the page, and nothing else"},
	{"space in a host", aFix, edits{"https://support.apple", "https://support. apple"}, "14:10 https: copy the address that a browser shows for the page, and nothing else"},
	{"words before an address", aFix, edits{"https://support", "Help https://support"}, "14:10 https: copy the address that a browser shows for the page, and nothing else"},
	{"space, and a part that follows readers", aFix, edits{"en-us/help", "en-us/the help?utm_source=mail"}, "14:10 https: copy the address that a browser shows for the page, and nothing else"},
	{"address in an archive", aFix, edits{"https://support.apple.com/en-us/help", "https://web.archive.org/web/2025/https://support.apple.com/,en"}, ""},

	// Marks.
	{"link the wrong way round", aFix, edits{"You know.", "You know (this)[fix:clear-out]."}, "11:16 stray-mark: a link is [words](fix:restart-phone) without a space, a place is {place:name}; for the mark itself write \\ before it"},
	{"link without words", aFix, edits{"You know.", "You know [fix:clear-out]."}, "11:16 stray-mark: a link is [words](fix:restart-phone) without a space, a place is {place:name}; for the mark itself write \\ before it"},
	{"link with square brackets", aFix, edits{"You know.", "You know [this][fix:clear-out]."}, "11:21 stray-mark: a link is [words](fix:restart-phone) without a space, a place is {place:name}; for the mark itself write \\ before it"},
	{"place without its kind", aRoutine, edits{"{place:backup}", "{backup}"}, "9:10 stray-mark: a link is [words](fix:restart-phone) without a space, a place is {place:name}; for the mark itself write \\ before it"},
	{"place with spaces", aRoutine, edits{"{place:backup}", "{ place:backup }"}, "9:10 stray-mark: a link is [words](fix:restart-phone) without a space, a place is {place:name}; for the mark itself write \\ before it"},
	{"place with a slip in its kind", aRoutine, edits{"{place:backup}", "{places:backup}"}, "9:10 stray-mark: a link is [words](fix:restart-phone) without a space, a place is {place:name}; for the mark itself write \\ before it"},
	{"place in two braces", aRoutine, edits{"{place:backup}", "{{backup}}"}, "9:10 template-code: write it in words; where two braces must stand, put a space between them"},
	{"braces that are meant", aRoutine, edits{"{place:backup}", "`{backup}` or \\{backup}, {two words} and { x = 1 }"}, ""},
	{"brackets that are meant", aRoutine, edits{"Open", "Tap [OK] (or OK), then \\[fix:clear-out] and `[fix:x]`. Open"}, ""},
}

// moves are files of the small site that lie, or are called, otherwise.
var moves = []struct{ of, to, want string }{
	{aFix, "data/fixes/iphone/look-around.yaml", "1:1 file-name: move it to data/fixes/"},
	{aRemoval, "data/fixes/iphone/clear-out.yaml", "1:1 file-name: move it to data/fixes/"},
	{aFix, "data/look-around.yaml", "1:1 file-name: move it to data/platforms/, data/symptoms/, data/fixes/ or data/routines/"},
	{aFix, "data/fix/look-around.yaml", "1:1 file-name: move it to data/platforms/, data/symptoms/, data/fixes/ or data/routines/"},
	{aFix, "data/fixes/look-around.yml", `1:1 file-name: call it "look-around.yaml"`},
	{aFix, "data/fixes/Look_Around.yaml", "2:1 file-name: lower-case words and numbers joined by single hyphens, such as restart-phone"},
	{aPlatform, "data/platforms/iphone/cloud.yaml", "1:1 file-name: move it to data/platforms/"},
	{aPage, "content/more/rule.md", "2:1 file-name: move it to content/guides/ or content/"},
	{aPage, "content/guides/Rule.md", "2:1 file-name: lower-case words and numbers joined by single hyphens, such as restart-phone"},
	{aSymptom, "data/fixes/full.yaml", "2:1 file-name: move it to data/symptoms/"},
	{aSymptom, "data/routines/full.yaml", "2:1 file-name: move it to data/symptoms/"},
	{aFix, "data/symptoms/look-around.yaml", "2:1 file-name: move it to data/fixes/"},
	{aRemoval, "data/routines/clear-out.yaml", "2:1 file-name: move it to data/fixes/"},
	{aPlatform, "data/fixes/cloud.yaml", "2:1 file-name: move it to data/platforms/"},
	{aRoutine, "data/fixes/monthly.yaml", "2:1 file-name: move it to data/routines/"},
	{aRoutine, "data/symptoms/monthly.yaml", "2:1 file-name: move it to data/routines/"},
	{aRoutine, "data/platforms/monthly.yaml", "2:1 file-name: move it to data/routines/"},
}

func TestOneSlipGivesOneFinding(t *testing.T) {
	for _, s := range slips {
		t.Run(s.name, func(t *testing.T) {
			content := string(testsite.FS(nil)[s.of].Data)
			for pair := range slices.Chunk(s.edits, 2) {
				if !strings.Contains(content, pair[0]) {
					t.Fatalf("there is no %q in %s", pair[0], s.of)
				}
				content = strings.Replace(content, pair[0], pair[1], 1)
			}
			if diff := cmp.Diff(s.want, briefly(t, testsite.FS(map[string]string{s.of: content}), s.of)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOneMovedFileGivesOneFinding(t *testing.T) {
	for _, m := range moves {
		t.Run(m.to, func(t *testing.T) {
			fsys := testsite.FS(nil)
			fsys[m.to] = fsys[m.of]
			delete(fsys, m.of)
			if diff := cmp.Diff(m.want, briefly(t, fsys, m.to)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// briefly is what is found in a site in which a file was changed, less the words.
func briefly(t *testing.T, fsys fstest.MapFS, file string) string {
	t.Helper()
	c, err := load.Catalog(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range Catalog(c, today) {
		said := fmt.Sprintf("%d:%d %s: %s", f.Line, f.Column, f.Rule, f.Suggestion)
		if f.File != file {
			said = f.File + ":" + said
		}
		all = append(all, said)
	}
	return strings.Join(all, "\n")
}

// A name that is a key, or stands for two keys of a group, would lead nowhere.
func TestOtherNamesStandForOneKeyEach(t *testing.T) {
	used := map[string]bool{}
	for _, group := range []reflect.Type{
		catalog.TypeOf(catalog.Platforms), catalog.TypeOf(catalog.Symptoms), catalog.TypeOf(catalog.Fixes), catalog.TypeOf(catalog.Routines),
		catalog.TypeOf(catalog.Pages), reflect.TypeFor[catalog.Source](), reflect.TypeFor[catalog.Address](), reflect.TypeFor[catalog.Picture](),
	} {
		known := keys(catalog.Fields(group))
		for _, key := range known {
			used[key] = true
			for _, name := range strings.Fields(otherNames[key]) {
				if got := meant(name, known); got != key || slices.Contains(known, name) {
					t.Errorf("%s: %q is %q, not %q", group, name, got, key)
				}
			}
		}
	}
	for key := range otherNames {
		if !used[key] {
			t.Errorf("nothing has the key %q", key)
		}
	}
}
