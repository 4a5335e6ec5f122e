// Package dispatch keeps the register of official documents.
//
// A document (văn bản) comes in or goes out; it has a number, a date, an issuer, a subject, those it goes to, those it
// rests on, and its file, kept by its hash as it was received. The package keeps true that a document is registered once,
// and that nothing registered is changed: a correction is a further version with a reason. What came of a document is not
// known here: campaigns and tasks name it, and not the other way round.
package dispatch

import (
	"embed"
	"regexp"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of the package's tables.
var Schema = db.Line{Name: "dispatch", Files: files}

// Direction says whether a document came or went.
type Direction string

const (
	In  Direction = "in"  // văn bản đến
	Out Direction = "out" // văn bản đi
)

// Label returns the Vietnamese name.
func (d Direction) Label() string {
	if d == Out {
		return "văn bản đi"
	}
	return "văn bản đến"
}

// Dispatch is a document as it stands in the register.
type Dispatch struct {
	ID           string
	Version      int64 // 1 when registered, one more with each correction
	Direction    Direction
	Number       string // number and symbol, "610/LĐLĐ"
	Kind         Kind   // "" when registering: as the number says
	Date         day.Day
	Issuer       string // cơ quan ban hành, in words
	IssuerUnit   string // the unit that issued it, "" for a body outside the organisation
	ParentBody   string // cơ quan chủ quản
	Place        string // địa danh, "Lai Châu"
	Subject      string // trích yếu
	Signer       string
	SignerTitle  string
	Recipients   []Recipient // kính gửi
	Copies       []Recipient // nơi nhận
	Cites        []Cite      // căn cứ
	Owner        string      // the unit in whose register it stands, and whose officers may correct it
	File         string      // hash of the file, "" for none
	FileName     string
	Note         string
	Reason       string // why this version corrects the one before
	Registered   day.Instant
	RegisteredBy string
}

// Title names the document in a sentence: "kế hoạch 204/KH-BCĐ ngày 02/10/2020".
func (d Dispatch) Title() string {
	return d.Kind.Name() + " " + d.Number + " ngày " + d.Date.VN()
}

// Recipient is one line of those a document goes to: a class of units ("LĐLĐ các huyện, thành phố"), one unit by name, or
// a body outside the organisation, of which only the wording is known.
type Recipient struct {
	Text   string   // as it is written on the document
	Kinds  []string // kinds of the units that are meant, below the issuer
	Direct bool     // only those directly below the issuer
	Unit   string   // one unit, by its id
}

// Resolves reports whether the line means units of the organisation.
func (r Recipient) Resolves() bool { return r.Unit != "" || len(r.Kinds) > 0 }

// To makes recipients of which only the wording is known.
func To(lines ...string) []Recipient {
	out := make([]Recipient, len(lines))
	for i, l := range lines {
		out[i].Text = l
	}
	return out
}

// Cite names a document that another rests on. It need not be registered.
type Cite struct {
	Number string
	Date   day.Day // 0 where it is not said
	Issuer string  // "" where it is not said
}

var (
	citeDate   = regexp.MustCompile(`(?i)^[,;(\s]*(?:ký\s+)?(?:ban hành\s+)?(ngày\s+\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))\)?`)
	citeIssuer = regexp.MustCompile(`(?i)^[,;\s]*của\s+(.+?)(?:\s+(?:về|v/v|ban hành|quy định|hướng dẫn)\s.*)?[;.,]?$`)
)

// ParseCite reads a line of the legal basis: "Căn cứ Kế hoạch số 204/KH-BCĐ ngày 02/10/2020 của Ban Chỉ đạo … về …".
func ParseCite(s string) (Cite, error) {
	s = viet.Clean(s)
	for _, lead := range []string{"Căn cứ", "Thực hiện", "Theo", "Xét"} {
		if len(s) >= len(lead) && strings.EqualFold(s[:len(lead)], lead) {
			s = strings.TrimSpace(s[len(lead):])
			break
		}
	}
	n, rest, err := ReadNumber(s)
	if err != nil {
		return Cite{}, err
	}
	c := Cite{Number: n.Text}
	if m := citeDate.FindStringSubmatch(rest); m != nil {
		if c.Date, err = viet.ParseDate(m[1]); err != nil {
			return Cite{}, err
		}
		rest = rest[len(m[0]):]
	}
	if m := citeIssuer.FindStringSubmatch(strings.TrimSpace(rest)); m != nil {
		c.Issuer = m[1]
	}
	return c, nil
}

// issuerKey is what two writings of one issuer have in common.
func issuerKey(unit, name string) string {
	if unit != "" {
		return "unit " + unit
	}
	return viet.Fold(name)
}

// sameIssuer reports whether two documents come from one body. A body known as a unit is compared by it, where both are.
func sameIssuer(aUnit, a, bUnit, b string) bool {
	if aUnit != "" && bUnit != "" {
		return aUnit == bUnit
	}
	return viet.Fold(a) == viet.Fold(b)
}
