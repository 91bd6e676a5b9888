package triage

import (
	"fmt"
	"slices"

	"backupfirstaid/tools/internal/catalog"
)

// Faults says why somebody with a question could be left without an answer, and gives nothing where
// nobody could: each question has an answer for everybody, each answer leads to a later question or
// to an end, each question is come to, and each symptom of these phones is the end of a way.
func (k Key) Faults(c *catalog.Catalog, devices ...string) []string {
	if len(k) == 0 {
		return []string{"no question is asked"}
	}
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	asked, reached := map[int]bool{1: true}, map[string]bool{}
	for i, q := range k {
		if q.Number != i+1 {
			fault("question %d stands in the place of question %d", q.Number, i+1)
		}
		if len(q.Answers) == 0 || q.Answers[len(q.Answers)-1].Says != SaysNone {
			fault("question %d has no answer for whoever sees something else", q.Number)
		}
		if !asked[q.Number] {
			fault("nothing leads to question %d", q.Number)
		}
		seen := map[Answer]bool{}
		for n, a := range q.Answers {
			switch {
			case a.Question != 0 && a.Symptom != "":
				fault("answer %d of question %d leads to two places", n+1, q.Number)
			case a.Question != 0 && a.Question <= q.Number:
				fault("answer %d of question %d leads back to question %d", n+1, q.Number, a.Question)
			case a.Question > len(k):
				fault("answer %d of question %d leads to question %d, which nobody asks", n+1, q.Number, a.Question)
			case a.Symptom != "" && !c.Has(catalog.Symptoms, a.Symptom):
				fault("answer %d of question %d leads to %q, which is no symptom", n+1, q.Number, a.Symptom)
			case a.Says == SaysSymptom && a.Symptom == "":
				fault("answer %d of question %d names no symptom", n+1, q.Number)
			}
			what := Answer{Says: a.Says, Value: a.Value, Symptom: a.Symptom}
			if seen[what] {
				fault("answer %d of question %d is there twice", n+1, q.Number)
			}
			seen[what], asked[a.Question], reached[a.Symptom] = true, true, true
		}
	}
	for _, s := range c.Symptoms {
		of := func(p catalog.Text) bool { return slices.Contains(devices, c.Platform(p.Value).Device.Value) }
		if slices.ContainsFunc(s.Platforms, of) && !reached[s.ID] {
			fault("no way ends at %q", s.ID)
		}
	}
	return faults
}
