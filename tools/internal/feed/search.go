package feed

import (
	"encoding/xml"

	"backupfirstaid/tools/internal/words"
)

// SearchFile is where the description of the search lies, relative to the published root.
const SearchFile = "opensearch.xml"

// search is an OpenSearch description (https://github.com/dewitt/opensearch).
type search struct {
	XMLName xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	// Short may have 16 characters.
	Short    string  `xml:"ShortName"`
	About    string  `xml:"Description"`
	Encoding string  `xml:"InputEncoding"`
	URLs     []where `xml:"Url"`
}

type where struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr,omitempty"`
	Template string `xml:"template,attr"`
}

// Search describes the search of a site at an address, which ends with a slash.
func Search(base string) ([]byte, error) {
	return document(search{
		Short: words.SiteName, About: "Find what a phone shows when its backup failed", Encoding: "UTF-8",
		URLs: []where{
			{Type: "text/html", Template: base + "?q={searchTerms}"},
			{Type: "application/opensearchdescription+xml", Rel: "self", Template: base + SearchFile},
		},
	})
}
