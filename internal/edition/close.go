package edition

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/compose"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
)

// Frozen is a report ready to be closed: composed at one instant, outside the act, so that nobody waits while it is composed.
// What is posted between that instant and the act is a later correction like any other.
type Frozen struct {
	Version   int // of the words
	Draft     compose.Draft
	Conflicts []string // what does not fit, in sentences

	edition string
}

// Prepare composes an edition for closing. More are conflicts that others found, as in the officer's own words.
func Prepare(v *db.View, kinds kind.Set, id, base string, more []string) (Frozen, error) {
	e, err := Get(v, id)
	if err != nil {
		return Frozen{}, err
	}
	ask := e.Ask(base)
	ask.Kept = true
	f := Frozen{Version: e.Version, edition: id}
	if f.Draft, err = compose.Make(v, kinds, ask); err != nil {
		return f, err
	}
	for _, c := range f.Draft.Findings {
		text := c.Text
		if c.Where != "" {
			text = c.Where + ": " + text
		}
		f.Conflicts = append(f.Conflicts, text)
	}
	f.Conflicts = append(f.Conflicts, more...)
	return f, nil
}

// Close freezes an edition (chốt). Where something does not fit, a reason is needed. Whoever comes second is told so by a fault of kind
// Conflict, and so is who prepared it from words that another changed since.
func Close(tx *db.Tx, id string, f Frozen, reason string) error {
	e, err := hold(tx, id)
	if err != nil {
		return err
	}
	switch reason = viet.CleanLines(reason); {
	case e.Closed != nil:
		return fault.Conflictf("Báo cáo này đã được người khác chốt lúc %s. Hãy tải lại để xem bản đã chốt.", e.Closed.At.VN())
	case f.edition != id:
		return fault.Invalidf("Bản chuẩn bị chốt không phải của báo cáo này. Hãy mở lại trang chốt báo cáo.")
	case e.Version != f.Version:
		return fault.Conflictf("Lời văn của báo cáo đã được sửa lúc %s, sau bản bạn xem. Hãy tải lại rồi chốt bản mới.", e.EditedAt.VN())
	case len(f.Conflicts) > 0 && reason == "":
		return fault.In("reason", "Còn %d chỗ không khớp. Hãy sửa, hoặc ghi lý do vẫn chốt.", len(f.Conflicts))
	}
	document, err := encode(f.Draft.Document)
	if err != nil {
		return err
	}
	c := Closing{Hash: hash(document), Known: f.Draft.Known, Through: f.Draft.Through, Conflicts: f.Conflicts, Reason: reason}
	if p := f.Draft.Checkpoint; p != nil {
		c.Year, c.Size, c.Root = p.Year, p.Size, p.Root
	}
	if err := insertClose(tx, id, e.Version, document, c); err != nil {
		return err
	}
	for _, b := range f.Draft.Figures {
		if _, err := passport.Keep(tx, b.Question); err != nil {
			return err
		}
	}
	return insertQuotes(tx, id, quotes(f.Draft.Figures))
}

func hash(document string) string {
	sum := sha256.Sum256([]byte(document))
	return hex.EncodeToString(sum[:])
}

// Document is a closed edition as it was printed. A document that is not the one that was closed is refused: somebody changed
// the table under our hands.
func Document(v *db.View, id string) (paper.Document, error) {
	text, want, err := selectDocument(v, id)
	if err != nil {
		return paper.Document{}, err
	}
	if hash(text) != want {
		return paper.Document{}, fault.New(fault.Unavailable, "Bản đã chốt của báo cáo không còn nguyên vẹn: mã băm không khớp. Hãy báo người quản trị và đối chiếu bản sao lưu.")
	}
	return decode(text)
}

// Quote is one number that a closed edition quotes.
type Quote struct {
	Code     string
	Question ledger.Question // with Known set
	What     string
	Part     string // the key of a part of a divided figure, "" for the whole
	Name     string // of the part
	ledger.Quantity
}

// quotes are the figures, each with its parts.
func quotes(figures []compose.Bound) (all []Quote) {
	for _, b := range figures {
		all = append(all, Quote{Code: b.Code, Question: b.Question, What: b.What, Quantity: b.Quantity})
		for key, p := range partsOf(b.Parts) {
			all = append(all, Quote{Code: b.Code, Question: b.Question, What: b.What, Part: key, Name: p.name, Quantity: p.Quantity})
		}
	}
	return all
}

func lines(text string) (all []string) {
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" {
			all = append(all, l)
		}
	}
	return all
}
