package finish

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// qualities of compression, from quick to slow. A hundred pages by the last take seconds, so most are weighed
// by a quicker one, which never makes a file of ours smaller.
var qualities = [...]struct {
	brotli int
	// most is what part of this weight a page of text has by the last quality, at the most. Of 536 pages of
	// every kind none had more than 0.800 of its weight by the first, and 0.905 by the second. A test of the
	// real site weighs every page by the last.
	most float64
}{{2, .82}, {6, .91}, {11, 1}}

// scale weighs files, each at most once by each quality.
type scale map[string]*weight

type weight struct {
	content []byte
	page    bool
	once    [len(qualities)]sync.Once
	size    [len(qualities)]int
}

func (s scale) put(name string, content []byte) {
	if s[name] == nil {
		s[name] = &weight{content: content, page: path.Ext(name) == ".html"}
	}
}

// weigh gives what files weigh in all, and says what each does, the heaviest first. It is exact where that
// is more than most; else it is no less than the exact weight. What several pages share stands last and is
// weighed anew first.
func (s scale) weigh(names []string, most int) (whole int, parts string) {
	for _, name := range names {
		whole += s[name].at(0)
	}
	for quality := 1; quality < len(qualities); quality++ {
		for _, name := range slices.Backward(names) {
			if whole <= most {
				return whole, ""
			}
			whole += s[name].at(quality) - s[name].at(quality-1)
		}
	}
	if whole <= most {
		return whole, ""
	}
	exact := len(qualities) - 1
	names = slices.Clone(names)
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(s[b].at(exact), s[a].at(exact)) })
	var texts []string
	for _, name := range names {
		texts = append(texts, name+" "+thousands(s[name].at(exact)))
	}
	return whole, strings.Join(texts, ", ")
}

// at is what a file weighs by a quality, or no less than by the last one.
func (w *weight) at(i int) int {
	w.once[i].Do(func() {
		q := qualities[i]
		w.size[i] = compressed(w.content, q.brotli)
		// What is not text, such as a picture written into a page, does not become a third.
		if w.page && w.size[i] < len(w.content)/3 {
			w.size[i] = int(float64(w.size[i]) * q.most)
		}
	})
	return w.size[i]
}

// writers are those of a quality that nobody uses now. A new one wants a megabyte of memory.
var writers [12]sync.Pool

// compressed is how many bytes are sent for a file.
func compressed(content []byte, quality int) int {
	var n counter
	w, ok := writers[quality].Get().(*brotli.Writer)
	if ok {
		w.Reset(&n)
	} else {
		// Every page fits into this window, and a larger one only costs memory.
		w = brotli.NewWriterOptions(&n, brotli.WriterOptions{Quality: quality, LGWin: 18})
	}
	defer writers[quality].Put(w)
	// A counter takes everything.
	_, _ = w.Write(content)
	_ = w.Close()
	return int(n)
}

// counter counts what is written to it.
type counter int

func (n *counter) Write(p []byte) (int, error) {
	*n += counter(len(p))
	return len(p), nil
}

// thousands writes a number of bytes for people: 14,336.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
