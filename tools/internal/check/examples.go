package check

import (
	"golang.org/x/tools/txtar"

	"backupfirstaid/tools/internal/finding"
)

// ExampleFile is a file of an example as it can be shown: every character of it can be seen.
type ExampleFile struct{ Name, Text string }

// ExampleFiles are the files of a rule's Wrong or Right.
func ExampleFiles(example string) []ExampleFile {
	var out []ExampleFile
	for _, f := range txtar.Parse([]byte(example)).Files {
		out = append(out, ExampleFile{finding.Legible(f.Name), finding.Legible(string(f.Data))})
	}
	return out
}

// Marked tells that an example holds what can't be seen, which [ExampleFiles] shows as marks.
func Marked(example string) bool {
	return finding.Legible(example) != example
}
