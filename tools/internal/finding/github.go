package finding

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// shownByGitHub is how many annotations of a kind GitHub keeps of a step; of a job it
// keeps fifty. https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
const shownByGitHub = 10

// writeGitHub writes workflow commands, which GitHub shows beside the lines of a
// pull request. Errors come first, because only the first ones are kept.
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
					property.Replace(strings.ToValidUTF8(f.File, "\ufffd")), f.Line, f.Column, property.Replace(f.Rule), data.Replace(visible(f.sentence())))
			}
		}
	}
	b.WriteString(r.Summary() + "\n")
	if errors, notes := Count(r.Findings); errors > shownByGitHub || notes > shownByGitHub {
		fmt.Fprintf(&b, "GitHub shows the first %d problems and the first %d notes beside the lines. "+
			"All of them are in the summary of this run, and so they are with: go run ./tools/data check\n", shownByGitHub, shownByGitHub)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// maxSummary is what a step may write to its summary, 1 MiB, less some room for what else
// the step writes there. GitHub drops a longer one as a whole.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
const maxSummary = 1_000_000

// WriteSummary writes the report in Markdown for the summary of a run on GitHub: files
// with problems first, a table for each.
func (r Report) WriteSummary(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n", r.Summary())
	findings := slices.Clone(r.Findings)
	failing := map[string]bool{}
	for _, f := range findings {
		failing[f.File] = failing[f.File] || f.Severity == Error
	}
	rank := func(first bool) int {
		if first {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(rank(failing[a.File]), rank(failing[b.File])), cmp.Compare(a.File, b.File),
			cmp.Compare(rank(a.Severity == Error), rank(b.Severity == Error)),
		)
	})
	// The headline and the sentence on what is left out are far smaller than this.
	const spare = 1000
	for i, f := range findings {
		part := r.row(f)
		if i == 0 || findings[i-1].File != f.File {
			part = fmt.Sprintf("\n### %s\n\n| Place | | What was found | The way out | Rule |\n| --- | --- | --- | --- | --- |\n", plain(f.File)) + part
		}
		if b.Len()+len(part)+spare > maxSummary {
			fmt.Fprintf(&b, "\n%s more; this page has room for no more of them. `go run ./tools/data check` shows all.\n", plural(len(findings)-i, "finding"))
			break
		}
		b.WriteString(part)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// row is the row of a finding in the table of its file.
func (r Report) row(f Finding) string {
	severity := string(f.Severity)
	if f.Severity == Error {
		severity = "**error**"
	}
	rule := plain(f.Rule)
	if page := r.page(f.Rule); page != "" {
		rule = "[" + rule + "](<" + linkTarget.Replace(page) + ">)"
	}
	return fmt.Sprintf("| %d:%d | %s | %s | %s | %s |\n", f.Line, f.Column, severity, plain(f.Message), plain(f.Suggestion), rule)
}

var linkTarget = strings.NewReplacer("<", "%3C", ">", "%3E", "|", "%7C", `\`, "%5C", "\n", "%0A")

// plain writes a text so that Markdown shows it as it is: every character that could mean
// something is a reference, which never does. A name behind an @ is parted from it by a
// character without width, for GitHub looks for people in what is shown.
func plain(text string) string {
	var b strings.Builder
	for _, r := range visible(text) {
		switch {
		case r == '@':
			b.WriteString("&#64;&#8203;")
		case strings.ContainsRune("\\`*_{}[]()<>#+.!|~&:$^=", r):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
