package finding

import (
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
)

// writeGitHub writes workflow commands, which GitHub shows beside the lines of a
// pull request. GitHub shows ten a step, so errors come first.
// The form: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
func (r Report) writeGitHub(w io.Writer) error {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	var b strings.Builder
	for _, severity := range []Severity{Error, Note} {
		command := map[Severity]string{Error: "error", Note: "notice"}[severity]
		for _, f := range r.Findings {
			if f.Severity == severity {
				fmt.Fprintf(&b, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", command,
					property.Replace(f.File), f.Line, f.Column, property.Replace(f.Rule), data.Replace(f.sentence()))
			}
		}
	}
	b.WriteString(r.Summary() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// sentence is the message with the way out.
func (f Finding) sentence() string {
	if f.Suggestion == "" {
		return f.Message
	}
	return f.Message + " (" + f.Suggestion + ")"
}

// writeSARIF writes SARIF 2.1.0, which code scanners and editors read.
// The form: https://docs.oasis-open.org/sarif/sarif/v2.1.0/
func (r Report) writeSARIF(w io.Writer) error {
	type message struct {
		Text string `json:"text"`
	}
	type rule struct {
		ID               string  `json:"id"`
		ShortDescription message `json:"shortDescription"`
	}
	type region struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
	type artifact struct {
		URI string `json:"uri"`
	}
	type physical struct {
		ArtifactLocation artifact `json:"artifactLocation"`
		Region           region   `json:"region"`
	}
	type location struct {
		PhysicalLocation physical `json:"physicalLocation"`
	}
	type result struct {
		RuleID    string     `json:"ruleId"`
		Level     Severity   `json:"level"`
		Message   message    `json:"message"`
		Locations []location `json:"locations"`
	}
	type driver struct {
		Name  string `json:"name"`
		Rules []rule `json:"rules"`
	}
	type tool struct {
		Driver driver `json:"driver"`
	}
	type run struct {
		Tool       tool     `json:"tool"`
		ColumnKind string   `json:"columnKind"`
		Results    []result `json:"results"`
	}
	out := run{Tool: tool{driver{Name: "backupfirstaid", Rules: []rule{}}}, ColumnKind: "unicodeCodePoints", Results: []result{}}
	var used []string
	for _, f := range r.Findings {
		used = append(used, f.Rule)
		out.Results = append(out.Results, result{f.Rule, f.Severity, message{f.sentence()},
			[]location{{physical{artifact{(&url.URL{Path: f.File}).String()}, region{f.Line, f.Column}}}}})
	}
	slices.Sort(used)
	for _, name := range slices.Compact(used) {
		out.Tool.Driver.Rules = append(out.Tool.Driver.Rules, rule{name, message{r.title(name)}})
	}
	return writeIndented(w, struct {
		Schema  string `json:"$schema"`
		Version string `json:"version"`
		Runs    []run  `json:"runs"`
	}{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []run{out}})
}

func (r Report) title(rule string) string {
	if r.Title == nil {
		return rule
	}
	return r.Title(rule)
}
