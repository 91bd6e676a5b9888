package api

import "backupfirstaid/tools/internal/catalog"

// The types below are the documents, as the schemas describe them. Keys may be added to
// them within a version; none changes its meaning or goes.

// Index says what there is, and where.
type Index struct {
	Schema      string            `json:"$schema" jsonschema:"format=uri" jsonschema_description:"The schema of this document."`
	Name        string            `json:"name" jsonschema_description:"The name of the site."`
	About       string            `json:"about" jsonschema_description:"What this is."`
	Version     int               `json:"version" jsonschema_description:"The version in the addresses. Keys may be added within a version; none changes its meaning or goes."`
	License     License           `json:"license"`
	Rules       []string          `json:"rules" jsonschema_description:"What whoever shows these facts to a person must keep to."`
	URL         string            `json:"url" jsonschema:"format=uri" jsonschema_description:"The site for people."`
	LastChecked string            `json:"last_checked,omitempty" jsonschema:"format=date" jsonschema_description:"The latest day on which a source of any entry was read."`
	Lists       map[string]string `json:"lists" jsonschema_description:"By kind, the document that holds all entries of the kind whole."`
	Schemas     map[string]string `json:"schemas" jsonschema_description:"The JSON Schema of each document."`
	Entries     []Listed          `json:"entries" jsonschema_description:"Every entry, by kind and id."`
}

// License is what may be done with the facts.
type License struct {
	Name        string `json:"name"`
	URL         string `json:"url" jsonschema:"format=uri"`
	Attribution string `json:"attribution" jsonschema_description:"Whom to name."`
}

// Listed is an entry in the index.
type Listed struct {
	Kind Kind `json:"kind"`
	Ref
}

// Ref names an entry and where it is.
type Ref struct {
	ID    string `json:"id" jsonschema_description:"What links name it by. It never changes without standing in former_ids."`
	Title string `json:"title" jsonschema_description:"Plain text."`
	URL   string `json:"url" jsonschema:"format=uri" jsonschema_description:"The page for people."`
	API   string `json:"api" jsonschema:"format=uri" jsonschema_description:"The document for programs."`
}

// Head is what the documents of all entries begin with.
type Head struct {
	Schema string `json:"$schema" jsonschema:"format=uri" jsonschema_description:"The schema of this document."`
	Kind   Kind   `json:"kind"`
	Ref
	Markdown  string   `json:"markdown" jsonschema:"format=uri" jsonschema_description:"The page as Markdown."`
	FormerIDs []string `json:"former_ids" jsonschema_description:"Ids it had before. Their addresses still lead here."`
}

// Kind is a sort of entry.
type Kind string

// Rung is a rung of the ladder, gentlest first.
type Rung string

// Level is how sure an entry is.
type Level string

// Markdown is a text in Markdown: no HTML, links are whole addresses, menu paths are spelt out.
type Markdown string

// Symptom is what a person sees.
type Symptom struct {
	Head
	Checklist   string     `json:"checklist" jsonschema:"format=uri" jsonschema_description:"The page for paper."`
	Platforms   []On       `json:"platforms" jsonschema_description:"Where it happens."`
	Phase       string     `json:"phase" jsonschema:"enum=backup,enum=restore" jsonschema_description:"Whether it goes wrong when backing up or when restoring."`
	Messages    []string   `json:"messages" jsonschema_description:"The exact words on the screen, plain text."`
	Codes       []string   `json:"codes" jsonschema_description:"Error numbers and short names."`
	Signs       []Markdown `json:"signs" jsonschema_description:"What it looks like without a message."`
	Causes      []Markdown `json:"causes" jsonschema_description:"Why it happens, most likely first."`
	First       Markdown   `json:"first,omitempty" jsonschema_description:"What is safe, and what not to do now. Show it before any fix."`
	Minutes     int        `json:"minutes" jsonschema_description:"How long hands are busy with the whole list."`
	Fixes       []Try      `json:"fixes" jsonschema_description:"In the order to try them, gentlest first. Stop as soon as it works."`
	GetHelpWhen Markdown   `json:"get_help_when" jsonschema_description:"When to stop trying, and whom to ask."`
	Related     []Ref      `json:"related" jsonschema_description:"Symptoms that are easily taken for this one."`
	Keywords    []string   `json:"keywords" jsonschema_description:"Words people search with, misspelt ones too."`
	Evidence    Evidence   `json:"evidence"`
}

// Try is a fix in the list of a symptom. Its steps stand in its own document, with their warnings.
type Try struct {
	Ref
	Rung       Rung     `json:"rung"`
	RungNumber int      `json:"rung_number" jsonschema:"minimum=1,maximum=6" jsonschema_description:"1 is the gentlest."`
	Minutes    int      `json:"minutes" jsonschema_description:"How long hands are busy."`
	Loses      Markdown `json:"loses,omitempty" jsonschema_description:"What is gone or must be set up again."`
}

// Fix is what to do. Whoever shows its steps shows loses, before and undo above them.
type Fix struct {
	Head
	Summary    Markdown   `json:"summary" jsonschema_description:"What it does and why that helps."`
	Platforms  []On       `json:"platforms" jsonschema_description:"Whose trouble it serves."`
	Rung       Rung       `json:"rung"`
	RungNumber int        `json:"rung_number" jsonschema:"minimum=1,maximum=6" jsonschema_description:"1 is the gentlest."`
	Risky      bool       `json:"risky" jsonschema_description:"Something that a person made or keeps can be lost: show a warning above the steps."`
	Minutes    int        `json:"minutes" jsonschema_description:"How long hands are busy."`
	Loses      Markdown   `json:"loses,omitempty" jsonschema_description:"What is gone or must be set up again. Show it above the steps."`
	Before     []Markdown `json:"before" jsonschema_description:"What to do or save first. Show it above the steps."`
	Undo       Markdown   `json:"undo,omitempty" jsonschema_description:"How to take it back, or that nobody can. Show it above the steps."`
	Needs      []Markdown `json:"needs" jsonschema_description:"What to have at hand."`
	Picture    *Picture   `json:"picture,omitempty" jsonschema_description:"The drawing that stands above the steps on the page. Not there where there is none."`
	Steps      []Steps    `json:"steps" jsonschema_description:"One list for each set of platforms that have the same steps."`
	Done       Markdown   `json:"done" jsonschema_description:"How the person can tell that it worked."`
	UsedFor    []Ref      `json:"used_for" jsonschema_description:"The symptoms whose lists name it."`
	Evidence   Evidence   `json:"evidence"`
}

// Picture is a drawing in a page.
type Picture struct {
	Alt string `json:"alt" jsonschema_description:"What it shows, in words, plain text."`
}

// Steps are the steps on some platforms.
type Steps struct {
	Platforms []string   `json:"platforms" jsonschema_description:"Ids of the platforms that the steps are for."`
	Steps     []Markdown `json:"steps" jsonschema_description:"One action a step, in order."`
}

// Platform is where a backup runs.
type Platform struct {
	Head
	Device   string            `json:"device" jsonschema:"enum=iphone,enum=android" jsonschema_description:"The phone it runs on."`
	Summary  Markdown          `json:"summary" jsonschema_description:"What it is."`
	Versions []string          `json:"versions" jsonschema_description:"The system versions that steps are written for."`
	Places   map[string]string `json:"places" jsonschema_description:"Menu paths by name, plain text: Settings > Backup."`
	Needs    []Markdown        `json:"needs" jsonschema_description:"What must be true for a backup to run."`
	Saves    []Markdown        `json:"saves" jsonschema_description:"What a backup holds."`
	Skips    []Markdown        `json:"skips" jsonschema_description:"What it leaves out."`
	Symptoms []Ref             `json:"symptoms" jsonschema_description:"What can go wrong."`
	Routines []Ref             `json:"routines" jsonschema_description:"What keeps trouble from happening again."`
	Status   *Elsewhere        `json:"status,omitempty" jsonschema_description:"The page that says whether the service runs."`
	Support  *Elsewhere        `json:"support,omitempty" jsonschema_description:"Where a person helps."`
	Evidence Evidence          `json:"evidence"`
}

// Routine is what keeps trouble from happening again.
type Routine struct {
	Head
	Checklist string     `json:"checklist" jsonschema:"format=uri" jsonschema_description:"The page for paper."`
	Summary   Markdown   `json:"summary" jsonschema_description:"What it is for."`
	When      string     `json:"when" jsonschema_description:"When to do it, plain text."`
	Platforms []On       `json:"platforms" jsonschema_description:"Whom it serves."`
	Minutes   int        `json:"minutes" jsonschema_description:"How long hands are busy."`
	Needs     []Markdown `json:"needs" jsonschema_description:"What to have at hand."`
	Steps     []Steps    `json:"steps" jsonschema_description:"One list for each set of platforms that have the same steps."`
	Evidence  Evidence   `json:"evidence"`
}

// On is a platform, and the versions that steps on it are written for.
type On struct {
	Ref
	Versions []string `json:"versions"`
}

// Elsewhere is a page of others.
type Elsewhere struct {
	Title string `json:"title"`
	URL   string `json:"url" jsonschema:"format=uri"`
}

// Evidence is how sure an entry is, and what that rests on.
type Evidence struct {
	Level   Level    `json:"level"`
	Checked string   `json:"checked,omitempty" jsonschema:"format=date" jsonschema_description:"The latest day on which a source was read. Not there where none was."`
	Sources []Source `json:"sources"`
}

// Source is where a fact was read.
type Source struct {
	Elsewhere
	By      string `json:"by" jsonschema:"enum=maker,enum=app,enum=press,enum=community,enum=tested" jsonschema_description:"Who says so: the maker, the app, the press, the community, or somebody who tried it."`
	Checked string `json:"checked,omitempty" jsonschema:"format=date" jsonschema_description:"The day it was read and held against the text. Not there where nobody has."`
}

// List holds all entries of a kind, whole.
type List[Document any] struct {
	Schema  string     `json:"$schema" jsonschema:"format=uri" jsonschema_description:"The schema of this document."`
	License License    `json:"license"`
	Entries []Document `json:"entries" jsonschema_description:"By id."`
}

// one is the kind of an entry, as the documents name it.
func one(k catalog.Kind) Kind { return Kind(k.One()) }
