// Package ledger keeps what was printed: each revision of each sheet that was ever published, so
// that a copy on paper can be told what became of its steps since; what its fixes were called; and
// every other address that stands on paper, so that each still leads somewhere.
//
// It knows the one file that holds it, how a line is written, and what sets two revisions of a
// sheet apart. It computes no revision of today (package revision does) and reads no file, clock
// or network.
package ledger

// Sheet is a revision of a printed page.
type Sheet struct {
	// Address is that of the page the sheet belongs to, relative to the site's root: "symptoms/ID/".
	Address string
	// Revision is a [Code] of everything a reader reads on the sheet.
	Revision string
	// First is a code of what is said before anything is done, "" where nothing is.
	First string
	// Fixes are in the order of the sheet, where they are numbered from 1. A routine is its one own fix.
	Fixes []Fix
}

// Fix is what can cost a reader something in a fix as it stands on a sheet.
type Fix struct {
	ID string
	// Rung counts from 1, the gentlest; 0 where there is none.
	Rung int
	// Steps is a code of what is done, Warning one of what is lost, of what comes before and of
	// how to take it back, "" where there is no warning. A routine warns in its steps.
	Steps, Warning string
}

// Release is all that is printed.
type Release struct {
	Sheets []Sheet
	// Names are those of the fixes on the sheets.
	Names []Name
	// Addresses are those that stand on paper besides the ones of the sheets: "fixes/ID/", "booklets/iphone.html".
	Addresses []string
}

// Name is what a fix is called on paper: on a sheet of its list, on one of several lists and in a booklet alike.
type Name struct {
	ID, Title string
}

// The lengths of codes. Two revisions of one page are the same code once in 887 million; a
// changed step looks unchanged once in 28 million.
const (
	revisionLetters = 6
	partLetters     = 5
)

// Anchor is the fragment of a sheet's address, and the id on its page, that tell about a revision.
// It is a fragment since a browser sends none to anybody, and so that a page kept on the
// phone answers too, by itself.
func Anchor(revision string) string { return anchorStart + revision }

const anchorStart = "r-"

// Promise is an address that stands on paper, or that such an address leads to.
type Promise struct {
	// Line is the number of the line of the ledger that says so.
	Line int
	// Address is relative to the site's root.
	Address string
}
