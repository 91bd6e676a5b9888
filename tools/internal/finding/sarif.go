package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
)

// The parts of SARIF that are written here. Libraries for it write dozens of empty keys
// for each finding.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID                   string        `json:"id"`
		ShortDescription     sarifText     `json:"shortDescription"`
		FullDescription      sarifText     `json:"fullDescription"`
		Help                 sarifText     `json:"help"`
		HelpURI              string        `json:"helpUri,omitempty"`
		DefaultConfiguration sarifSettings `json:"defaultConfiguration"`
	}
	sarifSettings struct {
		Level Severity `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID              string            `json:"ruleId"`
		RuleIndex           int               `json:"ruleIndex"`
		Level               Severity          `json:"level"`
		Message             sarifText         `json:"message"`
		Locations           []sarifLocation   `json:"locations"`
		PartialFingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifLocation struct {
		PhysicalLocation sarifPlace `json:"physicalLocation"`
	}
	sarifPlace struct {
		ArtifactLocation sarifFile   `json:"artifactLocation"`
		Region           sarifRegion `json:"region"`
	}
	sarifFile struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
)

// writeSARIF writes SARIF 2.1.0, which code scanners and editors read.
// The form: https://docs.oasis-open.org/sarif/sarif/v2.1.0/
func (r Report) writeSARIF(w io.Writer) error {
	run := sarifRun{Tool: sarifTool{sarifDriver{Name: "backupfirstaid", Rules: []sarifRule{}}}, ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	levels := map[string]Severity{}
	var used []string
	for _, f := range r.Findings {
		if levels[f.Rule] == "" {
			used = append(used, f.Rule)
		}
		levels[f.Rule] = f.Severity
	}
	slices.Sort(used)
	index := map[string]int{}
	for i, name := range used {
		index[name] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, r.sarifRule(name, levels[name]))
	}
	times := map[string]int{}
	for _, f := range r.Findings {
		same := fingerprint(f)
		times[same]++
		run.Results = append(run.Results, sarifResult{
			RuleID: f.Rule, RuleIndex: index[f.Rule], Level: f.Severity, Message: sarifText{sarifMessage.Replace(visible(f.sentence()))},
			Locations: []sarifLocation{{sarifPlace{sarifFile{(&url.URL{Path: f.File}).String()}, sarifRegion{f.Line, f.Column}}}},
			// The one key that code scanning on GitHub goes by.
			PartialFingerprints: map[string]string{"primaryLocationLineHash": fmt.Sprintf("%s:%d", same, times[same])},
		})
	}
	return writeIndented(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func (r Report) sarifRule(name string, level Severity) sarifRule {
	why := about(r.Why, name)
	return sarifRule{
		ID: name, ShortDescription: sarifText{about(r.Title, name)}, FullDescription: sarifText{why},
		Help: sarifText{why + "\n\nA wrong and a right example: go run ./tools/data explain " + name}, HelpURI: r.page(name),
		DefaultConfiguration: sarifSettings{level},
	}
}

// sarifMessage keeps a message from making links of its own: in SARIF, a text in brackets
// before an address in parentheses is one (section 3.11.6).
var sarifMessage = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`)

// fingerprint is what makes a finding the same one in the next run, wherever its line has
// moved to: the rule, the file and what was found.
func fingerprint(f Finding) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Rule, f.File, f.Message}, "\x00")))
	return hex.EncodeToString(sum[:8])
}
