package check

// Family is the rules about one matter.
type Family struct {
	// Name is one plain word; Title says what its rules are about.
	Name, Title string
	Rules       []Rule
}

// Families are all rules, in the order a file is read: what the file is, what it
// holds, what it points at, what order and warnings it promises, what it rests on,
// how it is worded, what its texts may contain, what was printed of it.
var Families = []Family{
	{"files", "What a file is, and where it lies", fileRules},
	{"shape", "What the keys of a file hold", shapeRules},
	{"links", "What files say of each other", linkRules},
	{"ladder", "Gentle before risky, and the warnings", ladderRules},
	{"risk", "What could cost a reader something", riskRules},
	{"evidence", "What the facts rest on", evidenceRules},
	{"words", "How things are said", wordRules},
	{"texts", "What a text may contain", textRules},
	{"safety", "What could do harm from inside a text", safetyRules},
	{"paper", "What copies on paper rest on", paperRules},
}

// Rules are the rules of all families, in their order.
var Rules = allOf(Families)

func allOf(families []Family) []Rule {
	var rules []Rule
	for _, f := range families {
		rules = append(rules, f.Rules...)
	}
	return rules
}

// Named is the rule of that name; false where there is none.
func Named(name string) (Rule, bool) {
	for _, r := range Rules {
		if r.Name == name {
			return r, true
		}
	}
	return Rule{}, false
}

// Title is the title of the rule of that name, "" where there is none.
func Title(name string) string {
	r, _ := Named(name)
	return r.Title
}

// Address is where the page about all rules lives on the site.
const Address = "contribute/rules/"

// Address is where the rule's page lives on the site, relative to its root.
func (r Rule) Address() string { return Address + r.Name + "/" }

const whyLinks = "A link that leads nowhere leaves a reader stuck in the middle of a list."
