package pages

import (
	"crypto/sha256"
	"encoding/base32"
)

// printed is what a sheet says of itself.
type printed struct {
	// Revision is a short code of all that is read on the sheet.
	Revision string `json:"revision"`
	// CopyAddress is where a copy leads: the whole address of the page.
	CopyAddress string `json:"copyaddress"`
}

// letters are those that nobody takes for another, on paper or over the phone (Crockford's base 32).
var letters = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// copies gives the code of what is said on the sheet of a page.
func (m *maker) copies(address string, said ...any) printed {
	sum := sha256.Sum256(m.json(said))
	return printed{letters.EncodeToString(sum[:])[:6], m.base + address}
}
