package gates_test

import (
	"net/http"
	"strings"
	"testing"

	"phongtrao/internal/base/db"
	"phongtrao/internal/closing"
	"phongtrao/internal/kinds/run"
	"phongtrao/internal/ledger"
)

// The centre sees which site has its minute and which has not, and prints both; where evidence differs it may choose until a minute does.
func TestMerge(t *testing.T) {
	s := build(t)
	s.start()
	s.post("hp-vsip1", ledger.Scanned, 900)
	s.post("hp-vsip1", ledger.Counted, 915)
	chau, page := s.as("chau"), "/activities/"+s.central+"/merge"
	chau.Get(page).Says(http.StatusOK, "Còn 2 điểm chưa có biên bản", "chưa có biên bản", "Nơi bằng chứng khác nhau", "Chọn số khác", "915")
	chau.Get(s.path("/merge")).Says(http.StatusNotFound, "điểm cầu trung tâm")
	nam := s.as("nam")
	nam.Get(page).Says(http.StatusOK, "Nơi bằng chứng khác nhau").Silent("Chọn số khác")
	s.as("seo").Get(page).Says(http.StatusForbidden)

	var id string
	write := func(tx *db.Tx) error {
		f, err := closing.Know(&tx.View, run.Kind{}, s.site)
		if err != nil {
			return err
		}
		d := closing.Draft{Activity: s.site, Number: "01/BB-CĐ", Seen: f.Sum()}
		for _, x := range f.Things {
			d.Lines = append(d.Lines, closing.Stated{What: x.What, Evidence: ledger.Scanned, Signed: x.Total(ledger.Scanned) + 8, Why: closing.Unscanned})
		}
		id, err = closing.Write(tx, run.Kind{}, d)
		return err
	}
	s.by("nguoi-nam", closing.Writing, write)
	chau.Get(page).Says(http.StatusOK, "chờ chữ ký thứ hai")
	s.by("nguoi-chau", closing.Signing, func(tx *db.Tx) error { return closing.Sign(tx, run.Kind{}, s.site, id, closing.BySession) })
	chau.Get(page).Says(http.StatusOK, "Còn 1 điểm chưa có biên bản", "01/BB-CĐ", "908", "Có người vào mà không quét").Silent("Nơi bằng chứng khác nhau")
	paper := word(t, chau.Get(page+"/bien-ban-gop.docx").Says(http.StatusOK).Text)
	for _, want := range []string{"Chạy thử KCN", "01/BB-CĐ", "908", "Chưa có biên bản ký đủ: Chạy thử trung tâm", "TRƯỞNG BAN"} {
		if !strings.Contains(paper, want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
	chau.Get(page + "/bien-ban-gop.xlsx").Says(http.StatusOK)
}
