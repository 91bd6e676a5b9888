package catalog

import "strings"

// Address is where an entry lives on the site, relative to its root: "fixes/restart-phone/".
func (k Kind) Address(id string) string {
	if k == Pages {
		return id + "/"
	}
	return string(k) + "/" + id + "/"
}

// Guides is the folder of guides, in content/ and on the site.
const Guides = "guides/"

// Booklets is the folder of booklets for paper on the site.
const Booklets = "booklets/"

// MadePages are the ids of pages that no hand writes: they are made from the facts and the
// rules. A text links to them like to other pages: page:codes.
var MadePages = []string{"symptoms", "fixes", "platforms", "routines", "guides", "codes", "contribute/rules", "contribute/components", "print", "booklets"}

// OfflinePage is the id of the page that keeps the whole guide on a phone, where there is one.
const OfflinePage = "offline"

// ChecklistName is the file beside the page of a symptom or a routine that holds it for paper.
const ChecklistName = "checklist.html"

// LargeName is the same in large print.
const LargeName = "checklist-large.html"

// CopyName is the file beside the page of a symptom or a routine to which its copies on paper lead.
const CopyName = "copy.html"

// Checklists are the names of all sheets of paper beside a page.
var Checklists = []string{ChecklistName, LargeName}

// TwinName is the file beside a page that says the same as Markdown.
const TwinName = "index.md"

// APIFolder is where the documents for programs lie, relative to the site's root.
const APIFolder = "api/v1/"

// Document is the file that says for programs what an entry says, relative to the site's root.
func (k Kind) Document(id string) string { return APIFolder + string(k) + "/" + id + ".json" }

// Root leads from an address back to the site's root: "../../" from "fixes/restart-phone/".
// Links made of it work under any base path.
func Root(address string) string {
	return strings.Repeat("../", strings.Count(address, "/"))
}

// Modeline is the first line of a data file of the kind: it tells editors which schema
// completes and checks the file (https://github.com/redhat-developer/yaml-language-server).
func (k Kind) Modeline() string {
	return ModelineStart + "../../" + k.EditorSchema()
}

// EditorSchema is the file of the schema that editors use, relative to the site's root.
func (k Kind) EditorSchema() string { return EditorSchemas + k.schemaName() }

// PublishedSchema is the same schema on the site, relative to its root.
func (k Kind) PublishedSchema() string { return "schema/" + k.schemaName() }

func (k Kind) schemaName() string { return k.One() + ".json" }

// EditorSchemas is the folder of the schemas that editors use.
const EditorSchemas = ".vscode/schema/"

// ModelineStart is how a line that names a schema begins.
const ModelineStart = "# yaml-language-server: $schema="
