package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"backupfirstaid/tools/internal/markdown"
)

// What follows reads sentences as far as the rules on risk need it: what the reader is told
// to do, and what not. It knows no grammar; it looks for an instruction where one begins.

// word is a word of a text, or a mark between two.
type word struct {
	// text is in small letters; of a mark, the mark itself.
	text string
	// at is where it begins in the text, in bytes.
	at int
	// label counts the bold pieces of the text from 1; 0 is for what is not bold.
	label int
	// link is the destination that the word leads to.
	link string
	// mark tells that this is no word; code, that it is a whole piece of code.
	mark, code bool
}

// mostTold bounds a sentence: nobody writes one as long, and words are held against each other.
const mostTold = 300

// wordsBySentence cuts a text into the words of its sentences.
func wordsBySentence(doc *markdown.Doc) [][]word {
	const perWord = 5
	s := splitter{words: make([]word, 0, 1+len(doc.Text())/perWord)}
	return s.split(doc)
}

// splitter cuts texts into words, one after the other, with memory that it uses again.
type splitter struct {
	words     []word
	sentences [][]word
}

// split cuts a text as [wordsBySentence] does. What it gives is good until the next text.
func (s *splitter) split(doc *markdown.Doc) [][]word {
	words, all := s.words[:0], s.sentences[:0]
	begin, length := 0, len(doc.Text())
	end := func() {
		if begin < len(words) {
			all = append(all, words[begin:len(words):len(words)])
		}
		begin = len(words)
	}
	label, bold := 0, false
	for _, run := range doc.Runs() {
		if run.Begins {
			end()
		}
		if run.Bold && !bold {
			label++
		}
		bold = run.Bold
		if len(words)-begin >= mostTold {
			end()
		}
		w := word{link: run.Link}
		if run.Bold && !stresses(run.Text) {
			w.label = label
		}
		if run.Code {
			w.text, w.at, w.code = run.Text, run.At, true
			words = append(words, w)
			continue
		}
		for i := 0; i < len(run.Text); {
			r, size := utf8.DecodeRuneInString(run.Text[i:])
			w.at, w.mark = run.At+min(i, length), false
			if len(words)-begin >= mostTold {
				end()
			}
			if insideWord(r) {
				from := i
				for i < len(run.Text) && insideWord(r) {
					i += size
					r, size = utf8.DecodeRuneInString(run.Text[i:])
				}
				w.text = strings.ReplaceAll(strings.ToLower(run.Text[from:i]), "’", "'")
				words = append(words, w)
				continue
			}
			switch r {
			case '.', '!', '?', ';':
				if ends(run.Text[i+size:]) && (begin == len(words) || words[len(words)-1].text != "dr") {
					end()
				}
			case ',', ':', '(', ')', '–', '—':
				w.text, w.mark = run.Text[i:i+size], true
				words = append(words, w)
			}
			i += size
		}
	}
	end()
	s.words, s.sentences = words, all
	return all
}

func insideWord(r rune) bool {
	return letterOrDigit(r) || r == '\'' || r == '’'
}

// ends tells that a mark ends a sentence: a space or nothing comes behind it, not ".ipsw".
func ends(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || unicode.IsSpace(r) || strings.ContainsRune(`"”')`, r)
}

// stresses tells that a bold piece is no label but a stressed "not".
func stresses(s string) bool {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		if !has("do not never no don't nothing", strings.Trim(w, ".,:")) {
			return false
		}
	}
	return true
}

// has tells that a word is in a list of words.
func has(list, word string) bool {
	for word != "" {
		i := strings.Index(list, word)
		if i < 0 {
			return false
		}
		end := i + len(word)
		if (i == 0 || list[i-1] == ' ') && (end == len(list) || list[end] == ' ') {
			return true
		}
		list = list[end:]
	}
	return false
}

const (
	// tellers tell the reader to use what is named next.
	tellers = "tap press click choose select pick confirm hit push tick touch"
	// others begin an instruction of another sort.
	others = "look read check see find wait compare note write enter type scroll go open stop keep leave connect unplug sign start turn switch copy move restart install update search make put take plug let set follow remember try ask show run hold close quit"
	// deniers turn what follows into its opposite.
	deniers = "not never no nothing don't without avoid skip ignore refuse cannot can't won't doesn't isn't aren't nobody none neither nor didn't wouldn't shouldn't mustn't"
	// conditions begin a part of a sentence that only tells when, or which.
	conditions = "if when where unless until because which who whether while before after as than since once though although"
	// leads may stand before an instruction without changing it.
	leads = "now first second next finally lastly please also just simply afterwards later you try remember make be sure want go only again therefore otherwise instead yourself immediately quickly safely manually"
	// places stand before the name of what is beside the thing that is meant.
	places = "under beside near below above behind in within inside from on at by"
	// helpers stand between a subject and its "not".
	helpers = "do does did have has had is are was were can could will would should must may"
	// subjects are those whose "not" is about them, not about what the reader does.
	subjects = "you they it that which who we i there this"
	// determiners show that the word before was a verb.
	determiners = "the your all every each it them this that these those any both everything"
)

// standing is what holds where a word stands.
type standing struct {
	// begins tells that an instruction may begin here.
	begins bool
	// denied tells that what is said here is not to be done, or only said of something.
	denied bool
	// conditional tells that it is only said when, or of which.
	conditional bool
	// pointed tells that the reader is told to use what is named here.
	pointed bool
}

// follow visits the words of a sentence with what holds there.
func follow(sentence []word, visit func(i int, t standing)) {
	f := follower{begins: true}
	for i, w := range sentence {
		if w.mark {
			f.mark(w.text)
			continue
		}
		visit(i, standing{f.begins, f.denied || f.lightly || f.condition, f.condition, f.tells && !f.denied && !f.lightly && !f.condition && !f.beside})
		if w.label > 0 || w.code {
			f.begins = false
			continue
		}
		f.word(sentence, i)
	}
}

type follower struct {
	begins, tells, beside bool
	// denied holds to the end of the sentence, lightly and condition to the next comma.
	denied, lightly, condition bool
	// comma tells that a mark came right before; outside is what held before a bracket.
	comma, outside bool
}

func (f *follower) mark(mark string) {
	switch mark {
	case "(":
		f.outside = f.denied
	case ")":
		f.denied = f.outside
	}
	f.begins, f.comma = mark != ")", true
	f.lightly, f.condition, f.beside = false, false, false
}

func (f *follower) word(sentence []word, i int) {
	w, comma := sentence[i].text, f.comma
	f.comma = false
	switch {
	case w == "but", w == "then", w == "so":
		f.denied, f.lightly, f.condition, f.beside, f.begins = false, false, false, false, true
		f.tells = f.tells && w == "then"
	case w == "and":
		f.begins, f.beside, f.lightly = !f.condition, false, false
	case w == "or":
		f.begins, f.beside = !f.condition, false
	case has(deniers, w), w == "leave" && isLeftAlone(sentence[i:]):
		f.deny(sentence, i)
	case has(conditions, w):
		f.condition, f.begins = true, false
	case has(tellers, w) && !f.condition:
		f.denied = f.denied && !comma
		f.tells, f.begins, f.beside = true, false, false
	case f.begins && (has(leads, w) || has("should must can could need have may", w) && i > 0 && sentence[i-1].text == "you"):
		f.comma = comma
	case f.begins && has(others, w):
		f.denied = f.denied && !comma
		f.tells, f.begins = false, false
	case w == "instead", has(places, w) && !(i > 0 && has(tellers, sentence[i-1].text)):
		f.beside, f.begins = true, false
	default:
		f.begins = false
	}
}

// deny takes a "not" in: that of an instruction holds for all that follows, that of
// something said ("photos you do not need") only for what it is said with.
func (f *follower) deny(sentence []word, i int) {
	f.begins = false
	if i+1 < len(sentence) && has("longer more matter problem only", sentence[i+1].text) || f.condition {
		return
	}
	subject := i - 1
	for subject >= 0 && has(helpers, sentence[subject].text) {
		subject--
	}
	if subject >= 0 && has(subjects, sentence[subject].text) {
		f.lightly = true
		return
	}
	f.denied = true
}

// isLeftAlone tells "leave it alone" from "leave the phone on its charger".
func isLeftAlone(rest []word) bool {
	for i, w := range rest {
		if w.text == "alone" || w.text == "out" || w.text == "as" && i+1 < len(rest) && has("it they is", rest[i+1].text) {
			return true
		}
	}
	return false
}

// object is what is said behind a verb, up to the end of its part of the sentence.
func object(sentence []word, i int) []word {
	const most = 10
	for n := i + 1; n < len(sentence); n++ {
		w := sentence[n]
		if n > i+most || w.mark || w.label == 0 && has("and then but so if when unless until because", w.text) {
			return sentence[i+1 : n]
		}
	}
	return sentence[i+1:]
}

// hasAny tells that one of the words is in a list.
func hasAny(words []word, list string) bool {
	for _, w := range words {
		if !w.mark && has(list, w.text) {
			return true
		}
	}
	return false
}
