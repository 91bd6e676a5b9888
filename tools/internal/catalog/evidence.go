package catalog

import "time"

// Level is how sure an entry is.
type Level string

const (
	// Unconfirmed: nobody has read any of its sources.
	Unconfirmed Level = "unconfirmed"
	// Reported: a source was read, but none of the maker's or the app's own.
	Reported Level = "reported"
	// Confirmed: the maker's or the app's own words were read.
	Confirmed Level = "confirmed"
)

// Evidence is what the sources of an entry are worth together.
type Evidence struct {
	Level Level
	// Checked is the latest day on which a source was read, the zero time where none was.
	Checked time.Time
	// Unread counts the sources that nobody has read.
	Unread int
}

// EvidenceOf works out how sure an entry with these sources is.
func EvidenceOf(sources []Source) Evidence {
	e := Evidence{Level: Unconfirmed}
	for _, s := range sources {
		day, ok := s.Checked.Day()
		switch {
		case !ok:
			e.Unread++
			continue
		case s.FirstHand():
			e.Level = Confirmed
		case e.Level == Unconfirmed:
			e.Level = Reported
		}
		if day.After(e.Checked) {
			e.Checked = day
		}
	}
	return e
}

// FirstHand tells that who made the phone, the system, the service or the app says so.
func (s Source) FirstHand() bool { return s.By.Value == "maker" || s.By.Value == "app" }
