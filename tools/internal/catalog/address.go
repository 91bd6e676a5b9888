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

// ChecklistName is the file beside the page of a symptom or a routine that holds it for paper.
const ChecklistName = "checklist.html"

// Root leads from an address back to the site's root: "../../" from "fixes/restart-phone/".
// Links made of it work under any base path.
func Root(address string) string {
	return strings.Repeat("../", strings.Count(address, "/"))
}
