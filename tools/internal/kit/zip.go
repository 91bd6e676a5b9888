package kit

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// written is the time of every file: the first that a zip can say. When a zip was made is nobody's question, and the
// same site shall give the same bytes.
var written = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// pack puts files into a zip, sorted, in one folder, so that unpacking it strews nothing about.
func pack(files map[string][]byte) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestCompression) })
	for _, name := range slices.Sorted(maps.Keys(files)) {
		// What begins with a dot is for the tool that made it.
		if strings.HasPrefix(name, ".") {
			continue
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: folder + "/" + name, Method: zip.Deflate, Modified: written})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(files[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
