package check

import (
	"strings"
	"testing"
)

func TestVersions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"iOS 15", "iOS 15"},
		{"On-screen texts of iOS 15 and macOS 12", "iOS 15, macOS 12"},
		{"iOS 15, 16 and 18.3", "iOS 15, iOS 16, iOS 18.3"},
		{"Android 12–15.", "Android 12, Android 15"},
		{"One UI 6.1.1 or later", "One UI 6.1.1+"},
		{"iOS, iPadOS and my visioniOS 2", ""},
		{"iOS 15.", "iOS 15"},
	} {
		var got []string
		for _, v := range versions(c.text) {
			if v.open {
				v.said += "+"
			}
			got = append(got, v.said)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}
