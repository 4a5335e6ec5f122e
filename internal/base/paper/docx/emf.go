package docx

import (
	"encoding/binary"

	"phongtrao/internal/base/paper/qrpath"
)

// Kinds of record of an Enhanced Metafile, and the stock objects that it needs ([MS-EMF] 2.1).
const (
	emrHeader, emrEOF, emrPolyFillMode, emrSelectObject, emrPolyPolygon16 = 1, 14, 19, 37, 91

	blackBrush, nullPen = 0x80000004, 0x80000008
	alternate           = 1
	dot                 = 10 // device units a module
)

// emf draws a QR code as one filled outline in the vector format that Word has always read.
func emf(c qrpath.Code) string {
	side := uint32(c.Size + 2*qrpath.Quiet)
	points := 0
	for _, p := range c.Paths {
		points += len(p)
	}
	le := binary.LittleEndian
	poly := le.AppendUint32(nil, emrPolyPolygon16)
	poly = le.AppendUint32(poly, uint32(32+4*len(c.Paths)+4*points))
	for _, n := range []uint32{0, 0, side*dot - 1, side*dot - 1, uint32(len(c.Paths)), uint32(points)} {
		poly = le.AppendUint32(poly, n)
	}
	for _, p := range c.Paths {
		poly = le.AppendUint32(poly, uint32(len(p)))
	}
	for _, p := range c.Paths {
		for _, at := range p {
			poly = le.AppendUint16(poly, uint16((at.X+qrpath.Quiet)*dot))
			poly = le.AppendUint16(poly, uint16((at.Y+qrpath.Quiet)*dot))
		}
	}
	var b []byte
	add := func(n ...uint32) {
		for _, v := range n {
			b = le.AppendUint32(b, v)
		}
	}
	const header, small, eof, records = 88, 12, 20, 6
	add(emrHeader, header,
		0, 0, side*dot-1, side*dot-1, // bounds in device units
		0, 0, side*100, side*100, // frame in hundredths of a millimetre: a module is a millimetre
		0x464D4520, 0x10000, uint32(header+3*small+len(poly)+eof), records,
		1,       // handles, and a reserved word
		0, 0, 0, // no description, no palette
		1000, 1000, 100, 100) // the device: ten dots a millimetre
	add(emrPolyFillMode, small, alternate)
	add(emrSelectObject, small, blackBrush)
	add(emrSelectObject, small, nullPen)
	b = append(b, poly...)
	add(emrEOF, eof, 0, 16, eof)
	return string(b)
}
