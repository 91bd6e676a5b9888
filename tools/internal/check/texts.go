package check

import (
	"fmt"
	"reflect"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/markdown"
)

func linkSchemes(p *pass) {
	p.links(func(t *catalog.Prose, l markdown.Link) {
		at := p.within(t, l.Destination)
		_, _, entry := entryLink(l.Destination)
		switch {
		case l.Image:
			p.found(at, "a picture can't stand in a text", "a fix has the key picture: for one")
		case entry || isHTTPS(l.Destination):
		case strings.HasPrefix(l.Destination, "http://"):
			p.found(at, fmt.Sprintf("the link %q is not secure", l.Destination), "write https:// if the page is there too, or leave the link out")
		default:
			p.found(at, fmt.Sprintf("the link %q is neither https nor an entry", l.Destination), schemeWayOut(l.Destination))
		}
	})
}

// bareAddresses says that a text spells out an address which is not https, though nothing links there.
func bareAddresses(p *pass) {
	const insecure = "http://"
	for t := range p.Texts() {
		if strings.Contains(t.Prose.Doc.Plain(), insecure) {
			p.found(p.within(t.Prose, insecure), "the text has an address that is not secure", bareWayOut)
		}
	}
	p.groups(func(n *catalog.Node, _ string, fields []catalog.Field) {
		for _, f := range fields {
			v := n.Get(f.Key)
			if v == nil || f.Key == "url" {
				continue
			}
			switch f.Type {
			case reflect.TypeFor[catalog.Text]():
				p.bare(v)
			case reflect.TypeFor[[]catalog.Text]():
				for _, item := range v.Items {
					p.bare(item)
				}
			case reflect.TypeFor[[]catalog.Place]():
				for _, k := range v.Keys {
					p.bare(k.Value)
				}
			}
		}
	})
}

const bareWayOut = "write https:// if the page is there too, or leave the address out"

func (p *pass) bare(n *catalog.Node) {
	if strings.Contains(n.Value, "http://") {
		p.found(n.Pos, "the text has an address that is not secure", bareWayOut)
	}
}

func schemeWayOut(destination string) string {
	schemes := []string{"fix", "symptom", "platform", "routine", "page"}
	scheme, rest, _ := strings.Cut(destination, ":")
	if near := finding.Nearest(scheme, schemes); near != "" && rest != "" {
		return `did you mean "` + near + ":" + rest + `"?`
	}
	return "name its target: fix:, symptom:, platform:, routine: or page: with an id behind it, or https://"
}

func rawHTML(p *pass) {
	for t := range p.Texts() {
		for _, html := range t.Prose.Doc.RawHTML {
			piece, _, _ := strings.Cut(strings.TrimSpace(html), "\n")
			p.found(p.within(t.Prose, piece), fmt.Sprintf("%q is HTML", shorten(piece)), "write Markdown: **bold**, [a link](fix:restart-phone); for a bare < write \\<")
		}
	}
}

func shorten(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func codeLanguages(p *pass) {
	for t := range p.Texts() {
		for _, language := range t.Prose.Doc.Languages {
			switch {
			case language == "":
				p.found(p.within(t.Prose, "```"), "a code block without a language", "name it behind the three marks: bash, powershell, bat or text")
			case !markdown.KnowsLanguage(language):
				wayOut := didYouMean(language, []string{"bash", "powershell", "bat", "text"})
				if wayOut == "" {
					wayOut = "bash, powershell, bat or text"
				}
				p.found(p.within(t.Prose, "```"+language), fmt.Sprintf("no language is called %q", language), wayOut)
			}
		}
	}
}
