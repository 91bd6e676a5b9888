package pdf

import "testing"

func TestPlain(t *testing.T) {
	for _, tt := range []struct{ name, pdf, want string }{
		{"dates", "/Producer (Skia)\n/CreationDate (D:20261127135056+00'00')\n/ModDate (D:20261127135056Z)>>",
			"/Producer (Skia)\n                                       \n                            >>"},
		{"words about dates", "(/CreationDate (D:today))", "(/CreationDate (D:today))"},
		{"parts of tables", "/ID (node00000805) /ID (node00000901)\n/Headers [(node00000805)(node00000901)] [(node00000805) 5 0 R (node00000901) 6 0 R]",
			"/ID (node00000001) /ID (node00000002)\n/Headers [(node00000001)(node00000002)] [(node00000001) 5 0 R (node00000002) 6 0 R]"},
		{"order", "(node00000020)(node00000003)", "(node00000002)(node00000001)"},
		{"nothing", "%PDF-1.4", "%PDF-1.4"},
	} {
		if got := string(plain([]byte(tt.pdf))); got != tt.want || len(got) != len(tt.pdf) {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
}

func TestLacking(t *testing.T) {
	whole := "%PDF-1.4 /Title (a) /Lang (en) /StructTreeRoot 1 0 R /Outlines 2 0 R %%EOF"
	if got := lacking([]byte(whole)); got != "" {
		t.Errorf("it lacks %s", got)
	}
	if got := lacking([]byte("%PDF-1.4 /Title (a) /StructTreeRoot 1 0 R %%EOF")); got != "language" {
		t.Errorf("it lacks %q", got)
	}
}
