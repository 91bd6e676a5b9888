package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
)

// letters are those of a code: none is taken for another, on paper or in speech written down.
const letters = "23456789abcdefghjkmnpqrstuvwxyz"

// Revision is the code of everything that a sheet says.
func Revision(words ...string) string { return code(revisionLetters, words) }

// Part is the code of a part of a sheet; "" where nothing is said.
func Part(words ...string) string {
	for _, w := range words {
		if w != "" {
			return code(partLetters, words)
		}
	}
	return ""
}

// code is a short digest of texts. Where one ends and the next begins counts too.
func code(n int, texts []string) string {
	h := sha256.New()
	for _, t := range texts {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(t)))
		_, _ = h.Write(size[:])
		_, _ = io.WriteString(h, t)
	}
	left := binary.BigEndian.Uint64(h.Sum(nil))
	out := make([]byte, n)
	for i := range out {
		out[i] = letters[left%uint64(len(letters))]
		left /= uint64(len(letters))
	}
	return string(out)
}
