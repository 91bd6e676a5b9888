// Package catalog is the model of what the data files and the hand-written pages say.
//
// It gives each kind of entry a Go type whose fields, in their order, are the keys
// of a file; every value keeps the place it was read from. The types are the one
// description of the format: what reads a file and what checks its shape both walk
// them. The package reads no file and judges nothing: an entry may be incomplete,
// and a cross-link may lead nowhere, until package check has had its say.
package catalog

// Kind is a sort of entry. Its value is the folder under data/ where its files
// are, except for [Pages].
type Kind string

const (
	Platforms Kind = "platforms"
	Symptoms  Kind = "symptoms"
	Fixes     Kind = "fixes"
	Routines  Kind = "routines"
	// Pages are the hand-written pages under content/.
	Pages Kind = "pages"
)

// DataKinds are the kinds with a folder under data/.
var DataKinds = []Kind{Platforms, Symptoms, Fixes, Routines}

// One is the name of a single entry of the kind, and the scheme of a link to it
// in a text: "fix" in [restart it](fix:restart-phone).
func (k Kind) One() string {
	switch k {
	case Fixes:
		return "fix"
	case "":
		return "file"
	default:
		return string(k[:len(k)-1])
	}
}

// KindOf is the kind whose single name is one, the reverse of [Kind.One].
func KindOf(one string) (Kind, bool) {
	for _, k := range append([]Kind{Pages}, DataKinds...) {
		if k.One() == one {
			return k, true
		}
	}
	return "", false
}

// The tag `fact` on a field says what must hold for it whatever the other fields
// say: "required", and "one of a b c" for a value from a list. The tag `yaml` is its key.

// Platform is where a backup runs.
type Platform struct {
	Entry
	Name     Text     `yaml:"name" fact:"required"`
	Summary  Prose    `yaml:"summary" fact:"required"`
	Device   Text     `yaml:"device" fact:"required,one of iphone android"`
	Versions []Text   `yaml:"versions" fact:"required"`
	Places   []Place  `yaml:"places"`
	Status   Address  `yaml:"status"`
	Support  Address  `yaml:"support"`
	Saves    []Prose  `yaml:"saves"`
	Skips    []Prose  `yaml:"skips"`
	Needs    []Prose  `yaml:"needs"`
	Formerly []Text   `yaml:"formerly"`
	Sources  []Source `yaml:"sources" fact:"required"`
}

// Symptom is what a person sees.
type Symptom struct {
	Entry
	Title       Text     `yaml:"title" fact:"required"`
	Platforms   []Text   `yaml:"platforms" fact:"required"`
	Phase       Text     `yaml:"phase" fact:"required,one of backup restore"`
	Messages    []Text   `yaml:"messages"`
	Codes       []Text   `yaml:"codes"`
	Signs       []Prose  `yaml:"signs"`
	Causes      []Prose  `yaml:"causes" fact:"required"`
	First       Prose    `yaml:"first"`
	Fixes       []Text   `yaml:"fixes" fact:"required"`
	GetHelpWhen Prose    `yaml:"get_help_when" fact:"required"`
	Related     []Text   `yaml:"related"`
	Keywords    []Text   `yaml:"keywords"`
	Formerly    []Text   `yaml:"formerly"`
	Sources     []Source `yaml:"sources" fact:"required"`
}

// Fix is what to do.
type Fix struct {
	Entry
	Title     Text     `yaml:"title" fact:"required"`
	Summary   Prose    `yaml:"summary" fact:"required"`
	Platforms []Text   `yaml:"platforms" fact:"required"`
	Minutes   Whole    `yaml:"minutes" fact:"required"`
	Touches   Text     `yaml:"touches" fact:"required,one of look toggle restart settings remove erase"`
	Loses     Prose    `yaml:"loses"`
	Before    []Prose  `yaml:"before"`
	Undo      Prose    `yaml:"undo"`
	Needs     []Prose  `yaml:"needs"`
	Steps     Steps    `yaml:"steps" fact:"required"`
	Done      Prose    `yaml:"done" fact:"required"`
	Picture   Picture  `yaml:"picture"`
	Formerly  []Text   `yaml:"formerly"`
	Sources   []Source `yaml:"sources" fact:"required"`
}

// Routine is what keeps trouble from happening again.
type Routine struct {
	Entry
	Title     Text     `yaml:"title" fact:"required"`
	Summary   Prose    `yaml:"summary" fact:"required"`
	When      Text     `yaml:"when" fact:"required"`
	Platforms []Text   `yaml:"platforms" fact:"required"`
	Minutes   Whole    `yaml:"minutes" fact:"required"`
	Needs     []Prose  `yaml:"needs"`
	Steps     Steps    `yaml:"steps" fact:"required"`
	Formerly  []Text   `yaml:"formerly"`
	Sources   []Source `yaml:"sources" fact:"required"`
}

// Page is a page written by hand. Its id is its path under content/ without ".md".
// The keys are those of its front matter.
type Page struct {
	Entry
	Title       Text     `yaml:"title" fact:"required"`
	Description Text     `yaml:"description" fact:"required"`
	Weight      Whole    `yaml:"weight"`
	Sources     []Source `yaml:"sources"`
	Body        Prose    `yaml:"-"`
}

// Entry is what all kinds have: an id from the file's name, and the file.
type Entry struct {
	ID   string
	File *File
}

// Place is a menu path named once, for {place:name} in texts.
type Place struct {
	Name Text
	Path Text
}

// Address is a page elsewhere.
type Address struct {
	Title Text `yaml:"title" fact:"required"`
	URL   Text `yaml:"url" fact:"required"`
}

// Source is where a fact was read.
type Source struct {
	Title   Text `yaml:"title" fact:"required"`
	URL     Text `yaml:"url" fact:"required"`
	By      Text `yaml:"by" fact:"required,one of maker app press community tested"`
	Checked Date `yaml:"checked"`
}

// Picture is a drawing in assets/pictures.
type Picture struct {
	File Text `yaml:"file" fact:"required"`
	Alt  Text `yaml:"alt" fact:"required"`
}

// Steps are the steps of a fix or a routine: the same for all its platforms (All), or
// a list for each (ByPlatform). Never both.
type Steps struct {
	Pos        Pos
	All        []Prose
	ByPlatform []PlatformSteps
}

// PlatformSteps are the steps on one platform.
type PlatformSteps struct {
	Platform Text
	Steps    []Prose
}

// For gives the steps on one platform, nil where there are none.
func (s Steps) For(platform string) []Prose {
	for _, p := range s.ByPlatform {
		if p.Platform.Value == platform {
			return p.Steps
		}
	}
	return s.All
}

// Ladder lists the rungs a fix can touch, gentlest first.
var Ladder = []string{"look", "toggle", "restart", "settings", "remove", "erase"}

// Rung is the place of a rung on the [Ladder], from 0; -1 where there is no such rung.
func Rung(touches string) int {
	for i, t := range Ladder {
		if t == touches {
			return i
		}
	}
	return -1
}

// Rungs from which the format asks for more.
var (
	// RungSettings is the first rung that needs `loses`.
	RungSettings = Rung("settings")
	// RungRemove is the first rung that needs `before` and `undo`, and `first` in a symptom.
	RungRemove = Rung("remove")
)
