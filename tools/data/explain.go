package main

import (
	"fmt"
	"io"
	"strings"

	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finding"
)

type explainCommand struct {
	Rule string `arg:"" optional:"" help:"The name of a rule, as it stands in [brackets] behind a finding; none for a list of all."`
}

func (c *explainCommand) Run(_ *cli, s streams) error {
	if c.Rule == "" {
		return listRules(s.out)
	}
	rule, ok := check.Named(c.Rule)
	if !ok {
		return unknownRule(c.Rule)
	}
	return explain(s.out, rule)
}

const explainCommandLine = "go run ./tools/data explain"

func unknownRule(written string) error {
	var known []string
	for _, r := range check.Rules {
		known = append(known, r.Name)
	}
	if near := finding.Nearest(written, known); near != "" {
		return fmt.Errorf("no rule is called %q; did you mean %q?", written, near)
	}
	return fmt.Errorf("no rule is called %q; for a list of all: %s", written, explainCommandLine)
}

// listRules writes all rules by family, the titles below each other.
func listRules(out io.Writer) error {
	widest := 0
	for _, r := range check.Rules {
		widest = max(widest, len(r.Name))
	}
	var b strings.Builder
	for _, f := range check.Families {
		fmt.Fprintln(&b, f.Title)
		for _, r := range f.Rules {
			fmt.Fprintf(&b, "  %-*s  %s", widest, r.Name, r.Title)
			if r.Note {
				b.WriteString(" (A note.)")
			}
			b.WriteByte('\n')
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "Why a rule is there, with examples: %s NAME\n", explainCommandLine)
	_, err := io.WriteString(out, b.String())
	return err
}

// explain writes all there is to say of a rule.
func explain(out io.Writer, r check.Rule) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n\n%s\n\n%s\n\n", r.Name, r.Title, weight(r), r.Why)
	writeExample(&b, "Wrong", r.Wrong)
	writeExample(&b, "Right", r.Right)
	if check.Marked(r.Wrong) || check.Marked(r.Right) {
		b.WriteString("A word in ⟨brackets⟩ stands for something that nobody can see.\n")
	}
	if r.Mends != "" {
		fmt.Fprintf(&b, "This mends it: %s\n", r.Mends)
	}
	fmt.Fprintf(&b, "On the site: /%s\n", r.Address())
	_, err := io.WriteString(out, b.String())
	return err
}

// weight says what a finding of the rule does.
func weight(r check.Rule) string {
	if r.Note {
		return "note: worth knowing. It stops nothing by itself."
	}
	return "error: nothing is published before it is mended."
}

// writeExample writes each file of an example under its name, the lines indented.
func writeExample(b *strings.Builder, word, example string) {
	for _, f := range check.ExampleFiles(example) {
		fmt.Fprintf(b, "%s, in %s\n\n", word, f.Name)
		for line := range strings.Lines(f.Text) {
			if line != "\n" {
				b.WriteString("    ")
			}
			b.WriteString(line)
		}
		b.WriteByte('\n')
		word = "And"
	}
}
