package compose_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/compose"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
	"phongtrao/internal/testkit/furnished"
)

var update = flag.Bool("update", false, "write the golden files anew")

func draft(t *testing.T, h *house.House, ask compose.Ask) (compose.Draft, error) {
	t.Helper()
	var d compose.Draft
	err := h.DB.See(t.Context(), func(v *db.View) (err error) {
		d, err = compose.Make(v, h.Kinds, ask)
		return err
	})
	return d, err
}

// TestDemo composes reports of the demo's campaigns and compares their texts: the parks of Hưng Yên by drive (CK-02 to CK-07), the run by
// site, a month by unit.
func TestDemo(t *testing.T) {
	h := furnished.Demo(t)
	for _, c := range []struct {
		name string
		ask  compose.Ask
	}{
		{"hungyen-2024-h1", compose.Ask{Campaign: "hienmau-hungyen-2024", Unit: "hy-kcn", Period: day.Half(2024, 1), Base: "https://pt.example",
			Paper: compose.Paper{Number: "15/BC-CĐKCN", Date: day.Of(2024, 7, 12), Introduction: "Hưởng ứng Ngày toàn dân hiến máu tình nguyện 07/4.", Proposals: "Đề nghị các doanh nghiệp bố trí ca làm việc.\nSớm ấn định đợt 7."}}},
		{"hungyen-2024-sews", compose.Ask{Campaign: "hienmau-hungyen-2024", Unit: "hy-sews", Period: day.Half(2024, 1), Provisional: true}},
		{"haiphong-2026", compose.Ask{Campaign: "chay-haiphong-2026", Unit: "tinh-moi-31", Period: day.Month(2026, 2)}},
		{"namtuliem-2023", compose.Ask{Campaign: "thang-cong-nhan-2023", Unit: "hn-ntl", Period: day.Month(2023, 5)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := draft(t, h, c.ask)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, c.name, text(d))
			bound(t, d)
		})
	}
}

// TestFairMap is CK-17: Hải Phòng took in Hải Dương in July 2025. Compared with the year before on one map, what Hải Dương did then is Hải
// Phòng's too, so that the merger does not look like growth; and what is vague stays so.
func TestFairMap(t *testing.T) {
	h := furnished.Demo(t)
	post := func(unit string, on day.Day, q ledger.Quantity, campaignID string) {
		t.Helper()
		err := h.Desk.Do(t.Context(), act.System("test"), report.Entering, unit, func(tx *db.Tx) error {
			_, err := ledger.Post(tx, ledger.Posting{Campaign: campaignID, Unit: unit, Indicator: "run.runners", Quantity: q, Evidence: ledger.Counted, Day: on, Source: "thử nghiệm"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	post("hp-vsip1", day.Of(2025, 2, 3), ledger.Exactly(10_000), "")
	post("hd-laivu1", day.Of(2025, 2, 3), ledger.Exactly(8_000), "")
	d, err := draft(t, h, compose.Ask{Campaign: "chay-haiphong-2026", Unit: "tinh-moi-31", Period: day.Month(2026, 2)})
	if err != nil {
		t.Fatal(err)
	}
	bound(t, d)
	got := text(d)
	for _, want := range []string{"tháng 2/2025: ‹18.000› người; tăng ít nhất 4.000.", "trên cùng bản đồ tổ chức ngày 28/02/2026"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestYearBefore(t *testing.T) {
	for _, c := range []struct{ of, want day.Period }{
		{day.Half(2024, 1), day.Half(2023, 1)},
		{day.Month(2024, 2), day.Month(2023, 2)},
		{day.Month(2025, 2), day.Month(2024, 2)},
		{day.Period{From: day.Of(2024, 2, 29), To: day.Of(2024, 3, 10)}, day.Period{From: day.Of(2023, 2, 28), To: day.Of(2023, 3, 10)}},
	} {
		if got := compose.YearBefore(c.of); got != c.want {
			t.Errorf("before %s: %s, want %s", c.of, got, c.want)
		}
	}
}

func TestSymbol(t *testing.T) {
	for _, c := range [][3]string{{"LĐLĐ tỉnh Hưng Yên", "LĐLĐ", "BC-LĐLĐ"}, {"BCĐHMKCN", "BCĐ", "BC-BCĐHMKCN"}, {"", "CĐ xã", "BC-CĐ"}, {"CĐ các KCN Hải Dương", "CĐ KCN", "BC-CĐKCN"}} {
		if got := compose.Symbol(c[0], c[1]); got != c[2] {
			t.Errorf("%s, %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

func TestRefused(t *testing.T) {
	h := furnished.Demo(t)
	for _, c := range []struct {
		ask  compose.Ask
		says string
	}{
		{compose.Ask{Campaign: "hienmau-hungyen-2020", Unit: "hy-kcn", Period: day.Half(2024, 1)}, "không có ngày nào trong kỳ"},
		{compose.Ask{Campaign: "hienmau-hungyen-2024", Unit: "tinh-moi-33", Period: day.Half(2024, 1)}, "chưa có trong kỳ"},
		{compose.Ask{Campaign: "hienmau-hungyen-2024", Unit: "không có", Period: day.Half(2024, 1)}, "Không tìm thấy đơn vị"},
		{compose.Ask{Campaign: "hienmau-hungyen-2024", Unit: "hy-kcn", Period: day.Period{From: day.Of(2024, 6, 1), To: day.Of(2024, 1, 1)}}, "đổi lại hai ngày"},
		{compose.Ask{Campaign: "không có", Unit: "hy-kcn", Period: day.Half(2024, 1)}, "Không tìm thấy phong trào"},
	} {
		_, err := draft(t, h, c.ask)
		if k := fault.KindOf(err); k != fault.Invalid && k != fault.NotFound || !strings.Contains(fault.Text(err), c.says) {
			t.Errorf("%+v: %v, want %q", c.ask, err, c.says)
		}
	}
}

// bound holds a draft to its promise: every code in the document is one of its figures, and says what the figure says.
func bound(t *testing.T, d compose.Draft) {
	t.Helper()
	have := map[string]compose.Bound{}
	for _, b := range d.Figures {
		have[b.Code] = b
	}
	see := func(code, text string, part bool) {
		if b, ok := have[code]; code != "" && (!ok || !part && b.Printed != text) {
			t.Errorf("%q stands for %q, the document prints %q", code, b.Printed, text)
		}
	}
	for _, b := range whole(d.Document) {
		switch b := b.(type) {
		case paper.Para:
			for _, r := range b.Runs {
				see(r.Code, r.Text, false)
			}
		case paper.Table:
			for _, r := range b.Rows {
				if len(r.Cells) != len(b.Columns) {
					t.Errorf("%s: a row of %d cells under %d columns", b.Name, len(r.Cells), len(b.Columns))
				}
				for at, c := range r.Cells {
					see(c.Code, c.Text, have[c.Code].Question.By != "")
					if c.Sum != nil {
						sum := int64(0)
						for _, above := range b.Rows[c.Sum.From : c.Sum.To+1] {
							sum += above.Cells[at].Value
						}
						if !c.Exact || sum != c.Value {
							t.Errorf("%s: the formula gives %d, the ledger %d", b.Name, sum, c.Value)
						}
					}
				}
			}
		}
	}
	if len(d.Document.Sources) != len(d.Figures) {
		t.Errorf("%d sources for %d figures", len(d.Document.Sources), len(d.Figures))
	}
}

// text writes a document so that people can read a difference of it.
func text(d compose.Draft) string {
	var b strings.Builder
	p := d.Document
	fmt.Fprintf(&b, "%s\n%s\n%s [%s]\n%s, %s\n%s\n%s\n%s\n\n", p.Parent, p.Issuer, p.Number, p.Symbol, p.Place, p.Date.VN(), p.Kind, p.Title, p.Mark)
	for _, block := range whole(p) {
		switch x := block.(type) {
		case paper.Heading:
			fmt.Fprintf(&b, "%s %s\n", strings.Repeat("#", x.Level), x.Text)
		case paper.Para:
			fmt.Fprintf(&b, "%s%s\n", [...]string{"", "(căn cứ) ", "(chú thích) ", "(ghi chú) ", "(cảnh báo) "}[x.Style], runs(x))
		case paper.List:
			for _, i := range x.Items {
				fmt.Fprintf(&b, "- %s\n", runs(i))
			}
		case paper.Table:
			table(&b, x)
		case paper.Chart:
			fmt.Fprintf(&b, "[%s: %v]\n", x.Title, x.Labels)
			for _, s := range x.Series {
				fmt.Fprintf(&b, "  %s %v\n", s.Name, s.Values)
			}
			fmt.Fprintf(&b, "  %s\n", x.Summary)
		}
	}
	fmt.Fprintf(&b, "\n%s / %s / %s\nNơi nhận: %s\n", p.Signature.Authority, p.Signature.Title, p.Signature.Name, strings.Join(p.To, "; "))
	for _, s := range p.Sources {
		address, _, _ := strings.Cut(s.URL, "?")
		fmt.Fprintf(&b, "= %s: %s %s\n", s.What, s.Value, address)
	}
	for _, f := range d.Findings {
		fmt.Fprintf(&b, "! %s: %s\n", f.Where, f.Text)
	}
	return b.String()
}

// whole is the body with the annexes behind it.
func whole(d paper.Document) []paper.Block {
	all := slices.Clone(d.Blocks)
	for i, a := range d.Annexes {
		all = append(append(all, paper.Heading{Level: 1, Text: d.AnnexName(i) + ": " + a.Title}), a.Blocks...)
	}
	return all
}

func runs(p paper.Para) string {
	var b strings.Builder
	for _, r := range p.Runs {
		if r.Code != "" {
			b.WriteString("‹" + r.Text + "›")
			continue
		}
		b.WriteString(r.Text)
	}
	return b.String()
}

func table(b *strings.Builder, t paper.Table) {
	fmt.Fprintf(b, "[%s] %s\n", t.Name, t.Caption)
	for i, c := range t.Columns {
		if i > 0 {
			b.WriteString(" | ")
		}
		if c.Group != "" {
			b.WriteString(c.Group + ": ")
		}
		b.WriteString(c.Title)
	}
	b.WriteByte('\n')
	for _, r := range t.Rows {
		b.WriteString("  ")
		for i, c := range r.Cells {
			if i > 0 {
				b.WriteString(" | ")
			}
			if c.Sum != nil {
				fmt.Fprintf(b, "Σ%d-%d ", c.Sum.From, c.Sum.To)
			}
			if c.Ratio != nil {
				fmt.Fprintf(b, "÷%d/%d ", c.Ratio.Part, c.Ratio.Whole)
			}
			b.WriteString(strings.ReplaceAll(c.Text, "\n", ", "))
			if c.Code != "" {
				b.WriteByte('*')
			}
		}
		b.WriteByte('\n')
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; run with -update and read the difference:\n%s", name, got)
	}
}
