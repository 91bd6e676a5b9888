package finding

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// sarifSchema is the schema of SARIF 2.1.0. It comes with the library, which keeps it to
// itself and checks only what it has read and filled up: so it is taken from its source,
// to check the very bytes that were written.
var sarifSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", reflect.TypeFor[sarif.Report]().PkgPath()).Output()
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	constant := file.Decls[0].(*ast.GenDecl).Specs[0].(*ast.ValueSpec)
	text, err := strconv.Unquote(constant.Values[0].(*ast.BasicLit).Value)
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	const address = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(address, doc); err != nil {
		return nil, err
	}
	return c.Compile(address)
})

func valid(t *testing.T, doc string) error {
	t.Helper()
	schema, err := sarifSchema()
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(doc))
	if err != nil {
		return err
	}
	return schema.Validate(v)
}

func sarifOf(t *testing.T, r Report) (string, *sarif.Run) {
	t.Helper()
	var b strings.Builder
	if err := r.Write(&b, SARIF, false); err != nil {
		t.Fatal(err)
	}
	log, err := sarif.FromString(b.String())
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), log.Runs[0]
}

func TestSARIFFitsItsSchema(t *testing.T) {
	withPages := report()
	withPages.RulePages = "https://backup.example/contribute/rules/#"
	odd := Report{Findings: []Finding{{"r", Note, "data/a b/ü:\xff?#.yaml", 1, 1, "\x00\u202e\xff", ""}}}
	for name, r := range map[string]Report{"findings": report(), "pages": withPages, "no findings": {}, "odd": odd} {
		doc, _ := sarifOf(t, r)
		if err := valid(t, doc); err != nil {
			t.Errorf("%s: %v\n%s", name, err, doc)
		}
	}
	doc, _ := sarifOf(t, withPages)
	for old, wrong := range map[string]string{
		`"level": "error"`: `"level": "notice"`, `"startLine": 3`: `"startLine": 0`, `"ruleId"`: `"ruleID2"`,
		`"helpUri": "https:`: `"helpUri": "%%:`, `"version": "2.1.0"`: `"version": "2"`, `"text": "why unknown-fix"`: `"markdown": "why"`,
		`"columnKind": "unicodeCodePoints"`: `"columnKind": "unicodeCodePoints", "colour": "red"`,
	} {
		if changed := strings.Replace(doc, old, wrong, 1); changed == doc || valid(t, changed) == nil {
			t.Errorf("nobody minds %s instead of %s", wrong, old)
		}
	}
}

func TestSARIFExplainsItsRules(t *testing.T) {
	r := report()
	r.RulePages = "https://backup.example/contribute/rules/#"
	_, run := sarifOf(t, r)
	var got []string
	for _, rule := range run.Tool.Driver.Rules {
		got = append(got, fmt.Sprint(*rule.ID, " | ", *rule.ShortDescription.Text, " | ", *rule.FullDescription.Text, " | ",
			*rule.Help.Text, " | ", *rule.HelpURI, " | ", rule.DefaultConfiguration.Level))
	}
	of := func(name, level string) string {
		return fmt.Sprintf("%[1]s | title of %[1]s | why %[1]s | why %[1]s\n\nA wrong and a right example: go run ./tools/data explain %[1]s | https://backup.example/contribute/rules/#%[1]s | %[2]s", name, level)
	}
	if diff := cmp.Diff([]string{of("old-source", "note"), of("unknown-fix", "error")}, got); diff != "" {
		t.Error(diff)
	}
	first := run.Results[0]
	region := first.Locations[0].PhysicalLocation.Region
	if *first.RuleID != "unknown-fix" || first.RuleIndex != 1 || first.Level != "error" || *region.StartLine != 3 || *region.StartColumn != 5 {
		t.Errorf("the first result: %+v", first)
	}
	if doc, _ := sarifOf(t, report()); strings.Contains(doc, "helpUri") {
		t.Error("an address is named where there is none")
	}
}

func TestSARIFKnowsAFindingAgainOnAnotherLine(t *testing.T) {
	prints := func(findings ...Finding) (all []string) {
		_, run := sarifOf(t, Report{Findings: findings})
		for _, result := range run.Results {
			all = append(all, result.PartialFingerprints["primaryLocationLineHash"])
		}
		return all
	}
	f := Finding{"r", Error, "f", 3, 5, "m", "w"}
	moved, otherRule, otherFile, otherMessage := f, f, f, f
	moved.Line, moved.Column, moved.Suggestion = 30, 7, "another way"
	otherRule.Rule, otherFile.File, otherMessage.Message = "s", "g", "n"
	got := prints(f, moved, otherRule, otherFile, otherMessage)
	if alone := prints(moved); alone[0] != got[0] {
		t.Errorf("a finding that moved is %s, it was %s", alone[0], got[0])
	}
	same, _, _ := strings.Cut(got[0], ":")
	for i, want := range []string{same + ":1", same + ":2"} {
		if got[i] != want {
			t.Errorf("%s, want %s", got[i], want)
		}
	}
	for _, other := range got[2:] {
		if strings.HasPrefix(other, same) {
			t.Errorf("two findings are one: %q", got)
		}
	}
}

func TestSARIFMessagesMakeNoLinks(t *testing.T) {
	_, run := sarifOf(t, Report{Findings: []Finding{{"r", Error, "f", 1, 1, `[text](https://evil.example) \[`, ""}}})
	if got, want := *run.Results[0].Message.Text, `\[text\](https://evil.example) \\\[`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
