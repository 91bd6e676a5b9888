package forms

import (
	"reflect"
	"slices"

	"backupfirstaid/tools/internal/catalog"
)

// question is something that a form asks.
type question struct {
	// of is the type that has the key, nil for what only a form asks.
	of  reflect.Type
	key string
	// id is the field's name in links that fill it in; the key where it is empty.
	id    string
	label string
	// about stands in place of what the type says of the key.
	about string
	// before stands in front of the type's example, example in place of it.
	before, example string
	// spare takes an answer as optional that an entry needs: somebody else can find it out.
	spare bool
	// needed asks for an answer where no type says whether it is.
	needed bool
	// line gives room for a line where the type has a list.
	line bool
}

// field is the key that the question is about.
func (q question) field() catalog.Field {
	fields := catalog.Fields(q.of)
	return fields[slices.IndexFunc(fields, func(f catalog.Field) bool { return f.Key == q.key })]
}

var (
	platform = reflect.TypeFor[catalog.Platform]()
	symptom  = reflect.TypeFor[catalog.Symptom]()
	fix      = reflect.TypeFor[catalog.Fix]()
	source   = reflect.TypeFor[catalog.Source]()
)

// What is asked in each form: on which phone it was, and where it is from.
var (
	phone = question{of: platform, key: "versions", id: "phone", label: "Phone and system version", before: "iPhone 15, ", line: true,
		about: "Settings shows both, most often under About."}
	by = question{of: source, key: "by", label: "How do you know?",
		about: "Did you see it yourself, or read it somewhere?"}
	link = question{of: source, key: "url", label: "Link to where you read it", spare: true,
		about: "It begins with https://. Leave it empty if you saw it yourself."}
	day = question{of: source, key: "checked", label: "When did you see or read it?",
		about: "The day, as well as you remember it."}
)

var wrongStep = []question{
	{of: fix, key: "title", id: "page", label: "Which page?", about: "Its address or its title."},
	{of: fix, key: "steps", id: "step", label: "Which step?", about: "Copy it from the page. If it is another part of the page, copy that."},
	{id: "wrong", label: "What is wrong?", about: "What happens when you follow it, or what is missing.", needed: true},
	{of: symptom, key: "messages", id: "screen", label: "What does the screen show instead?", about: "The exact words, and the menus on the way there. A picture is welcome."},
	phone, by, link, day,
}

var newSymptom = []question{
	{of: symptom, key: "title", label: "What is the problem?", about: "In a line, in your own words."},
	{of: symptom, key: "platforms", label: "Where does it happen?", about: "More than one is fine."},
	{of: symptom, key: "phase", label: "When does it go wrong?"},
	{of: symptom, key: "messages", label: "What does the screen say?"},
	{of: symptom, key: "codes", label: "Which error number does it show?", about: "If there are several, one a line."},
	{of: symptom, key: "signs", label: "What else do you see?"},
	{of: symptom, key: "causes", label: "What is the cause, if you know?", spare: true},
	{of: symptom, key: "fixes", label: "What helped, and what did not?", spare: true, about: "In the order you tried it. Links to pages of this site are welcome.",
		example: "A restart did nothing. On another Wi-Fi it went through."},
	{of: symptom, key: "first", label: "What must nobody do now, if you know?", about: "What is safe, and what would make it worse."},
	{of: symptom, key: "get_help_when", label: "Who could help, if you know?", spare: true},
	{of: symptom, key: "keywords", label: "What did you search for?"},
	phone, by, link, day,
}

var newFix = []question{
	{of: fix, key: "title", label: "What is to be done?", about: "In a line, as an instruction."},
	{of: fix, key: "summary", label: "What is it for?", spare: true},
	{of: fix, key: "platforms", label: "Whose trouble does it end?", about: "More than one is fine."},
	{of: fix, key: "steps", label: "What are the steps?", about: "One action a step, one step a line, with the words as the screen shows them."},
	{of: fix, key: "done", label: "What shows that it worked?", spare: true},
	{of: fix, key: "minutes", label: "How many minutes does it take?", spare: true},
	{of: fix, key: "touches", label: "What does it touch?", about: "The riskiest that fits: this list begins with the gentlest. If you are not sure, choose the riskier one."},
	{of: fix, key: "loses", label: "Is something lost?", about: "What is gone afterwards, or must be set up again. Leave it empty if nothing is."},
	{of: fix, key: "before", label: "Must something be done first?"},
	{of: fix, key: "undo", label: "Can it be taken back?"},
	{of: fix, key: "needs", label: "Do you need something for it?"},
	phone, by, link, day,
}

// words are what people call the words of the types' lists.
var words = map[string]string{
	"backup": "While backing up", "restore": "While restoring or setting up",

	"look": "Only looks", "toggle": "Easily switched back", "restart": "Restarts something",
	"settings": "Changes settings", "remove": "Removes something", "erase": "Erases everything",

	"maker":     "I read it at the maker of the phone, the system or the service",
	"app":       "I read it at the maker of the app",
	"press":     "I read it in a newspaper, a magazine or on a news site",
	"community": "I read it in a forum, or somebody told me",
	"tested":    "I saw or did it myself",
}
