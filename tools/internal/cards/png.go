package cards

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"slices"
	"sync"
)

const signature = "\x89PNG\r\n\x1a\n"

// writer writes pictures of sixteen colors as PNG. Package image/png asks for every pixel by a method when
// there are that few, which takes five times as long as all else.
type writer struct {
	// rows are the pixels as they are packed, two in a byte.
	rows []byte
	zlib *zlib.Writer
	out  bytes.Buffer
}

var writers = sync.Pool{New: func() any { return &writer{} }}

// encode gives a picture as PNG (https://www.w3.org/TR/png-3/).
func encode(p *image.Paletted) ([]byte, error) {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	width, height := p.Rect.Dx(), p.Rect.Dy()
	// No filter, which is a zero before each row: none helps with colors that are numbers.
	packed := 1 + (width+1)/2
	w.rows = slices.Grow(w.rows[:0], packed*height)[:packed*height]
	clear(w.rows)
	for y := range height {
		pack(w.rows[y*packed+1:], p.Pix[y*p.Stride:][:width])
	}
	w.out.Reset()
	if w.zlib == nil {
		var err error
		if w.zlib, err = zlib.NewWriterLevel(&w.out, level); err != nil {
			return nil, err
		}
	} else {
		w.zlib.Reset(&w.out)
	}
	if _, err := w.zlib.Write(w.rows); err != nil {
		return nil, err
	}
	if err := w.zlib.Close(); err != nil {
		return nil, err
	}
	size := make([]byte, 8, 13)
	binary.BigEndian.PutUint32(size, uint32(width))
	binary.BigEndian.PutUint32(size[4:], uint32(height))
	var colors []byte
	for _, c := range p.Palette {
		r, g, b, _ := c.RGBA()
		colors = append(colors, byte(r>>8), byte(g>>8), byte(b>>8))
	}
	file := make([]byte, 0, len(signature)+13+len(colors)+w.out.Len()+4*12)
	file = append(file, signature...)
	// Four bits a pixel, which are numbers of colors, packed and filtered the one way there is, and not interlaced.
	file = chunk(file, "IHDR", append(size, 4, 3, 0, 0, 0))
	file = chunk(file, "PLTE", colors)
	file = chunk(file, "IDAT", w.out.Bytes())
	return chunk(file, "IEND", nil), nil
}

// level: the next one takes three times as long and saves a fifth.
const level = zlib.BestSpeed

// pack puts two pixels into each byte, which are zeros before.
func pack(to, row []uint8) {
	for len(row) >= 8 {
		// Most of a card is paper, which is color 0.
		if binary.LittleEndian.Uint64(row) != 0 {
			for i := range 4 {
				to[i] = row[2*i]<<4 | row[2*i+1]
			}
		}
		to, row = to[4:], row[8:]
	}
	for i, c := range row {
		to[i/2] |= c << (4 * (1 - i%2))
	}
}

// chunk adds a part of a PNG: its length, a name of four letters, the content, and a sum of both.
func chunk(file []byte, name string, content []byte) []byte {
	file = binary.BigEndian.AppendUint32(file, uint32(len(content)))
	from := len(file)
	file = append(append(file, name...), content...)
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(file[from:]))
}

// whole tells whether a file is a PNG from its first byte to its last, as it was written: what was published
// lies where anybody may have touched it.
func whole(file []byte) bool {
	rest, ok := bytes.CutPrefix(file, []byte(signature))
	if !ok {
		return false
	}
	for len(rest) >= 12 {
		size := uint64(binary.BigEndian.Uint32(rest))
		if size > uint64(len(rest)-12) {
			return false
		}
		content, after := rest[4:8+size], rest[8+size:]
		if crc32.ChecksumIEEE(content) != binary.BigEndian.Uint32(after) {
			return false
		}
		rest = after[4:]
		if string(content[:4]) == "IEND" {
			return len(rest) == 0
		}
	}
	return false
}
