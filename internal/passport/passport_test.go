package passport_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kinds"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/report"
	"phongtrao/internal/testkit"
)

// TestHungYen reads the passport of the half-year's 1.265 bags from one end to the other.
func TestHungYen(t *testing.T) {
	h := build(t)
	q := ledger.Question{Indicator: "blood.bags", Period: half, At: h.head, By: ledger.ByUnit}
	p := h.of(q)
	if p.Title() != "Số đơn vị máu, 6 tháng đầu năm 2024" || !strings.HasPrefix(p.Indicator.Definition, "Số túi máu toàn phần") {
		t.Errorf("%s: %s", p.Title(), p.Indicator.Definition)
	}
	if p.Map.At != "CĐ các KCN tỉnh Hưng Yên" || p.Map.Text != "Theo hệ thống công đoàn, mỗi số đứng ở đơn vị của ngày ghi nhận." {
		t.Errorf("%+v", p.Map)
	}
	if len(p.Mix) != 1 || p.Mix[0].VN() != "có ký xác nhận 1.265 (100,0%)" {
		t.Errorf("%v", p.Mix)
	}
	if len(p.Progress) != 1 {
		t.Fatalf("%+v", p.Progress)
	}
	c := p.Progress[0]
	for _, part := range []string{"105,4", "1.200", "bản 1", "năm 2024", "03/KH-BCĐHMKCN", "làm tròn"} {
		if !strings.Contains(c.Percentage.Text, part) {
			t.Errorf("%q does not name %s", c.Percentage.Text, part)
		}
	}
	if !strings.Contains(c.Warning, "6 tháng đầu năm 2024") || !strings.Contains(c.Warning, "chỉ tiêu năm 2024") { // CK-07
		t.Errorf("the period trap goes unsaid: %q", c.Warning)
	}
	if len(p.Gaps)+len(p.Beside)+len(p.Pending)+len(p.Claims) != 0 || p.Code != "" {
		t.Errorf("gaps %v, beside %v, pending %v, claims %v, code %q", p.Gaps, p.Beside, p.Pending, p.Claims, p.Code)
	}
	got, err := json.Marshal(p)
	want := `{"indicator":"blood.bags","measure":"bags","lo":1265,"hi":1265,"evidence":{"signed":1265},` +
		`"parts":[{"key":"` + h.thangLong + `","name":"CĐCS KCN Thăng Long II","lo":1002,"hi":1002},{"key":"` + h.phoNoi + `","name":"CĐCS KCN Phố Nối A","lo":263,"hi":263}],` +
		`"unallocated":[],"pending":[],"entries":5,"target":{"value":1200,"percent":105.4,"document":"03/KH-BCĐHMKCN"}}`
	if err != nil || string(got) != want {
		t.Errorf("got  %s (%v)\nwant %s", got, err, want)
	}
	h.See(func(v *db.View) error {
		entries, err := passport.Entries(v, q)
		if sum := ledger.SumOf(entries); err != nil || len(entries) != 5 || sum != p.Figure.Quantity {
			t.Errorf("%d entries make %s, the figure is %s (%v)", len(entries), sum, p.Figure.Quantity, err)
		}
		return nil
	})
}

// TestWholeCountry shows that a figure of everything is compared with a target only where all of it lies with the target's unit.
func TestWholeCountry(t *testing.T) {
	h := build(t)
	if p := h.of(ledger.Question{Indicator: "blood.bags"}); len(p.Progress) != 1 || p.Progress[0].Document != "03/KH-BCĐHMKCN" {
		t.Errorf("all bags are the parks': %+v", p.Progress)
	}
	if p := h.of(ledger.Question{Indicator: "blood.bags", At: h.top}); len(p.Progress) != 0 {
		t.Errorf("the federation was promised nothing: %+v", p.Progress)
	}
	if p := h.of(ledger.Question{Indicator: "blood.bags", Period: day.Period{From: day.Of(2023, 12, 1), To: day.Of(2024, 6, 30)}}); len(p.Progress) != 0 {
		t.Errorf("the figure's period is not inside the target's: %+v", p.Progress)
	}
	h.Write(func(tx *db.Tx) error {
		_, err := ledger.Post(tx, ledger.Posting{Unit: h.top, Indicator: "blood.bags", Quantity: ledger.Exactly(1), Evidence: ledger.Declared, Day: day.Of(2024, 5, 1), Source: "report 1"})
		return err
	})
	if p := h.of(ledger.Question{Indicator: "blood.bags"}); len(p.Progress) != 0 {
		t.Errorf("one bag is not the parks': %+v", p.Progress)
	}
}

// TestTargets shows the order: assigned before self-set, the same period before the year.
func TestTargets(t *testing.T) {
	h := build(t)
	h.Write(func(tx *db.Tx) error {
		if _, err := campaign.Pledge(tx, campaign.Assignment{Campaign: h.campaign, Unit: h.head, Indicator: "blood.bags", Period: half, Quantity: 1250,
			Because: campaign.Because{Reason: "phấn đấu"}}); err != nil {
			return err
		}
		_, err := campaign.Assign(tx, campaign.Assignment{Campaign: h.campaign, Unit: h.head, Indicator: "blood.bags", Period: half, Quantity: 600})
		return err
	})
	p := h.of(ledger.Question{Indicator: "blood.bags", At: h.head})
	var got []int64
	for _, c := range p.Progress {
		got = append(got, c.Target.Quantity)
	}
	if len(got) != 3 || got[0] != 600 || got[1] != 1200 || got[2] != 1250 {
		t.Errorf("targets %v, want 600 of the half-year, 1200 of the year, 1250 self-set", got)
	}
	if p.Progress[0].Warning != "" {
		t.Errorf("one period: %s", p.Progress[0].Warning)
	}
	for _, q := range []ledger.Question{
		{Indicator: "blood.bags", Line: ledger.PlaceLine, At: h.province},
		{Indicator: "blood.bags", At: h.head, Activity: h.drives[0]},
		{Indicator: "blood.attended", At: h.head},
	} {
		if p := h.of(q); len(p.Progress) != 0 {
			t.Errorf("%+v has a target: %+v", q, p.Progress)
		}
	}
}

// TestGaps shows that who reported nothing is named, and is no zero.
func TestGaps(t *testing.T) {
	h := build(t)
	h.drive("Hiến máu tại Canon", "2024-06-20", h.phoNoi)
	h.drive("Hiến máu tháng 11", "2026-11-12", h.phoNoi) // still to come
	p := h.of(ledger.Question{Indicator: "blood.bags", At: h.head, Period: day.Period{From: day.Of(2024, 1, 1), To: day.Of(2026, 12, 31)}})
	if len(p.Gaps) != 1 || p.Gaps[0].Text != "Ngày 20/06/2024, Hiến máu tại Canon: chưa nhận được số liệu." || p.Gaps[0].Name != "CĐCS KCN Phố Nối A" {
		t.Errorf("%+v", p.Gaps)
	}
	if p := h.of(ledger.Question{Indicator: "blood.bags", At: h.thangLong}); len(p.Gaps) != 0 {
		t.Errorf("Thăng Long II reported all of its drives: %+v", p.Gaps)
	}
	if p := h.of(ledger.Question{Indicator: "blood.bags", At: h.head, On: day.Of(2024, 7, 1)}); len(p.Gaps) != 1 {
		t.Errorf("on a day's map: %+v", p.Gaps)
	}
	if p := h.of(ledger.Question{Indicator: "blood.bags", Line: ledger.PlaceLine, At: h.province}); len(p.Gaps) != 1 {
		t.Errorf("by place: %+v", p.Gaps)
	}
	if p := h.of(ledger.Question{Indicator: "blood.bags_450", At: h.head}); len(p.Gaps) != 0 {
		t.Errorf("nobody must tell the volumes: %+v", p.Gaps)
	}
	if p := h.of(ledger.Question{Indicator: "blood.screened", At: h.phoNoi}); len(p.Gaps) != 2 {
		t.Errorf("every drive screens: %+v", p.Gaps)
	}
	h.Write(func(tx *db.Tx) error {
		_, err := ledger.Post(tx, ledger.Posting{Unit: h.phoNoi, Indicator: "blood.came", Quantity: ledger.Exactly(400), Evidence: ledger.Declared, Day: day.Of(2024, 6, 30), Source: "report 1"})
		return err
	})
	if p := h.of(ledger.Question{Indicator: "blood.came", At: h.phoNoi}); len(p.Gaps) != 0 {
		t.Errorf("it reported for both drives at once: %+v", p.Gaps)
	}
}

func TestGapsOfShares(t *testing.T) {
	h := build(t)
	h.Write(func(tx *db.Tx) error {
		quiet, err := org.Found(tx, org.Unit{Name: "CĐCS KCN Minh Đức", Kind: "base", Parent: h.head},
			org.Decision{Number: "9/QĐ-LĐLĐ", Issuer: "LĐLĐ", Date: day.Of(2015, 1, 1), Effective: day.Of(2015, 1, 1)})
		if err != nil {
			return err
		}
		_, err = campaign.Share(tx, h.target, 1, []campaign.ShareOf{{Unit: h.thangLong, Quantity: 700}, {Unit: h.phoNoi, Quantity: 300}, {Unit: quiet, Quantity: 150}}, 50, campaign.Because{})
		return err
	})
	p := h.of(ledger.Question{Indicator: "blood.bags", At: h.head})
	if len(p.Gaps) != 1 || p.Gaps[0].Text != "CĐCS KCN Minh Đức, được giao 150: chưa nhận được số liệu." {
		t.Errorf("%+v", p.Gaps)
	}
	if p.Progress[0].Target.Version != 2 {
		t.Errorf("the target was shared, which makes version 2: %+v", p.Progress[0].Target)
	}
}

// TestBeside shows that what is not published stands beside the figure, with whether it can be true together with it.
func TestBeside(t *testing.T) {
	h := build(t)
	h.post(0, "blood.bags", ledger.Exactly(270), ledger.Declared)
	h.post(1, "blood.bags", ledger.AtLeast(100), ledger.Declared)
	h.post(1, "blood.bags", ledger.Exactly(119), ledger.Counted)
	p := h.of(ledger.Question{Indicator: "blood.bags", At: h.head})
	want := []passport.Beside{
		{Evidence: ledger.Counted, Quantity: ledger.Exactly(119), Against: ledger.Exactly(119), Cells: 1},
		{Evidence: ledger.Declared, Quantity: ledger.AtLeast(370), Against: ledger.Exactly(382), Cells: 2, Apart: 1},
	}
	if p.Figure.Quantity != ledger.Exactly(1265) || len(p.Beside) != 2 || p.Beside[0] != want[0] || p.Beside[1] != want[1] {
		t.Errorf("%s, beside it %+v, want %+v", p.Figure.Quantity, p.Beside, want)
	}
}

// TestPartsHaveNames divides the figure in every way.
func TestPartsHaveNames(t *testing.T) {
	h := build(t)
	for by, want := range map[string]string{
		ledger.ByActivity: "Ngày hội hiến máu KCN Thăng Long II", ledger.ByCampaign: "Hiến máu các KCN năm 2024",
		ledger.ByEvidence: "có ký xác nhận", ledger.ByUnit: "CĐCS KCN Thăng Long II", ledger.ByPlace: "Hưng Yên",
	} {
		p := h.of(ledger.Question{Indicator: "blood.bags", At: h.head, By: by})
		if len(p.Figure.Parts) == 0 || p.Figure.Parts[0].Name != want {
			t.Errorf("by %s: %+v, want %q first", by, p.Figure.Parts, want)
		}
	}
}

// TestReprinted corrects a drive and reads the passport as it was known before.
func TestReprinted(t *testing.T) {
	h := build(t)
	var before day.Instant
	h.See(func(v *db.View) error { before = v.At; return nil })
	h.Clock.SetDay("2026-11-10")
	h.Write(func(tx *db.Tx) error {
		_, err := ledger.Reverse(tx, 5, "ghi thừa")
		return err
	})
	now := h.of(ledger.Question{Indicator: "blood.bags", At: h.head})
	then := h.of(ledger.Question{Indicator: "blood.bags", At: h.head, Known: before})
	if now.Figure.Quantity != ledger.Exactly(1085) || then.Figure.Quantity != ledger.Exactly(1265) {
		t.Errorf("now %s, then %s", now.Figure.Quantity, then.Figure.Quantity)
	}
	if !strings.Contains(then.Map.Text, "theo những gì đã biết lúc 08:00 ngày 02/11/2026") || !strings.Contains(then.Progress[0].Percentage.Text, "105,4") {
		t.Errorf("%s %s", then.Map.Text, then.Progress[0].Percentage.Text)
	}
}

// TestPrintedCode follows a code from paper back to its figure.
func TestPrintedCode(t *testing.T) {
	h := build(t)
	q := ledger.Question{Indicator: "blood.bags", Period: half, At: h.head, Campaign: h.campaign, On: day.Of(2024, 7, 1)}
	var code string
	for range 2 { // printed again, it stays the same
		h.As("an").Write(func(tx *db.Tx) (err error) {
			code, err = passport.Keep(tx, q)
			return err
		})
		h.Clock.SetDay("2026-12-01")
	}
	if p := h.of(q); p.Code != code || code != passport.Code(q) {
		t.Errorf("the passport bears %q, printed was %q", p.Code, code)
	}
	h.See(func(v *db.View) error {
		kept, err := passport.ByCode(v, strings.ToLower(code))
		if err != nil || kept.Question != q || kept.By != "an" || kept.At.Day() != day.Of(2026, 11, 2) {
			t.Errorf("%+v (%v)", kept, err)
		}
		other := q
		other.On = 0
		if _, err := passport.ByCode(v, passport.Code(other)); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a code that nobody printed: %v", err)
		}
		return nil
	})
}

func TestRefused(t *testing.T) {
	h := build(t)
	h.See(func(v *db.View) error {
		if _, err := passport.Of(v, nil, ledger.Question{Indicator: "blood.bottles", Period: half}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("an unknown indicator: %v", err)
		}
		return nil
	})
}

// TestWhoMay shows over whom each question is asked.
func TestWhoMay(t *testing.T) {
	h := build(t)
	read := func(as *testkit.House, q ledger.Question) error {
		q.Indicator, q.Period = "blood.bags", half
		return as.Desk.See(t.Context(), as.Who, passport.Seeing, passport.Object(q), func(v *db.View) error {
			_, err := passport.Of(v, kinds.All(), q)
			return err
		})
	}
	viewer, officer, stranger := h.Grant("an", access.Viewer, h.phoNoi), h.Grant("bình", access.UnitOfficer, h.head), h.As("chi")
	all := h.Grant("dung", access.Inspector, h.top)
	for _, c := range []struct {
		name string
		q    ledger.Question
		may  []*testkit.House
	}{
		{"a park's figure", ledger.Question{At: h.phoNoi}, []*testkit.House{viewer, officer, all}},
		{"the parks' figure", ledger.Question{At: h.head}, []*testkit.House{officer, all}},
		{"a drive's figure", ledger.Question{Activity: h.drives[0]}, []*testkit.House{viewer, officer, all}},
		{"a campaign's figure", ledger.Question{Campaign: h.campaign}, []*testkit.House{officer, all}},
		{"a place's figure", ledger.Question{Line: ledger.PlaceLine, At: h.province}, []*testkit.House{all}},
		{"everything", ledger.Question{}, []*testkit.House{all}},
	} {
		for _, who := range []*testkit.House{viewer, officer, stranger, all} {
			err := read(who, c.q)
			if may := slices.Contains(c.may, who); may && err != nil || !may && fault.KindOf(err) != fault.Denied {
				t.Errorf("%s, for %s: %v", c.name, who.Who.Person, err)
			}
		}
	}
	print := func(as *testkit.House) error {
		q := ledger.Question{Indicator: "blood.bags", Period: half, At: h.phoNoi}
		return as.Try(passport.Printing, passport.Object(q), func(tx *db.Tx) error {
			_, err := passport.Keep(tx, q)
			return err
		})
	}
	if err := print(officer); err != nil {
		t.Errorf("an officer prints: %v", err)
	}
	if err := print(viewer); fault.KindOf(err) != fault.Denied {
		t.Errorf("a viewer prints: %v", err)
	}
}

// TestPublished stands what was printed beside what is in the book, and says whether both can be true.
func TestPublished(t *testing.T) {
	h := build(t)
	h.post(0, "blood.attended", ledger.AtLeast(1500), ledger.Declared)
	claim := func(key, printed string, period day.Period) {
		t.Helper()
		h.Write(func(tx *db.Tx) error {
			_, err := report.Publish(tx, report.Claim{Unit: h.head, Indicator: key, Period: period, Printed: printed, Source: "Bản tin", Day: day.Of(2024, 7, 5)})
			return err
		})
	}
	claim("blood.bags", "1.265 đơn vị máu", half)
	claim("blood.bags", "1.300 đơn vị máu", half)
	claim("blood.bags", "683 đơn vị máu", day.Year(2024))
	claim("blood.attended", "trên 1.500 người", half)
	for _, at := range []string{h.head, ""} { // everything is the parks', so what is said of them is said of everything
		p := h.of(ledger.Question{Indicator: "blood.bags", At: at})
		if len(p.Claims) != 3 || !p.Claims[0].Agrees || p.Claims[1].Agrees || p.Claims[2].Agrees {
			t.Fatalf("%+v", p.Claims)
		}
		if text := p.Claims[1].Text; !strings.Contains(text, "1.300") || !strings.Contains(text, "1.265") || !strings.Contains(text, "35") {
			t.Errorf("a conflict shows both values and their difference: %q", text)
		}
		if p.Claims[2].Period != day.Year(2024) || p.Claims[2].Figure != ledger.Exactly(1265) {
			t.Errorf("a claim about the year stands beside the year's figure: %+v", p.Claims[2])
		}
	}
	if p := h.of(ledger.Question{Indicator: "blood.attended", At: h.head}); len(p.Claims) != 1 || !p.Claims[0].Agrees {
		t.Errorf("%+v", p.Claims)
	}
	if p := h.of(ledger.Question{Indicator: "blood.bags", At: h.phoNoi}); len(p.Claims) != 0 {
		t.Errorf("nothing was published of one park: %+v", p.Claims)
	}
	if p := h.of(ledger.Question{Indicator: "blood.bags", At: h.head, Known: day.Of(2026, 11, 1).Start()}); len(p.Claims) != 0 {
		t.Errorf("before it was known, nothing was: %+v", p.Claims)
	}
}

// TestPending shows that what was sent waits beside the figure, and that the gap says so.
func TestPending(t *testing.T) {
	h := build(t)
	canon := h.drive("Hiến máu tại Canon", "2024-06-20", h.phoNoi)
	var id string
	h.Write(func(tx *db.Tx) (err error) {
		id, err = report.Submit(tx, report.Submission{Unit: h.phoNoi, Activity: canon, Lines: []report.Line{{Indicator: "blood.bags", Quantity: ledger.AtLeast(90)}}})
		return err
	})
	for _, q := range []ledger.Question{{At: h.head}, {}, {Line: ledger.PlaceLine, At: h.province}, {At: h.phoNoi, By: ledger.ByActivity}} {
		q.Indicator = "blood.bags"
		p := h.of(q)
		if len(p.Pending) != 1 || p.Pending[0].Quantity != ledger.AtLeast(90) || p.Pending[0].Name != "CĐCS KCN Phố Nối A" {
			t.Errorf("%+v: pending %+v", q, p.Pending)
		}
		if len(p.Gaps) != 1 || !p.Gaps[0].Waiting || p.Gaps[0].Text != "Ngày 20/06/2024, Hiến máu tại Canon: đã gửi, chờ duyệt." {
			t.Errorf("%+v: gaps %+v", q, p.Gaps)
		}
		if p.Figure.Open {
			t.Errorf("what waits is in the total: %s", p.Figure.Quantity)
		}
	}
	if p := h.of(ledger.Question{Indicator: "blood.bags", At: h.thangLong}); len(p.Pending) != 0 {
		t.Errorf("it is not Thăng Long's: %+v", p.Pending)
	}
	h.Write(func(tx *db.Tx) error {
		_, err := report.Accept(tx, id, 1)
		return err
	})
	p := h.of(ledger.Question{Indicator: "blood.bags", At: h.head})
	if p.Figure.Quantity != ledger.AtLeast(1355) || len(p.Pending)+len(p.Gaps) != 0 {
		t.Errorf("accepted: %s, pending %v, gaps %v", p.Figure.Quantity, p.Pending, p.Gaps)
	}
	if out, err := json.Marshal(p); err != nil || !strings.Contains(string(out), `"percent":112.9`) || !strings.Contains(string(out), `"hi":null`) {
		t.Errorf("%s (%v)", out, err)
	}
}

// TestProven checks the entries of a figure without the database.
func TestProven(t *testing.T) {
	h := build(t)
	q := ledger.Question{Indicator: "blood.bags", Period: half, At: h.head, By: ledger.ByUnit}
	prove := func(proofs, waiting int) (p passport.Proven) {
		t.Helper()
		h.See(func(v *db.View) (err error) {
			p, err = passport.Prove(v, q)
			return err
		})
		if len(p.Proofs) != proofs || p.Waiting != waiting || len(p.Entries) != proofs+waiting {
			t.Fatalf("%d proofs, %d waiting, %d entries", len(p.Proofs), p.Waiting, len(p.Entries))
		}
		return p
	}
	prove(0, 5)
	if err := ledger.Seal(t.Context(), h.DB); err != nil {
		t.Fatal(err)
	}
	h.post(0, "blood.bags", ledger.Exactly(1), ledger.Signed)
	p := prove(5, 1)
	for i, one := range p.Proofs {
		if err := ledger.CheckProof(one); err != nil {
			t.Errorf("entry %d: %v", p.Entries[i].Seq, err)
		}
		one.Entry += "x"
		if err := ledger.CheckProof(one); err == nil {
			t.Errorf("entry %d: a changed leaf passes", p.Entries[i].Seq)
		}
	}
	if p.Checkpoint.Through != 5 || ledger.SumOf(p.Entries) != ledger.Exactly(1266) {
		t.Errorf("sealed through %d, entries make %s", p.Checkpoint.Through, ledger.SumOf(p.Entries))
	}
}
