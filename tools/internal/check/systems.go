package check

import (
	"fmt"
	"strconv"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

// systems are the names that stand before a version.
var systems = []string{"iOS", "iPadOS", "macOS", "Android", "One UI", "Windows"}

// version is a version of a system, such as Android 15 or macOS 10.15.
type version struct {
	system       string
	major, minor int
	// open tells that later ones are meant too: "iOS 15 or later".
	open bool
	said string
}

func (v version) before(other version) bool {
	return v.major < other.major || v.major == other.major && v.minor < other.minor
}

// versions are the versions of systems that a text names.
func versions(text string) []version {
	var out []version
	for _, system := range systems {
		for rest := text; ; {
			i := strings.Index(rest, system+" ")
			if i < 0 {
				break
			}
			before := rest[:i]
			rest = rest[i+len(system)+1:]
			if before != "" && isWordByte(before[len(before)-1]) {
				continue
			}
			out = append(out, numbers(system, rest)...)
		}
	}
	return out
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// numbers are the versions at the beginning of a text: "15", "15 and 16", "15 or later".
func numbers(system, text string) []version {
	var out []version
	for {
		said := strings.TrimRight(text[:len(text)-len(strings.TrimLeft(text, "0123456789."))], ".")
		parts := strings.Split(said, ".")
		major, err := strconv.Atoi(parts[0])
		if err != nil {
			return out
		}
		v := version{system: system, major: major, said: system + " " + said}
		if len(parts) > 1 {
			// A part that is no number counts as 0.
			v.minor, _ = strconv.Atoi(parts[1])
		}
		text = text[len(said):]
		v.open = later(text)
		out = append(out, v)
		next := text
		for _, join := range []string{" and ", ", ", " or ", "–", "-", " to ", "/"} {
			if rest, ok := strings.CutPrefix(text, join); ok {
				next = rest
				break
			}
		}
		if next == text {
			return out
		}
		text = next
	}
}

func later(text string) bool {
	for _, words := range []string{"+", " or later", " and later", " or newer", " and newer", " or above", " and up", " and above"} {
		if strings.HasPrefix(text, words) {
			return true
		}
	}
	return false
}

func olderSystems(p *pass) {
	named := map[string][]version{}
	for _, platform := range p.Platforms {
		for _, v := range platform.Versions {
			named[platform.ID] = append(named[platform.ID], versions(v.Value)...)
		}
	}
	for e := range p.evidence() {
		var current []version
		for _, id := range e.platforms {
			current = append(current, named[id.Value]...)
		}
		if len(current) > 0 {
			p.onlyOlder(e, current)
		}
	}
}

// onlyOlder finds the first checked source where all of them are about older systems than these.
func (p *pass) onlyOlder(e evident, current []version) {
	var first catalog.Text
	var old version
	for _, s := range e.sources {
		if s.Checked.Value == "" {
			continue
		}
		v, older := allOlder(versions(s.Title.Value), current)
		if !older {
			return
		}
		if first.Value == "" {
			first, old = s.Title, v
		}
	}
	if first.Value != "" {
		p.found(first.Pos, fmt.Sprintf("all that was checked is about older systems, here %s", old.said),
			"check it against a source about "+oneOfVersions(current, old.system))
	}
}

// allOlder tells that versions are named and each is older than all current ones of its system, and gives the first.
func allOlder(named, current []version) (version, bool) {
	var first version
	for _, v := range named {
		known, older := false, !v.open
		for _, c := range current {
			if c.system == v.system {
				known = true
				older = older && v.before(c)
			}
		}
		switch {
		case !known:
		case !older:
			return version{}, false
		case first.said == "":
			first = v
		}
	}
	return first, first.said != ""
}

func oneOfVersions(current []version, system string) string {
	var said []string
	for _, v := range current {
		if v.system == system && !strings.Contains(strings.Join(said, " or "), v.said) {
			said = append(said, v.said)
		}
	}
	return strings.Join(said, " or ")
}
