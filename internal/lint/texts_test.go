package lint_test

import (
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/kinds"
	"phongtrao/internal/lint"
	"phongtrao/internal/testkit/furnished"
)

// TestTexts holds whole texts against themselves: lists, tables, a head with a date.
func TestTexts(t *testing.T) {
	drives := func(head, third string) string {
		return head + "\n\n- Đợt 1: Ngày 9/4/2024 tại khu A thu được 263 đơn vị máu.\n\n- Đợt 2: Ngày 11/4/2024 thu được 119 đơn vị máu.\n\n- Đợt 3: " + third + "\n\nTheo kế hoạch, ban chỉ đạo tiếp tục vận động."
	}
	for _, c := range []struct {
		name  string
		about lint.About
		text  string
		want  []string
	}{
		{"list adds up", lint.About{}, drives("Trong 6 tháng đầu năm 2024 tổ chức 3 đợt hiến máu, thu được 942 đơn vị máu, cụ thể:", "Ngày 24/4/2024 thu được 560 đơn vị máu."), nil},
		{"list total wrong", lint.About{}, drives("Trong 6 tháng đầu năm 2024 tổ chức 3 đợt hiến máu, thu được 924 đơn vị máu, cụ thể:", "Ngày 24/4/2024 thu được 560 đơn vị máu."), []string{"sum:conflict=942"}},
		{"list count wrong", lint.About{}, drives("Trong 6 tháng đầu năm 2024 tổ chức 4 đợt hiến máu, cụ thể:", "Ngày 24/4/2024 thu được 560 đơn vị máu."), []string{"count:conflict=3"}},
		{"other word for the items", lint.About{}, drives("Tổ chức 04 Ngày hội hiến máu với trên 900 người tham dự, thu được 942 đơn vị máu, cụ thể:", "Ngày 24/4/2024 thu được 560 đơn vị máu."), []string{"count:check=3"}},
		{"outside the period", lint.About{}, drives("Trong 6 tháng đầu năm 2024 tổ chức 3 đợt hiến máu, cụ thể:", "Ngày 24/7/2024 thu được 560 đơn vị máu."), []string{"period:conflict=6 tháng đầu năm 2024"}},
		{"vague item", lint.About{}, drives("Tổ chức 3 đợt, thu được 882 đơn vị máu, cụ thể:", "Ngày 24/4/2024 thu được hơn 500 đơn vị máu."), []string{"vague:conflict=từ 882 trở lên"}},
		{"table", lint.About{}, "Đơn vị\tNgười\tSuất\nA\t120\t30\nB\t80\t25\nTổng cộng\t200\t55", nil},
		{"table wrong", lint.About{}, "Đơn vị\tNgười\tSuất\nA\t120\t30\nB\t80\t25\nTổng cộng\t210\t55", []string{"table:conflict=200"}},
		{"table with bars", lint.About{}, "| STT | Đơn vị | Số máu |\n|---|---|---|\n| 1 | A | 1.263 |\n| 2 | B | 119 |\n| | Tổng số | 1.392 |", []string{"table:conflict=1.382"}},
		{"table whose last cells are empty", lint.About{}, "STT\tĐơn vị\tNgười\tSuất\tGhi chú\n1\tA\t120\t30\tx\n2\tB\t80\t25\ty\n\tCộng\t200\t54", []string{"table:conflict=55"}},
		{"table with a running total", lint.About{}, "Đợt\tMáu\tLuỹ kế\tChỉ tiêu\nA\t263\t263\t1.200\nB\t119\t382\t1.200\nCộng\t382\t382\t1.200", nil},
		{"cited later", lint.About{}, "Lai Châu, ngày 18 tháng 01 năm 2021\n\nCăn cứ Kế hoạch số 204/KH-BCĐ ngày 02/10/2021 của Ban Chỉ đạo.", []string{"document:conflict=18/01/2021"}},
		{"cited earlier", lint.About{}, "Lai Châu, ngày 18 tháng 01 năm 2021\n\nCăn cứ Kế hoạch số 204/KH-BCĐ ngày 02/10/2020 của Ban Chỉ đạo.", nil},
		{"deadline passed", lint.About{Date: day.Must("2024-06-20")}, "Báo cáo gửi về trước ngày 15/6/2024.", []string{"date:conflict=20/06/2024"}},
		{"deadline ahead", lint.About{Date: day.Must("2024-06-20")}, "Báo cáo gửi về trước ngày 25/6/2024.", nil},
		{"date without a year", lint.About{Date: day.Must("2023-05-09")}, "Chủ nhật, ngày 9-5, quận phát động.", []string{"weekday:conflict=thứ Ba"}},
		{"edition by the text's year", lint.About{Date: day.Must("2024-06-20")}, "Hưởng ứng Hành trình đỏ lần thứ XI.", []string{"edition:check=XII"}},
		{"said twice", lint.About{}, "Tổng số 1.265 đơn vị máu đã tiếp nhận.\nNhư vậy tổng cộng có 1.256 đơn vị máu đã tiếp nhận.", []string{"twice:conflict=1.265"}},
		{"two years are two things", lint.About{}, "Năm 2023 tổng số 1.265 đơn vị máu đã tiếp nhận.\nNăm 2024 tổng số 1.340 đơn vị máu đã tiếp nhận.", nil},
		{"decomposed and with hard spaces", lint.About{}, "Co\u0301\u00a02.610/2.819\u00a0ngươ\u0300i (90,2%)", []string{"percent:conflict=92,6%"}},
		{"Windows line ends", lint.About{}, "Đơn vị\tNgười\r\nA\t120\r\nB\t80\r\nTổng cộng\t210\r\n", []string{"table:conflict=200"}},
		{"no text", lint.About{}, "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := lint.Check(nil, nil, c.about, c.text)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range found {
				got = append(got, f.Rule+":"+string(f.Severity)+"="+f.Recomputed)
			}
			if strings.Join(got, " ") != strings.Join(c.want, " ") {
				t.Errorf("got %s\nwant %v", said(found), c.want)
			}
		})
	}
}

// TestLedger holds texts against the demo's figures, targets and units.
func TestLedger(t *testing.T) {
	h := furnished.Demo(t)
	for _, c := range []struct {
		name, campaign, unit string
		date, text           string
		want                 []string
	}{
		{"the figure", "hienmau-hungyen-2024", "", "2024-07-05", "Trong 6 tháng đầu năm 2024, toàn tỉnh thu được 1.265 đơn vị máu.", nil},
		{"another figure", "hienmau-hungyen-2024", "", "2024-07-05", "Trong 6 tháng đầu năm 2024, toàn tỉnh thu được 1.256 đơn vị máu.", []string{"ledger:conflict=1.265"}},
		{"one drive", "hienmau-hungyen-2024", "", "2024-07-05", "Kết quả 6 tháng đầu năm 2024:\n- Đợt 3: Ngày 24/4/2024 thu được 650 đơn vị máu.", []string{"ledger:conflict=560"}},
		{"plan of the year", "hienmau-hungyen-2024", "", "2024-07-05", "Trong 6 tháng đầu năm 2024 thu được 1.265 đơn vị máu, đạt 105% kế hoạch được giao.", []string{"plan:check"}},
		{"not the plan", "hienmau-hungyen-2024", "", "2024-07-05", "Trong 6 tháng đầu năm 2024 thu được 1.265 đơn vị máu, đạt 115% kế hoạch được giao.", []string{"plan:conflict=105,4%"}},
		{"misspelt", "", "", "2024-07-05", "Đợt 4 tổ chức tại Công ty TNHH Sews-Componets Việt Nam.", []string{"spelling:check"}},
		{"more than there is", "", "", "2024-07-05", "Hiến máu tình nguyện: năm 2024 thu được 9.999 đơn vị máu.", []string{"ledger:check"}},
		{"less than there is, of whom nobody says", "", "", "2024-07-05", "Hiến máu tình nguyện: năm 2024 thu được 99 đơn vị máu.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			about := lint.About{Campaign: c.campaign, Unit: c.unit, Date: day.Must(c.date)}
			err := h.DB.See(t.Context(), func(v *db.View) error {
				found, err := lint.Check(v, kinds.All(), about, c.text)
				if err != nil {
					return err
				}
				for i, w := range c.want {
					if i >= len(found) || !strings.HasPrefix(found[i].Rule+":"+string(found[i].Severity)+"="+found[i].Recomputed, w) {
						t.Errorf("got %s\nwant %v", said(found), c.want)
						break
					}
				}
				if len(found) != len(c.want) {
					t.Errorf("got %s\nwant %v", said(found), c.want)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

// FuzzCheck wants no panic, quotes that stand where they say, and an end.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{"2.610/2.819 người (90,2%)", "tăng từ 1 lên 2 (5%)", "a\tb\nTổng cộng\t5", "Chủ nhật, ngày 1/2/2026", "hơn 22 nghìn cộng 500 thành 22.500",
		"5 đợt:\n- Đợt 1: 5\n- Đợt 2: 6", "lần thứ VIIII", "30/2020/NĐ-CP ngày 1/1/2019", "\xff\xfe9,888 tỷ × 1/0 = 0%", "0/0 (0%)", "thứ 7, ngày 7/2/2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		found, err := lint.Check(nil, nil, lint.About{}, s)
		if err != nil {
			t.Skip()
		}
		for _, x := range found {
			if x.From < 0 || x.To > len(s) || x.From > x.To || x.Say == "" || x.Severity.Label() == "" {
				t.Errorf("%q: %+v", s, x)
			}
		}
	})
}
