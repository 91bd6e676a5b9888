package papertest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// Paper is what was printed, in a file of PDF.
type Paper struct{ File string }

// Pages are the words of each page, in the order in which they were printed: what stands in the margin comes first.
func (p Paper) Pages(t testing.TB) []string {
	t.Helper()
	text := string(poppler(t, "pdftotext", "-raw", p.File, "-"))
	return strings.Split(strings.TrimSuffix(text, "\f"), "\f")
}

// Size is how large some words are printed.
type Size struct {
	Page int
	// Points is the size of the letters, to the nearest third: poppler tells no more.
	Points float64
	Words  string
}

// zoom makes pdftohtml, which gives whole numbers, tell thirds of a point. It takes no larger one.
const zoom = 3

// Sizes are the sizes of all words, of drawings too.
func (p Paper) Sizes(t testing.TB) []Size {
	t.Helper()
	out := poppler(t, "pdftohtml", "-xml", "-i", "-stdout", "-zoom", strconv.Itoa(zoom), p.File, "paper")
	var document struct {
		Pages []struct {
			Number int `xml:"number,attr"`
			Fonts  []struct {
				ID   int `xml:"id,attr"`
				Size int `xml:"size,attr"`
			} `xml:"fontspec"`
			Texts []struct {
				Font  int    `xml:"font,attr"`
				Inner string `xml:",innerxml"`
			} `xml:"text"`
		} `xml:"page"`
	}
	if err := xml.Unmarshal(out, &document); err != nil {
		t.Fatalf("reading the sizes of %s: %v", p.File, err)
	}
	// A font is told on the page where it is first used.
	fonts := map[int]int{}
	var sizes []Size
	for _, page := range document.Pages {
		for _, f := range page.Fonts {
			fonts[f.ID] = f.Size
		}
		for _, text := range page.Texts {
			if strings.TrimSpace(text.Inner) != "" {
				sizes = append(sizes, Size{page.Number, float64(fonts[text.Font]) / zoom, text.Inner})
			}
		}
	}
	return sizes
}

// Ink is how much of each page is black, from 0 to 1.
func (p Paper) Ink(t testing.TB) []float64 {
	t.Helper()
	var out []float64
	for _, page := range p.gray(t, "-r", "36") {
		dark := 0
		for _, v := range page.Pix {
			dark += 255 - int(v)
		}
		out = append(out, float64(dark)/255/float64(len(page.Pix)))
	}
	return out
}

// Code reads the QR code at the top right of a page, counted from 1, from gray dots as fine
// as those of a cheap printer.
func (p Paper) Code(t testing.TB, page int) string {
	t.Helper()
	// A quarter of A4, and a little more of Letter: four times fewer dots.
	const dots, width, height = 300, 4 * 300, 6 * 300
	quarter := []string{"-x", strconv.Itoa(width), "-W", strconv.Itoa(width), "-H", strconv.Itoa(height)}
	number := strconv.Itoa(page)
	bitmap, err := gozxing.NewBinaryBitmapFromImage(p.gray(t, append(quarter, "-r", strconv.Itoa(dots), "-f", number, "-l", number)...)[0])
	if err != nil {
		t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatalf("no QR code can be read on page %d: %v", page, err)
	}
	return read.GetText()
}

// gray paints pages as a printer does that has no color.
func (p Paper) gray(t testing.TB, options ...string) []*image.Gray {
	t.Helper()
	in := bytes.NewBuffer(poppler(t, "pdftoppm", append(options, "-gray", p.File)...))
	var pages []*image.Gray
	for {
		page, err := readGray(in)
		if errors.Is(err, io.EOF) && len(pages) > 0 {
			return pages
		}
		if err != nil {
			t.Fatalf("reading the dots of %s: %v", p.File, err)
		}
		pages = append(pages, page)
	}
}

// readGray reads a picture in the form of pdftoppm, PGM (https://netpbm.sourceforge.net/doc/pgm.html).
func readGray(in *bytes.Buffer) (*image.Gray, error) {
	var width, height, most int
	if in.Len() == 0 {
		return nil, io.EOF
	}
	if _, err := fmt.Fscanf(in, "P5\n%d %d\n%d\n", &width, &height, &most); err != nil {
		return nil, err
	}
	page := image.NewGray(image.Rect(0, 0, width, height))
	_, err := io.ReadFull(in, page.Pix)
	return page, err
}

func poppler(t testing.TB, name string, args ...string) []byte {
	t.Helper()
	var complaints strings.Builder
	cmd := exec.Command(name, args...)
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, complaints.String())
	}
	return out
}
