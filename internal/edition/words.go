package edition

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/compose"
	"phongtrao/internal/kind"
)

// Limits of an officer's own words.
const (
	TextMax      = 20_000 // characters of one part
	LineMax      = 300
	ReceiversMax = 30
)

func (w Words) signature() paper.Signature {
	return paper.Signature{Authority: w.Authority, Title: w.Title, Name: w.Signer}
}

// Begin makes a draft and returns its key. That the unit lived in the period and the campaign touches it is asked at once: a
// report that could never be composed is not begun.
func Begin(tx *db.Tx, kinds kind.Set, a About, w Words) (string, error) {
	if err := compose.Check(&tx.View, kinds, compose.Ask{Campaign: a.Campaign, Unit: a.Unit, Period: a.Period}); err != nil {
		return "", err
	}
	if a.Replaces != "" {
		was, err := Get(&tx.View, a.Replaces)
		if err != nil {
			return "", err
		}
		if was.Closed == nil {
			return "", fault.Invalidf("Báo cáo được thay thế chưa chốt. Hãy sửa thẳng trên bản thảo đó.")
		}
	}
	w, err := checked(w)
	if err != nil {
		return "", err
	}
	id := tx.ID()
	if err := insertEdition(tx, id, a); err != nil {
		return "", err
	}
	return id, insertWords(tx, id, 1, w)
}

// Write gives a draft other words. Seen is the version that the officer had before their eyes: where somebody wrote since, it
// is a fault of kind Conflict that holds a *campaign.Stale.
func Write(tx *db.Tx, id string, seen int, w Words) error {
	e, err := hold(tx, id)
	if err != nil {
		return err
	}
	if w, err = checked(w); err != nil {
		return err
	}
	if err := e.draft(); err != nil {
		return err
	}
	if e.Version != seen {
		was, err := wordsAt(&tx.View, id, seen)
		if err != nil {
			return err
		}
		return stale(was, e, w, seen).Fault()
	}
	if same(e.Words, w) {
		return nil
	}
	return insertWords(tx, id, seen+1, w)
}

// hold reads an edition, and keeps others from changing it until the act is over.
func hold(tx *db.Tx, id string) (Edition, error) {
	if err := tx.Lock("edition " + id); err != nil {
		return Edition{}, err
	}
	return Get(&tx.View, id)
}

// draft refuses to change what is closed.
func (e Edition) draft() error {
	if e.Closed == nil {
		return nil
	}
	return fault.Conflictf("Báo cáo này đã chốt lúc %s nên không sửa được nữa. Muốn thay, hãy lập bản thay thế.", e.Closed.At.VN())
}

func same(a, b Words) bool {
	x, y := a, b
	x.To, y.To = nil, nil
	return fmt.Sprint(x) == fmt.Sprint(y) && slices.Equal(a.To, b.To)
}

// stale names the first of the words that another person changed.
func stale(was Words, now Edition, yours Words, seen int) *campaign.Stale {
	s := &campaign.Stale{Seen: seen, Latest: now.Version, By: now.EditedBy, At: now.EditedAt}
	for _, f := range []struct{ what, was, theirs, yours string }{
		{"Phần mở đầu của báo cáo", was.Introduction, now.Introduction, yours.Introduction},
		{"Phần đánh giá của báo cáo", was.Assessment, now.Assessment, yours.Assessment},
		{"Phần kiến nghị của báo cáo", was.Proposals, now.Proposals, yours.Proposals},
		{"Số của báo cáo", was.Number, now.Number, yours.Number},
		{"Ngày của báo cáo", was.Date.VN(), now.Date.VN(), yours.Date.VN()},
		{"Nơi nhận của báo cáo", strings.Join(was.To, "; "), strings.Join(now.To, "; "), strings.Join(yours.To, "; ")},
		{"Phần ký của báo cáo", was.sign(), now.sign(), yours.sign()},
	} {
		if f.was != f.theirs || s.What == "" {
			s.What, s.Was, s.Theirs, s.Yours = f.what, quoted(f.was), quoted(f.theirs), quoted(f.yours)
		}
		if f.was != f.theirs {
			break
		}
	}
	return s
}

func (w Words) sign() string {
	return strings.Join([]string{w.Place, w.Authority, w.Title, w.Signer}, " · ")
}

func quoted(s string) string {
	if r := []rune(s); len(r) > 400 {
		s = string(r[:400]) + "…"
	}
	return "“" + s + "”"
}

// checked cleans words and refuses what is too long for a paper.
func checked(w Words) (Words, error) {
	for _, f := range []struct {
		field, label string
		text         *string
	}{{"number", "Số, ký hiệu", &w.Number}, {"place", "Địa danh", &w.Place}, {"authority", "Thẩm quyền ký", &w.Authority},
		{"title", "Chức vụ", &w.Title}, {"signer", "Người ký", &w.Signer}} {
		if *f.text = viet.Clean(*f.text); utf8.RuneCountInString(*f.text) > LineMax {
			return w, fault.In(f.field, "%s dài quá %d ký tự. Hãy rút gọn.", f.label, LineMax)
		}
	}
	for _, f := range []struct {
		field, label string
		text         *string
	}{{"introduction", "Phần mở đầu", &w.Introduction}, {"assessment", "Phần đánh giá", &w.Assessment}, {"proposals", "Phần kiến nghị", &w.Proposals}} {
		if *f.text = viet.CleanLines(*f.text); utf8.RuneCountInString(*f.text) > TextMax {
			return w, fault.In(f.field, "%s dài quá %s ký tự. Hãy rút gọn.", f.label, viet.FormatInt(TextMax))
		}
	}
	var to []string
	for _, line := range w.To {
		if line = strings.TrimRight(strings.TrimLeft(viet.Clean(line), "-– "), ";. "); line != "" {
			to = append(to, line)
		}
	}
	if len(to) > ReceiversMax || strings.ContainsFunc(strings.Join(to, ""), func(r rune) bool { return r == '\n' }) {
		return w, fault.In("to", "Nơi nhận có quá %d dòng. Hãy gộp lại.", ReceiversMax)
	}
	w.To = to
	return w, nil
}
