package pdf

import (
	"strings"
	"testing"
)

func TestInTheMiddle(t *testing.T) {
	for _, tt := range []struct {
		name, pdf     string
		width, height float64
		want, err     string
	}{
		{"higher paper", "a /MediaBox [0 0 595.91998 792] b", 210 / 25.4, 297 / 25.4, "a /MediaBox [0 -25 595 817]     b", ""},
		{"wider paper", "a /MediaBox [0 0 595.91998 792] b", 8.5, 11, "a /MediaBox [-8 0 604 792]      b", ""},
		{"two pages", "/MediaBox [0 0 595.91998 792] /MediaBox [0 0 595.91998 792]", 8.5, 11, "/MediaBox [-8 0 604 792]      /MediaBox [-8 0 604 792]     ", ""},
		{"the same paper", "/MediaBox [0 0 612 792]", 8.5, 11, "/MediaBox [0 0 612 792]", ""},
		{"no room", "/MediaBox [0 0 612 792]", 9.5, 11, "", "no room for /MediaBox [-36 0 648 792] where /MediaBox [0 0 612 792] is"},
		{"no number", "/MediaBox [0 0 61.2.3.4.5.6 792]", 8.5, 11, "", "no room for "},
		{"no page", "%PDF-1.4", 8.5, 11, "", "its pages have no size"},
	} {
		got, err := inTheMiddle([]byte(tt.pdf), tt.width, tt.height)
		if tt.err != "" {
			if err == nil || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%s: %v", tt.name, err)
			}
			continue
		}
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %q, %v", tt.name, got, err)
		}
	}
}
