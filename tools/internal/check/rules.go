package check

// Rules are all rules, in the order a file is read: what the file is, what it
// holds, what it points at, what order and warnings it promises, what its texts
// may contain.
var Rules = []Rule{
	{"file-name", "A file lies in the folder of its kind and is called after its id.",
		"The name is the entry's address on the site and what other files call it. Anything else in data/ would be silently left out.", fileNames},
	{"yaml", "A file is one group of keys in YAML.",
		"What can't be read can't be checked or published.", readable},

	{"unknown-key", "Every key is one that its kind knows.",
		"A key with a slip in its name would be ignored, and what it says would be missing from the page.", unknownKeys},
	{"duplicate-key", "No key stands twice in a group.",
		"Programs disagree on which of the two counts.", duplicateKeys},
	{"missing-key", "The keys that every entry of a kind needs are there.",
		"A page without them would have a hole in it.", missingKeys},
	{"empty-value", "A key that is there says something.",
		"An empty value looks as if somebody forgot it. Leave the key out instead.", emptyValues},
	{"wrong-type", "A value is of the sort its key takes.",
		"A number in the place of a text loses digits (12.10 becomes 12.1), a text in the place of a list is one long item.", wrongTypes},
	{"unknown-word", "A value from a fixed list is one of that list.",
		"Pages and rules act on these words.", unknownWords},
	{"minutes", "Minutes are 1 or more.",
		"They are added up to tell a reader how long a list takes.", minutes},
	{"checked-date", "A source's day is a real one, written year-month-day.",
		"Readers are shown the day.", checkedDates},
	{"listed-twice", "Nothing stands twice in a list.",
		"A reader would be sent the same way again.", listedTwice},
	{"something-seen", "A symptom has messages, codes or signs.",
		"Without one of them nobody can recognize it.", somethingSeen},

	{"unknown-platform", "Every platform that an entry names exists.", whyLinks, unknownPlatforms},
	{"unknown-fix", "Every fix that a symptom lists exists.", whyLinks, unknownFixes},
	{"unknown-symptom", "Every related symptom exists.", whyLinks, unknownSymptoms},
	{"unknown-link", "Every link in a text leads to an entry or a page that exists.", whyLinks, unknownLinks},
	{"unknown-place", "Every {place:name} is a place of each platform that the text speaks of.",
		"A menu path is written once, on its platform, so that a moved menu is mended in one file.", unknownPlaces},
	{"formerly", "A former id belongs to nobody else.",
		"It redirects to this entry; an address can't lead to two places.", formerlyTaken},

	{"fix-serves-platform", "A fix serves every platform of a symptom that lists it.",
		"Otherwise a reader on one phone gets the steps of another, or none.", fixServesPlatform},
	{"steps-for-platforms", "Steps by platform are there for exactly the platforms that are named.",
		"A platform without steps is an empty page; steps for another are never shown.", stepsForPlatforms},

	{"ladder-order", "Fixes go up the ladder: look, toggle, restart, settings, remove, erase.",
		"Nothing risky is ever tried before something gentle. Readers work down the list and stop when it works.", ladderOrder},
	{"first", "A symptom whose fixes remove or erase says first what is safe.",
		"A worried reader must know what not to do before the list begins.", saysFirst},
	{"loses", "A fix from settings on says what is lost; one that only looks loses nothing.",
		"The warning stands above the steps. A fix that looks and loses is on the wrong rung.", saysWhatIsLost},
	{"before", "A fix that removes or erases says what to save first.",
		"Afterwards it is too late.", saysWhatToSave},
	{"undo", "A fix that removes or erases says how to take it back, or that nobody can.",
		"It decides whether a reader dares, and should.", saysHowToUndo},

	{"https", "Addresses of sources and services are https.",
		"An address that can be changed on the way is no source.", httpsOnly},
	{"link-scheme", "A link in a text is https or names an entry; pictures stay out of texts.",
		"Anything else could run a program, load something from elsewhere, or break when a page moves.", linkSchemes},
	{"bare-address", "An address spelled out in a text is https.",
		"Readers type it in.", bareAddresses},
	{"raw-html", "Texts hold no HTML.",
		"It could break the page or do harm; Markdown says all that a text needs.", rawHTML},
	{"code-language", "A code block names a language that can be highlighted.",
		"An unknown name is most often a slip, and the commands would stay without colors.", codeLanguages},
}

const whyLinks = "A link that leads nowhere leaves a reader stuck in the middle of a list."
