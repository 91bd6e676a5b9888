package pages

import (
	"fmt"
	"strings"

	"backupfirstaid/tools/internal/triage"
)

// question is one of the key, as it is printed.
type question struct {
	Number int         `json:"number"`
	Asks   triage.Asks `json:"asks"`
	// Device is that of the phone and Where the names of platform and phase, as far as they are known.
	Device   string      `json:"device,omitempty"`
	Platform string      `json:"platform,omitempty"`
	Phase    string      `json:"phase,omitempty"`
	Answers  []keyAnswer `json:"answers"`
}

// keyAnswer is an answer and where it leads: to a question, to a list, or, with neither, to help.
type keyAnswer struct {
	Says  triage.Says `json:"says"`
	Value string      `json:"value,omitempty"`
	// Title and About are of a platform, or of a symptom; Messages, Codes and Signs are what tells a symptom.
	Title    string   `json:"title,omitempty"`
	About    string   `json:"about,omitempty"`
	Messages []string `json:"messages,omitempty"`
	Codes    []string `json:"codes,omitempty"`
	Signs    []string `json:"signs,omitempty"`
	// Question is the next one, List a list with its anchor and the page that says the same.
	Question int    `json:"question,omitempty"`
	List     int    `json:"list,omitempty"`
	ID       string `json:"id,omitempty"`
	Address  string `json:"address,omitempty"`
}

// questions are the key for phones of these kinds, in a booklet with these lists. A key that
// leaves somebody without an answer is never published.
func (m *maker) questions(lists map[string]int, devices ...string) []question {
	key := triage.Make(m.Catalog, devices...)
	if faults := key.Faults(m.Catalog, devices...); len(faults) > 0 {
		m.fail(fmt.Errorf("the key for paper leads nowhere: %s", strings.Join(faults, "; ")))
		return nil
	}
	var out []question
	for _, q := range key {
		made := question{Number: q.Number, Asks: q.Asks, Device: q.Device, Phase: q.Phase}
		if q.Platform != "" {
			made.Platform = m.Platform(q.Platform).Name.Value
		}
		for _, a := range q.Answers {
			made.Answers = append(made.Answers, m.keyAnswer(q, a, lists))
		}
		out = append(out, made)
	}
	return out
}

func (m *maker) keyAnswer(q triage.Question, a triage.Answer, lists map[string]int) keyAnswer {
	out := keyAnswer{Says: a.Says, Value: a.Value, Question: a.Question}
	switch a.Says {
	case triage.SaysPlatform:
		p := m.Platform(a.Value)
		out.Title, out.About = p.Name.Value, p.Summary.Doc.Plain()
	case triage.SaysSymptom:
		s := m.Symptom(a.Symptom)
		out.Title, out.List, out.ID, out.Address = s.Title.Value, lists[s.ID], listAnchor(s.ID), symptomLink(s).Href
		switch q.Asks {
		case triage.AsksNumber:
			out.Codes = values(s.Codes)
		case triage.AsksWords:
			out.Messages = values(s.Messages)
		case triage.AsksSign:
			out.Signs = all(s.Signs[:1], m.texts.Sheet)
		default:
			out.Codes, out.Messages = values(s.Codes), values(s.Messages)
			if len(out.Codes)+len(out.Messages) == 0 {
				out.Signs = all(s.Signs[:1], m.texts.Sheet)
			}
		}
	}
	return out
}
