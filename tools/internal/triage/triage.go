// Package triage makes the key that leads from a question about the phone to a list of fixes,
// as it is printed where no search is.
//
// It takes a checked catalog and gives numbered questions with their answers. It is pure and
// knows no words of the interface: each question and answer is of a sort, which templates put into words.
package triage

import (
	"cmp"
	"math"
	"slices"

	"backupfirstaid/tools/internal/catalog"
)

// Key is a tree of questions. The first is where everybody begins.
type Key []Question

// Question is asked once for everybody who comes to it.
type Question struct {
	// Number counts from 1. Answers lead on to greater numbers only, so that nobody goes round in circles.
	Number int
	Asks   Asks
	// Device, Platform and Phase are what is known by then, "" where it is not.
	Device, Platform, Phase string
	Answers                 []Answer
}

// Asks is what a question is about.
type Asks string

const (
	// AsksDevice: which phone is it?
	AsksDevice Asks = "device"
	// AsksPlatform: where does the backup go, or come from?
	AsksPlatform Asks = "platform"
	// AsksPhase: what was being done?
	AsksPhase Asks = "phase"
	// AsksSeen: what is seen? Short lists need no more.
	AsksSeen Asks = "seen"
	// AsksShown: does the screen show a number, words, or neither?
	AsksShown Asks = "shown"
	// AsksNumber, AsksWords and AsksSign: which?
	AsksNumber Asks = "number"
	AsksWords  Asks = "words"
	AsksSign   Asks = "sign"
)

// Answer leads to a question, to the list of a symptom, or to help.
type Answer struct {
	// Says is what the answer is; its value is in Value, where there are several of a sort.
	Says  Says
	Value string
	// Question is the number of the next one, 0 where this is an end.
	Question int
	// Symptom is the id of that whose list ends the way, "" where it doesn't.
	Symptom string
}

// Ends tells that nothing is asked any more; where no list is named either, a person helps.
func (a Answer) Ends() bool { return a.Question == 0 }

// Says is what an answer says.
type Says string

const (
	SaysDevice   Says = "device"
	SaysPlatform Says = "platform"
	SaysPhase    Says = "phase"
	// SaysShown: its value is what is shown: [AsksNumber], [AsksWords] or [AsksSign].
	SaysShown   Says = "shown"
	SaysSymptom Says = "symptom"
	// SaysNone is the last answer of each question: what all others are not.
	SaysNone Says = "none"
)

// few is the longest list that is read through at once. Longer ones are asked about by what is shown.
const few = 6

// Make makes the key for phones of these kinds, "iphone" and "android". A single one is not asked about.
func Make(c *catalog.Catalog, devices ...string) Key {
	m := &maker{catalog: c}
	if len(devices) == 1 {
		m.device(devices[0])
		return m.key
	}
	m.ask(Question{Asks: AsksDevice}, devices, SaysDevice, m.device)
	return m.key
}

type maker struct {
	catalog *catalog.Catalog
	key     Key
}

// ask adds a question, and then what each answer leads to. None of the answers leads to help.
func (m *maker) ask(q Question, values []string, says Says, then func(value string)) {
	at := m.add(q)
	for _, v := range values {
		m.key[at].Answers = append(m.key[at].Answers, Answer{Says: says, Value: v, Question: len(m.key) + 1})
		then(v)
	}
	m.key[at].Answers = append(m.key[at].Answers, Answer{Says: SaysNone})
}

func (m *maker) add(q Question) int {
	q.Number = len(m.key) + 1
	m.key = append(m.key, q)
	return len(m.key) - 1
}

func (m *maker) device(name string) {
	m.ask(Question{Asks: AsksPlatform, Device: name}, m.platforms(name), SaysPlatform, func(id string) { m.platform(name, id) })
}

// platforms are those of a phone that have symptoms, in the order of how many.
func (m *maker) platforms(device string) []string {
	count := map[string]int{}
	var out []string
	for _, p := range m.catalog.Platforms {
		for _, phase := range phases {
			count[p.ID] += len(m.symptoms(p.ID, phase))
		}
		if p.Device.Value == device && count[p.ID] > 0 {
			out = append(out, p.ID)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return count[b] - count[a] })
	return out
}

// phases are what can be done with a backup.
var phases = []string{"backup", "restore"}

func (m *maker) platform(device, id string) {
	has := slices.DeleteFunc(slices.Clone(phases), func(phase string) bool { return len(m.symptoms(id, phase)) == 0 })
	// A question with one answer is none.
	if len(has) == 1 {
		m.phase(device, id, has[0])
		return
	}
	q := Question{Asks: AsksPhase, Device: device, Platform: id}
	m.ask(q, has, SaysPhase, func(phase string) { m.phase(device, id, phase) })
}

func (m *maker) symptoms(platform, phase string) []*catalog.Symptom {
	var out []*catalog.Symptom
	for _, s := range m.catalog.Symptoms {
		if s.Phase.Value == phase && slices.ContainsFunc(s.Platforms, func(p catalog.Text) bool { return p.Value == platform }) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b *catalog.Symptom) int { return catalog.CompareTitles(a.Title.Value, b.Title.Value) })
	return out
}

// display is what a screen can show, and the question about it.
type display struct {
	asks Asks
	has  func(*catalog.Symptom) bool
}

// displays come in the order of how much they tell.
var displays = []display{
	{AsksNumber, func(s *catalog.Symptom) bool { return len(s.Codes) > 0 }},
	{AsksWords, func(s *catalog.Symptom) bool { return len(s.Messages) > 0 }},
	{AsksSign, func(s *catalog.Symptom) bool { return len(s.Signs) > 0 }},
}

func (m *maker) phase(device, platform, phase string) {
	q := Question{Device: device, Platform: platform, Phase: phase}
	all := m.symptoms(platform, phase)
	known := slices.DeleteFunc(slices.Clone(displays), func(d display) bool { return !slices.ContainsFunc(all, d.has) })
	if len(all) <= few || len(known) == 1 {
		q.Asks = AsksSeen
		m.list(q, all, 0)
		return
	}
	q.Asks = AsksShown
	at := m.add(q)
	for i, d := range known {
		m.key[at].Answers = append(m.key[at].Answers, Answer{Says: SaysShown, Value: string(d.asks), Question: len(m.key) + 1})
		next := 0
		if i+1 < len(known) {
			// Whose number is not in the list may still find the words.
			next = len(m.key) + 2
		}
		q.Asks = d.asks
		shown := slices.DeleteFunc(slices.Clone(all), func(s *catalog.Symptom) bool { return !d.has(s) })
		if d.asks == AsksNumber {
			// A number is looked for among numbers.
			slices.SortStableFunc(shown, func(a, b *catalog.Symptom) int { return cmp.Compare(leastCode(a), leastCode(b)) })
		}
		m.list(q, shown, next)
	}
	m.key[at].Answers = append(m.key[at].Answers, Answer{Says: SaysNone})
}

// leastCode is the least number of a symptom; one without, whose codes are words, comes last.
func leastCode(s *catalog.Symptom) int {
	least := math.MaxInt
	for _, c := range s.Codes {
		least = min(least, catalog.CodeNumber(c.Value))
	}
	return least
}

// list adds the question that ends at symptoms. Whoever sees none of them goes to another question, or, with 0, to help.
func (m *maker) list(q Question, symptoms []*catalog.Symptom, next int) {
	for _, s := range symptoms {
		q.Answers = append(q.Answers, Answer{Says: SaysSymptom, Symptom: s.ID})
	}
	q.Answers = append(q.Answers, Answer{Says: SaysNone, Question: next})
	m.add(q)
}
