package qrcode

import (
	"image"
	"image/color"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	decoder "github.com/makiuchi-d/gozxing/qrcode"
)

var rectangle = regexp.MustCompile(`m(-?\d+) (-?\d+)h(\d+)v1h-(\d+)z`)

// paint fills the path as a browser would, with four pixels a module.
func paint(t *testing.T, d Drawing) image.Image {
	t.Helper()
	const scale = 4
	img := image.NewGray(image.Rect(0, 0, d.Size*scale, d.Size*scale))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	if rest := rectangle.ReplaceAllString(d.Path, ""); rest != "" {
		t.Fatalf("the path has more than rectangles: %.40q", rest)
	}
	x, y := 0, 0
	for _, m := range rectangle.FindAllStringSubmatch(d.Path, -1) {
		var n [4]int
		for i := range n {
			n[i], _ = strconv.Atoi(m[i+1])
		}
		x, y = x+n[0], y+n[1]
		if n[2] != n[3] {
			t.Fatalf("not a rectangle: %s", m[0])
		}
		for px := x * scale; px < (x+n[2])*scale; px++ {
			for py := y * scale; py < (y+1)*scale; py++ {
				img.SetGray(px, py, color.Gray{})
			}
		}
	}
	return img
}

// What is drawn says what it was made of, as another's reader reads it: a port of ZXing, which many phones use.
func TestADrawnCodeIsRead(t *testing.T) {
	texts := []string{
		"https://backupfirstaid.example/symptoms/icloud-last-backup-failed/",
		// With the first mask nobody reads this one: something in it looks like a corner.
		"https://backupfirstaid.example/symptoms/couldnt-restore/",
		"https://a.example/" + strings.Repeat("long-", 40),
		"x",
	}
	random := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		id := make([]byte, 5+random.IntN(60))
		for i := range id {
			id[i] = "abcdefghijklmnopqrstuvwxyz0123456789-"[random.IntN(37)]
		}
		texts = append(texts, "https://backupfirstaid.example/symptoms/"+string(id)+"/")
	}
	for _, text := range texts {
		d, err := Draw(text)
		if err != nil {
			t.Fatal(err)
		}
		img := paint(t, d)
		bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
		if err != nil {
			t.Fatal(err)
		}
		read, err := decoder.NewQRCodeReader().Decode(bitmap, nil)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if read.GetText() != text {
			t.Errorf("%q is read as %q", text, read.GetText())
		}
		for i := range d.Size * quiet {
			x, y := i%d.Size*4, i/d.Size*4
			if img.At(x, y) != (color.Gray{255}) || img.At(y, x) != (color.Gray{255}) {
				t.Fatalf("%q: something is drawn in the white margin", text)
			}
		}
	}
}

func TestATextThatIsTooLongHasNoCode(t *testing.T) {
	if _, err := Draw(strings.Repeat("long ", 1000)); err == nil || !strings.Contains(err.Error(), "too long") {
		t.Errorf("got %v", err)
	}
}
