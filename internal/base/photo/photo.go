// Package photo takes out of a picture what tells where it was taken.
//
// A picture from a telephone carries the place to the metre, the hour, the telephone's number of making; that is sensitive data, and
// nobody who sends a picture of a hall means to send it. Clean copies what is needed to draw the picture and leaves all else behind: the
// pixels are not touched. How a telephone was held is kept, for else the picture would lie on its side.
package photo

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// Media names of what is understood.
const (
	JPEG = "image/jpeg"
	PNG  = "image/png"
	PDF  = "application/pdf"
)

// ErrBroken is a picture that ends too early or is none.
var ErrBroken = errors.New("photo: not a whole picture")

// Sniff tells by its first bytes what a file is, "" for what is not understood; what it is called does not matter.
func Sniff(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xd8, 0xff}):
		return JPEG
	case bytes.HasPrefix(b, []byte(signature)):
		return PNG
	case bytes.HasPrefix(b, []byte("%PDF-")):
		return PDF
	}
	return ""
}

// Clean returns a picture without what was written beside it. What is not understood is returned as it is, for who calls decides by Sniff.
func Clean(b []byte) ([]byte, error) {
	switch Sniff(b) {
	case JPEG:
		return cleanJPEG(b)
	case PNG:
		return cleanPNG(b)
	}
	return b, nil
}

// markers of JPEG.
const (
	soi   = 0xd8
	eoi   = 0xd9
	sos   = 0xda
	app0  = 0xe0
	app1  = 0xe1
	app2  = 0xe2
	app14 = 0xee
	app15 = 0xef
	com   = 0xfe
)

// cleanJPEG walks the segments. Notes of cameras (APP1 and others, comments) stay behind, and so does what some telephones put after the
// end of the picture; colours (ICC, Adobe) come along.
func cleanJPEG(b []byte) ([]byte, error) {
	out := append(make([]byte, 0, len(b)), 0xff, soi)
	rest := b[2:]
	turned := uint16(0)
	head := true // the note about how it was held goes before all else but APP0
	put := func(segment []byte) {
		if head && turned > 1 {
			out = append(out, orientation(turned)...)
		}
		head = false
		out = append(out, segment...)
	}
	for {
		for len(rest) > 1 && rest[0] == 0xff && rest[1] == 0xff { // padding
			rest = rest[1:]
		}
		if len(rest) < 2 || rest[0] != 0xff {
			return nil, ErrBroken
		}
		m := rest[1]
		if m == eoi {
			put([]byte{0xff, eoi})
			return out, nil
		}
		if len(rest) < 4 {
			return nil, ErrBroken
		}
		n := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		if n < 4 || n > len(rest) {
			return nil, ErrBroken
		}
		segment := rest[:n]
		rest = rest[n:]
		switch {
		case m == app0:
			out = append(out, segment...)
		case m == app1:
			if t := turn(segment[4:]); t != 0 {
				turned = t
			}
		case m == app2 && bytes.HasPrefix(segment[4:], []byte("ICC_PROFILE\x00")), m == app14:
			put(segment)
		case m > app0 && m <= app15, m == com:
		case m == sos:
			put(segment)
			scan := entropy(rest)
			out, rest = append(out, rest[:scan]...), rest[scan:]
		default:
			put(segment)
		}
	}
}

// entropy returns how long the coded pixels are: until a marker that is no part of them.
func entropy(b []byte) int {
	for i := 0; i+1 < len(b); i++ {
		if b[i] != 0xff {
			continue
		}
		if m := b[i+1]; m != 0 && (m < 0xd0 || m > 0xd7) && m != 0xff {
			return i
		}
	}
	return len(b)
}

// turn reads from an Exif note how the camera was held: 1 to 8, 0 where it does not say.
func turn(note []byte) uint16 {
	tiff, ok := bytes.CutPrefix(note, []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > int64(len(tiff)) {
		return 0
	}
	entries := int64(order.Uint16(tiff[at:]))
	for i := range entries {
		e := at + 2 + 12*i
		if e+12 > int64(len(tiff)) {
			return 0
		}
		if order.Uint16(tiff[e:]) == 0x0112 {
			if v := order.Uint16(tiff[e+8:]); v >= 1 && v <= 8 {
				return v
			}
			return 0
		}
	}
	return 0
}

// orientation is a note that says how the camera was held, and nothing else.
func orientation(turned uint16) []byte {
	note := []byte("\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00")
	binary.BigEndian.PutUint16(note[28:], turned)
	return note
}

const signature = "\x89PNG\r\n\x1a\n"

// needed are the chunks of a PNG that draw it.
var needed = map[string]bool{"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "gAMA": true, "cHRM": true, "sRGB": true, "iCCP": true,
	"sBIT": true, "bKGD": true, "pHYs": true, "cICP": true}

// cleanPNG keeps the chunks that draw the picture.
func cleanPNG(b []byte) ([]byte, error) {
	out := append(make([]byte, 0, len(b)), signature...)
	rest := b[len(signature):]
	for {
		if len(rest) < 12 {
			return nil, ErrBroken
		}
		n := int64(binary.BigEndian.Uint32(rest)) + 12
		if n > int64(len(rest)) {
			return nil, ErrBroken
		}
		name := string(rest[4:8])
		if needed[name] {
			out = append(out, rest[:n]...)
		}
		rest = rest[n:]
		if name == "IEND" {
			return out, nil
		}
	}
}
