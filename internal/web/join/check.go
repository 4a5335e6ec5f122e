package join

import (
	"net/http"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/roster"
)

// showGenuine says whether a ticket is genuine: what a telephone's camera opens. It never says whose it is.
func (d desk) showGenuine(w http.ResponseWriter, r *http.Request) error {
	m := genuine{head: frameOf(r, "Vé không có thật"), Tone: ui.Bad, Icon: "circle-alert", Text: "Mã này không phải vé do chương trình phát hành. Đừng mua, đừng nhận vé này."}
	t, err := ticket.Parse(r.PathValue("text"))
	if err != nil {
		return d.notGenuine(w, r, m)
	}
	found := false
	err = d.house.DB.See(r.Context(), func(v *db.View) error {
		keys, err := roster.Keys(v)
		if err != nil || !t.Verify(keys[t.Key]) {
			return err
		}
		e, err := roster.EventByNumber(v, int64(t.Event))
		if err != nil {
			return err
		}
		known, err := roster.TicketsBySerial(v, e.Number, []int64{int64(t.Serial)})
		if err != nil {
			return err
		}
		kept, ok := known[int64(t.Serial)]
		if !ok {
			return nil
		}
		found = true
		o, err := open(v, kept.Activity)
		if err != nil {
			return err
		}
		m.head = o.frame(r, "Vé thật")
		m.Tone, m.Icon, m.Text = ui.Good, "circle-check", "Vé do ban tổ chức phát hành, chưa dùng. Hãy đưa mã này vào khung ở cổng."
		came, err := roster.Attendances(v, e.Number, []string{roster.SubjectTicket(kept.Serial)}, roster.Came)
		if err != nil {
			return err
		}
		at, used := came[roster.SubjectTicket(kept.Serial)]
		switch {
		case kept.Revoked != 0:
			m.Title, m.Tone, m.Icon, m.Text = "Vé đã bị thu hồi", ui.Bad, "circle-alert", "Vé này từng phát hành nhưng không còn hiệu lực, không vào cổng được."
		case used:
			m.Title, m.Tone, m.Icon, m.Text = "Vé đã dùng", ui.Warn, "triangle-alert", "Vé thật, đã vào cổng lúc "+at.At.VN()+". Mỗi vé vào được một lần."
		}
		about := o.about()
		m.Facts.Pairs = []ui.Pair{{Key: "Hoạt động", Text: about.Name}, {Key: "Ngày", Text: about.When}, {Key: "Điểm", Text: about.Where}}
		if label := o.slotLabel(kept.Slot); label != "" {
			m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: "Đợt", Text: label})
		}
		m.Facts.Pairs = append(m.Facts.Pairs, ui.Pair{Key: "Số", Text: kept.Bib})
		return nil
	})
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	if !found {
		return d.notGenuine(w, r, m)
	}
	return d.draw(w, r, http.StatusOK, genuineView(m))
}

// notGenuine answers what is no ticket, and counts it.
func (d desk) notGenuine(w http.ResponseWriter, r *http.Request, m genuine) error {
	if err := limiterOf(d.house.DB, "guess").take(d.house.DB.Now(), from(r), guessing); err != nil {
		return err
	}
	return d.draw(w, r, http.StatusNotFound, genuineView(m))
}
