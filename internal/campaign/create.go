package campaign

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/org"
)

// Create begins a campaign and returns its id, which is made where c.ID is empty. Of the rest of c it takes kind, owner,
// period, dispatch and words.
func Create(tx *db.Tx, c Campaign) (string, error) {
	if !isWord(c.Kind) {
		return "", fault.In("kind", "Hãy chọn loại hình của phong trào.")
	}
	if err := period("period", c.Period); err != nil {
		return "", err
	}
	if err := lives(&tx.View, "owner", c.Owner, c.Period); err != nil {
		return "", err
	}
	if c.Dispatch != "" {
		if _, err := dispatched(&tx.View, c.Dispatch); err != nil {
			return "", err
		}
	}
	w, err := describe(&tx.View, c.Words)
	if err != nil {
		return "", err
	}
	c.ID = cmp.Or(c.ID, tx.ID())
	if err := insertCampaign(tx, c); err != nil {
		return "", err
	}
	return c.ID, insertWords(tx, c.ID, 1, w)
}

// Edit describes a campaign anew; what it is (kind, owner, period, dispatch) stays. Version is the one that the person saw:
// where another was made since, it is a fault of kind Conflict that holds a *Stale.
func Edit(tx *db.Tx, id string, version int, w Words) error {
	if err := tx.Lock(words(id)[0]); err != nil {
		return err
	}
	w, err := describe(&tx.View, w)
	if err != nil {
		return err
	}
	all, err := Versions(&tx.View, id)
	if err != nil {
		return err
	}
	if len(all) == 0 || version < 1 || version > len(all) {
		return fault.NotFoundf("Không tìm thấy phong trào này ở bản %d. Hãy tải lại trang.", version)
	}
	now, seen := all[len(all)-1], all[version-1]
	if now.Version != version {
		return changed(seen, now, w).Fault()
	}
	if now.Words == w {
		return nil
	}
	return insertWords(tx, id, version+1, w)
}

// changed names the first word that another person changed since a version.
func changed(seen, now Campaign, yours Words) *Stale {
	s := &Stale{Seen: seen.Version, Latest: now.Version, By: now.MadeBy, At: now.MadeAt}
	for _, f := range []struct{ what, was, theirs, yours string }{
		{"Tên phong trào", seen.Name, now.Name, yours.Name},
		{"Tóm tắt của phong trào", seen.Summary, now.Summary, yours.Summary},
		{"Chỉ số chính của phong trào", seen.Lead, now.Lead, yours.Lead},
		{"Màu của phong trào", AccentLabel(seen.Accent), AccentLabel(now.Accent), AccentLabel(yours.Accent)},
	} {
		if f.was != f.theirs || s.What == "" {
			s.What, s.Was, s.Theirs, s.Yours = f.what, quote(f.was), quote(f.theirs), quote(f.yours)
		}
		if f.was != f.theirs {
			break
		}
	}
	return s
}

func quote(s string) string { return "“" + s + "”" }

// describe cleans words and refuses those that cannot be.
func describe(v *db.View, w Words) (Words, error) {
	w.Name, w.Summary = viet.Clean(w.Name), viet.CleanLines(w.Summary)
	if w.Accent == "" {
		w.Accent = Accents[0]
	}
	switch {
	case w.Name == "":
		return w, fault.In("name", "Hãy đặt tên cho phong trào.")
	case !slices.Contains(Accents, w.Accent):
		return w, fault.In("accent", "Không có màu %s. Hãy chọn một màu trong danh sách.", quote(w.Accent))
	}
	if w.Lead != "" {
		if _, err := indicator.Get(v, w.Lead); err != nil {
			return w, err
		}
	}
	return w, nil
}

// period refuses days that are no period.
func period(field string, p day.Period) error {
	switch {
	case p.From <= 0 || p.To <= 0:
		return fault.In(field, "Hãy nhập đủ ngày bắt đầu và ngày kết thúc.")
	case p.To < p.From:
		return fault.In(field, "Ngày kết thúc %s sớm hơn ngày bắt đầu %s. Hãy sửa lại.", p.To.VN(), p.From.VN())
	}
	return nil
}

// lives refuses a unit that is not known, or that does not live on any day of the period.
func lives(v *db.View, field, unit string, p day.Period) error {
	h, err := org.HistoryOf(v)
	if err != nil {
		return err
	}
	i, known := h.Index(unit)
	if !known {
		return fault.In(field, "Hãy chọn một đơn vị có trong hệ thống.")
	}
	born, ended := h.Life(i, 0)
	name := h.Name(i, day.AsOf{Day: p.To})
	switch {
	case born == 0 || born > p.To:
		return fault.In(field, "%s chưa được thành lập trong %s. Hãy chọn đơn vị hoạt động trong thời gian đó.", name, p.VN())
	case ended <= p.From:
		return fault.In(field, "%s đã kết thúc hoạt động từ %s, trước %s. Hãy chọn đơn vị kế thừa.", name, ended.VN(), p.VN())
	}
	return nil
}

// called gives a unit's name as of a day.
func called(v *db.View, unit string, on day.Day) string {
	h, err := org.HistoryOf(v)
	if err != nil {
		return unit
	}
	i, known := h.Index(unit)
	if !known {
		return unit
	}
	return h.Name(i, day.AsOf{Day: on})
}
