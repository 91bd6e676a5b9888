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

// The types below are the file format. Their tags say all that is true of a field by itself:
//
//	yaml     its key
//	fact     what must hold whatever the other fields say: "required"; "one of a b c" for a
//	         value from a list; "most 80" for the most characters of a text; "items 12" for
//	         the most items of a list; "from 1 to 60" for a number; "usual" for what is not
//	         required, and most entries have
//	about    what it means, for people who fill it in
//	example  a value, as it is meant

// Platform is where a backup runs.
type Platform struct {
	Entry
	Name     Text     `yaml:"name" fact:"required,most 60" about:"What people call it." example:"iCloud Backup"`
	Summary  Prose    `yaml:"summary" fact:"required,most 400" about:"What it is, in one or two sentences." example:"Copies an iPhone to iCloud each night."`
	Device   Text     `yaml:"device" fact:"required,one of iphone android" about:"The phone it runs on." example:"iphone"`
	Versions []Text   `yaml:"versions" fact:"required,most 40,items 8" about:"The system versions the steps are written for." example:"iOS 26"`
	Places   []Place  `yaml:"places" fact:"most 160,items 80" about:"Menu paths, named once. A text uses {place:backup}, so that a moved menu is mended in one file." example:"Settings > your name > iCloud > iCloud Backup"`
	Status   Address  `yaml:"status" about:"The page that says whether the service runs."`
	Support  Address  `yaml:"support" about:"Where a person helps."`
	Saves    []Prose  `yaml:"saves" fact:"most 300,items 12" about:"What a backup holds." example:"Photos and videos, if iCloud Photos is off."`
	Skips    []Prose  `yaml:"skips" fact:"most 300,items 12" about:"What it leaves out." example:"What iCloud syncs already."`
	Needs    []Prose  `yaml:"needs" fact:"most 300,items 12" about:"What must be true for it to run." example:"The phone is locked, on power and on Wi-Fi."`
	Formerly []Text   `yaml:"formerly" fact:"most 60,items 12" about:"Ids it had before, which redirect here." example:"icloud"`
	Sources  []Source `yaml:"sources" fact:"required,items 16" about:"Where this was read."`
}

// Symptom is what a person sees.
type Symptom struct {
	Entry
	Title       Text     `yaml:"title" fact:"required,most 80" about:"The problem in the reader's words." example:"The last backup could not be completed"`
	Platforms   []Text   `yaml:"platforms" fact:"required,most 60,items 12" about:"Where it happens: ids of platforms." example:"icloud-backup"`
	Phase       Text     `yaml:"phase" fact:"required,one of backup restore" about:"Whether it goes wrong when backing up or when restoring." example:"backup"`
	Messages    []Text   `yaml:"messages" fact:"usual,most 300,items 16" about:"The exact words on the screen. Messages, codes or signs: one of the three is needed." example:"The last backup could not be completed."`
	Codes       []Text   `yaml:"codes" fact:"most 24,items 16" about:"Error numbers or short names, in quotes." example:"4013"`
	Signs       []Prose  `yaml:"signs" fact:"most 300,items 12" about:"What it looks like without a message." example:"The bar stands still for an hour."`
	Causes      []Prose  `yaml:"causes" fact:"required,most 300,items 12" about:"Why it happens, most likely first." example:"The Wi-Fi dropped."`
	First       Prose    `yaml:"first" fact:"usual,most 800" about:"What is safe, and what not to do now. Needed where a fix below removes or erases." example:"A failed run harms nothing. Do not delete the stored backup now."`
	Fixes       []Text   `yaml:"fixes" fact:"required,most 60,items 24" about:"Ids of fixes in the order to try them, gentlest first." example:"restart-phone"`
	GetHelpWhen Prose    `yaml:"get_help_when" fact:"required,most 600" about:"When to stop trying, and whom to ask." example:"Ask Apple Support when it still fails on a second Wi-Fi."`
	Related     []Text   `yaml:"related" fact:"most 60,items 8" about:"Ids of symptoms that are easily taken for this one." example:"icloud-estimating-forever"`
	Keywords    []Text   `yaml:"keywords" fact:"most 80,items 40" about:"Words people search with, misspelt ones too." example:"icloud backup stuck"`
	Formerly    []Text   `yaml:"formerly" fact:"most 60,items 12" about:"Ids it had before, which redirect here." example:"backup-failed"`
	Sources     []Source `yaml:"sources" fact:"required,items 16" about:"Where this was read."`
}

// Fix is what to do.
type Fix struct {
	Entry
	Title     Text     `yaml:"title" fact:"required,most 80" about:"An instruction." example:"Free up iCloud storage"`
	Summary   Prose    `yaml:"summary" fact:"required,most 400" about:"What it does and why that helps." example:"Ends what hangs and starts it fresh. Nothing is lost."`
	Platforms []Text   `yaml:"platforms" fact:"required,most 60,items 12" about:"Whose trouble it serves: ids of platforms." example:"icloud-backup"`
	Minutes   Whole    `yaml:"minutes" fact:"required,from 1 to 1440" about:"How long hands are busy." example:"5"`
	Touches   Text     `yaml:"touches" fact:"required,one of look toggle restart settings remove erase" about:"The rung of the ladder, gentlest first: only read; switch what can be switched back; restart; lose settings; lose content; erase a device." example:"toggle"`
	Loses     Prose    `yaml:"loses" fact:"most 400" about:"What is gone or must be set up again. Needed from settings on, not allowed on look." example:"Saved Wi-Fi passwords."`
	Before    []Prose  `yaml:"before" fact:"most 600,items 12" about:"What to do or save first. Needed for remove and erase." example:"Make a copy on a computer and see it in the list."`
	Undo      Prose    `yaml:"undo" fact:"most 400" about:"How to take it back, or that nobody can. Needed for remove and erase." example:"Nobody can undo it."`
	Needs     []Prose  `yaml:"needs" fact:"most 200,items 8" about:"What to have at hand." example:"A computer and the cable."`
	Steps     Steps    `yaml:"steps" fact:"required,most 800,items 25" about:"One action a step, beginning with it. Where platforms differ: a group with a list for each platform." example:"Tap **Back Up Now**."`
	Done      Prose    `yaml:"done" fact:"required,most 500" about:"How the person can tell that it worked." example:"The backup shows today's date."`
	Picture   Picture  `yaml:"picture" about:"A drawing in assets/pictures."`
	Formerly  []Text   `yaml:"formerly" fact:"most 60,items 12" about:"Ids it had before, which redirect here." example:"reboot-phone"`
	Sources   []Source `yaml:"sources" fact:"required,items 16" about:"Where this was read. What removes or erases needs a source by maker or app."`
}

// Routine is what keeps trouble from happening again.
type Routine struct {
	Entry
	Title     Text     `yaml:"title" fact:"required,most 80" about:"What it is called." example:"Monthly backup check"`
	Summary   Prose    `yaml:"summary" fact:"required,most 400" about:"What it is for." example:"Finds a backup that has stopped before you need it."`
	When      Text     `yaml:"when" fact:"required,most 120" about:"When to do it." example:"Once a month"`
	Platforms []Text   `yaml:"platforms" fact:"required,most 60,items 12" about:"Whom it serves: ids of platforms." example:"icloud-backup"`
	Minutes   Whole    `yaml:"minutes" fact:"required,from 1 to 1440" about:"How long hands are busy." example:"10"`
	Needs     []Prose  `yaml:"needs" fact:"most 200,items 8" about:"What to have at hand." example:"A computer and the cable."`
	Steps     Steps    `yaml:"steps" fact:"required,most 800,items 25" about:"One action a step, beginning with it. Where platforms differ: a group with a list for each platform." example:"Open {place:backup}."`
	Formerly  []Text   `yaml:"formerly" fact:"most 60,items 12" about:"Ids it had before, which redirect here." example:"monthly"`
	Sources   []Source `yaml:"sources" fact:"required,items 16" about:"Where this was read."`
}

// Page is a page written by hand. Its id is its path under content/ without ".md".
// The keys are those of its front matter.
type Page struct {
	Entry
	Title       Text     `yaml:"title" fact:"required,most 80" about:"What the page is called." example:"The 3-2-1 rule"`
	Description Text     `yaml:"description" fact:"required,most 200" about:"What it tells, for lists and search engines." example:"Three copies, two kinds, one elsewhere."`
	Weight      Whole    `yaml:"weight" fact:"from 1 to 1000" about:"Where it stands in lists: small numbers first." example:"1"`
	Keywords    []Text   `yaml:"keywords" fact:"most 80,items 40" about:"Words people search with, misspelt ones too." example:"three copies"`
	Picture     Picture  `yaml:"picture" about:"A drawing in assets/pictures, shown above the text."`
	Sources     []Source `yaml:"sources" fact:"items 24" about:"Where this was read."`
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
	Title Text `yaml:"title" fact:"required,most 120" about:"What the page is called." example:"Apple System Status"`
	URL   Text `yaml:"url" fact:"required,most 300" about:"Its address, https only." example:"https://www.apple.com/support/systemstatus/"`
}

// Source is where a fact was read.
type Source struct {
	Title   Text `yaml:"title" fact:"required,most 160" about:"What the page is called." example:"Back up with iCloud"`
	URL     Text `yaml:"url" fact:"required,most 300" about:"Its address, https only." example:"https://support.apple.com/en-us/108366"`
	By      Text `yaml:"by" fact:"required,one of maker app press community tested" about:"Who says so: maker (of the phone, system or service), app, press, community, or tested (somebody did it)." example:"maker"`
	Checked Date `yaml:"checked" about:"The day you read it and held the text against it. Leave it out where nobody has yet." example:"2026-11-22"`
}

// Picture is a drawing in assets/pictures.
type Picture struct {
	File Text `yaml:"file" fact:"required,most 80" about:"Its file, SVG." example:"side-button.svg"`
	Alt  Text `yaml:"alt" fact:"required,most 300" about:"What it shows, for those who cannot see it." example:"The side button is at the right."`
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
