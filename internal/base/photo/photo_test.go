package photo_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"phongtrao/internal/base/photo"
)

func picture() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for x := range 40 {
		for y := range 30 {
			m.Set(x, y, color.RGBA{uint8(x * 6), uint8(y * 8), 90, 255})
		}
	}
	return m
}

func plainJPEG(t testing.TB) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exif is a note as a telephone writes it: how it was held, and where it was, in words that can be looked for.
func exif(turned uint16) []byte {
	tiff := []byte("II*\x00\x08\x00\x00\x00\x02\x00")
	entry := func(tag, kind uint16, count, value uint32) {
		tiff = binary.LittleEndian.AppendUint16(tiff, tag)
		tiff = binary.LittleEndian.AppendUint16(tiff, kind)
		tiff = binary.LittleEndian.AppendUint32(tiff, count)
		tiff = binary.LittleEndian.AppendUint32(tiff, value)
	}
	entry(0x0112, 3, 1, uint32(turned))
	entry(0x8825, 4, 1, 38)
	tiff = append(tiff, 0, 0, 0, 0)
	return segment(0xe1, "Exif\x00\x00"+string(tiff)+"GPS 20.6464 N 106.0511 E")
}

func segment(marker byte, body string) []byte {
	b := []byte{0xff, marker}
	b = binary.BigEndian.AppendUint16(b, uint16(len(body)+2))
	return append(b, body...)
}

// TestJPEG: the place, the comment and what stands after the end are gone; the pixels and how it was held are the same.
func TestJPEG(t *testing.T) {
	plain := plainJPEG(t)
	dirty := append([]byte{}, plain[:2]...)
	dirty = append(dirty, exif(6)...)
	dirty = append(dirty, segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:GPSLatitude>20.6464</x>")...)
	dirty = append(dirty, segment(0xfe, "nhà bà Tám 20.6464")...)
	dirty = append(dirty, plain[2:]...)
	dirty = append(dirty, "phim kèm theo 20.6464"...)
	clean, err := photo.Clean(dirty)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(clean, []byte("20.6464")) || bytes.Contains(clean, []byte("GPS")) {
		t.Error("the place is still there")
	}
	if !bytes.Contains(clean, []byte("Exif\x00\x00MM")) || clean[len(plain[:2])+28+1] != 6 {
		t.Errorf("it is no longer known how it was held: % x", clean[:48])
	}
	want, err := jpeg.Decode(bytes.NewReader(plain))
	if err != nil {
		t.Fatal(err)
	}
	got, err := jpeg.Decode(bytes.NewReader(clean))
	if err != nil {
		t.Fatal(err)
	}
	for x := range 40 {
		for y := range 30 {
			if got.At(x, y) != want.At(x, y) {
				t.Fatal("the pixels differ")
			}
		}
	}
	if again, err := photo.Clean(clean); err != nil || !bytes.Equal(again, clean) {
		t.Error("what is clean changes", err)
	}
	if same, err := photo.Clean(plain); err != nil || !bytes.Equal(same, plain) {
		t.Error("a picture without notes changes", err)
	}
}

func TestPNG(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, picture()); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	note := func(name, body string) []byte {
		c := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
		c = append(c, name+body...)
		return binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE([]byte(name+body)))
	}
	dirty := append([]byte{}, plain[:33]...) // behind IHDR
	dirty = append(dirty, note("eXIf", "GPS 20.6464")...)
	dirty = append(dirty, note("tEXt", "Place\x0020.6464")...)
	dirty = append(dirty, plain[33:]...)
	clean, err := photo.Clean(dirty)
	if err != nil || !bytes.Equal(clean, plain) {
		t.Error(err, len(clean), len(plain))
	}
}

func TestBroken(t *testing.T) {
	plain := plainJPEG(t)
	for _, b := range [][]byte{plain[:len(plain)/3], plain[:3], {0xff, 0xd8, 0xff}, []byte("\x89PNG\r\n\x1a\nabc")} {
		if _, err := photo.Clean(b); !errors.Is(err, photo.ErrBroken) {
			t.Errorf("%d bytes: %v", len(b), err)
		}
	}
	for b, want := range map[string]string{"%PDF-1.7": photo.PDF, "GIF89a": "", "": "", "MZ": ""} {
		if got := photo.Sniff([]byte(b)); got != want {
			t.Error(b, got)
		}
	}
}

// FuzzClean: whatever comes, the answer is a picture without notes or an error, and cleaning it again changes nothing.
func FuzzClean(f *testing.F) {
	plain := plainJPEG(f)
	f.Add(plain)
	f.Add(append(append(append([]byte{}, plain[:2]...), exif(8)...), plain[2:]...))
	f.Add([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x00IEND\xae\x42\x60\x82"))
	f.Add([]byte{0xff, 0xd8, 0xff, 0xd9})
	f.Fuzz(func(t *testing.T, b []byte) {
		clean, err := photo.Clean(b)
		if err != nil || photo.Sniff(b) == "" || photo.Sniff(b) == photo.PDF {
			return
		}
		again, err := photo.Clean(clean)
		if err != nil || !bytes.Equal(again, clean) {
			t.Fatalf("%v: % x became % x", err, clean, again)
		}
	})
}
