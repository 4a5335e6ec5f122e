// Package papertest makes documents for the tests of the printers.
package papertest

import (
	"fmt"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/viet"
)

// Site stands for the address of the product.
const Site = "https://phongtrao.example.vn/p/"

// sources collects what the numbers of a document are bound to.
type sources struct{ all []paper.Source }

// bind makes a source and returns its code.
func (s *sources) bind(what, value string) string {
	code := fmt.Sprintf("7K3M-%04X-P4TV-W", len(s.all)+1)
	s.all = append(s.all, paper.Source{Code: code, What: what, Value: value, URL: Site + code})
	return code
}

// number is a bound cell of a table.
func (s *sources) number(what string, n int64) paper.Cell {
	text := viet.FormatInt(n)
	return paper.Cell{Text: text, Exact: true, Value: n, Code: s.bind(what, text)}
}

// Sample is a document with everything in it: each block, each style, a vague value, markup in a name, both kinds of
// chart, a wide table, an annex.
func Sample() paper.Document {
	var s sources
	units := s.bind("Số đơn vị máu tiếp nhận, Công đoàn các KCN tỉnh Hưng Yên, 6 tháng đầu năm 2024", "1.265")
	share := s.bind("Tỷ lệ đạt so với chỉ tiêu, Công đoàn các KCN tỉnh Hưng Yên, 6 tháng đầu năm 2024", "105,4%")
	drives := paper.Table{
		Name: "Các đợt hiến máu", Caption: "Bảng 1. Kết quả từng đợt hiến máu tình nguyện, 6 tháng đầu năm 2024",
		Columns: []paper.Column{
			{Title: "STT", Number: true}, {Title: "Ngày"}, {Title: "Địa điểm"},
			{Group: "Người", Title: "Đăng ký", Number: true}, {Group: "Người", Title: "Đến khám", Number: true}, {Group: "Người", Title: "Hiến được", Number: true},
			{Title: "Đơn vị máu", Number: true}, {Title: "Tỷ lệ hiến được (%)", Number: true},
		},
	}
	for i, r := range []struct {
		day, place                        string
		registered, examined, gave, units int64
		ratio                             string
	}{
		{"17/02/2024", "Công ty TNHH Toto Việt Nam, KCN Thăng Long II", 310, 287, 251, 251, "87,5"},
		{"09/03/2024", "Công ty TNHH Sews-Components Việt Nam <KCN Phố Nối A> & bạn", 268, 240, 219, 219, "91,3"},
		{"13/04/2024", "KCN Dệt May Phố Nối", 341, 318, 290, 290, "91,2"},
		{"11/05/2024", "KCN Minh Đức", 295, 270, 248, 248, "91,9"},
		{"06/06/2024", "Công ty Regina Miracle, KCN Yên Mỹ II", 322, 296, 257, 257, "86,8"},
	} {
		drives.Rows = append(drives.Rows, paper.Row{Cells: []paper.Cell{
			{Text: fmt.Sprint(i + 1), Exact: true, Value: int64(i + 1)}, {Text: r.day}, {Text: r.place},
			s.number("Số người đăng ký, "+r.place, r.registered), s.number("Số người đến khám, "+r.place, r.examined),
			s.number("Số người hiến được, "+r.place, r.gave), s.number("Số đơn vị máu, "+r.place, r.units),
			{Text: r.ratio, Ratio: &paper.Pair{Part: 5, Whole: 4}},
		}})
	}
	total := paper.Row{Kind: paper.Total, Cells: []paper.Cell{{}, {}, {Text: "Cộng"}}}
	for _, n := range []struct{ column, value int64 }{{3, 1536}, {4, 1411}, {5, 1265}, {6, 1265}} {
		c := s.number("Tổng của bảng 1, "+drives.Columns[n.column].Title, n.value)
		c.Sum = &paper.Span{From: 0, To: 4}
		total.Cells = append(total.Cells, c)
	}
	total.Cells = append(total.Cells, paper.Cell{Text: "89,7", Ratio: &paper.Pair{Part: 5, Whole: 4}})
	drives.Rows = append(drives.Rows, total, paper.Row{Kind: paper.Aside, Cells: []paper.Cell{
		{}, {}, {Text: "Ngoài ra: người tham dự, không tính vào tổng"}, {Text: "hơn 1.600"}, {Text: "chưa có số liệu"},
	}})

	wide := paper.Table{Name: "Theo đơn vị", Caption: "Bảng 2. Kết quả theo công đoàn cơ sở", Wide: true,
		Columns: []paper.Column{{Title: "STT", Number: true}, {Title: "Đơn vị"}}}
	for m := 1; m <= 12; m++ {
		wide.Columns = append(wide.Columns, paper.Column{Group: fmt.Sprintf("Quý %s", viet.Roman((m+2)/3)), Title: fmt.Sprintf("Tháng %d", m), Number: true})
	}
	for i := range 60 {
		r := paper.Row{Cells: []paper.Cell{{Text: fmt.Sprint(i + 1), Exact: true, Value: int64(i + 1)}, {Text: fmt.Sprintf("Công đoàn cơ sở Công ty TNHH Thiết bị điện số %d", i+1)}}}
		for m := range 12 {
			n := int64((i*7+m*13)%90 + 1)
			r.Cells = append(r.Cells, paper.Cell{Text: viet.FormatInt(n), Exact: true, Value: n})
		}
		wide.Rows = append(wide.Rows, r)
	}

	return paper.Document{
		Parent: "LIÊN ĐOÀN LAO ĐỘNG TỈNH HƯNG YÊN", Issuer: "CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP TỈNH",
		Symbol: "BC-CĐKCN", Place: "Hưng Yên", Date: day.Of(2024, 7, 5), Kind: "BÁO CÁO",
		Title: "Kết quả vận động hiến máu tình nguyện 6 tháng đầu năm 2024",
		Dear:  []string{"Ban Thường vụ Liên đoàn Lao động tỉnh Hưng Yên", "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh"},
		Blocks: []paper.Block{
			paper.Para{Style: paper.Basis, Runs: []paper.Run{{Text: "Căn cứ Kế hoạch số 03/KH-BCĐHMKCN ngày 12 tháng 01 năm 2024 của Ban Chỉ đạo vận động hiến máu tình nguyện các khu công nghiệp tỉnh;"}}},
			paper.Text("Công đoàn các khu công nghiệp tỉnh báo cáo kết quả như sau:"),
			paper.Heading{Level: 1, Text: "I. KẾT QUẢ"},
			paper.Heading{Level: 2, Text: "1. Kết quả chung"},
			paper.Para{Runs: []paper.Run{
				{Text: "Trong 6 tháng đầu năm 2024, qua 05 đợt, các công đoàn cơ sở đã vận động và tiếp nhận được "}, {Text: "1.265", Bold: true, Code: units},
				{Text: " đơn vị máu, đạt "}, {Text: "105,4%", Bold: true, Code: share}, {Text: " chỉ tiêu năm (1.200 đơn vị máu); người hiến máu nhắc lại chiếm đa số. "},
				{Text: "Những nghĩa cử ấy", Italic: true}, {Text: " thể hiện truyền thống “lá lành đùm lá rách” của giai cấp công nhân và tổ chức Công đoàn."},
			}},
			paper.List{Items: []paper.Para{
				paper.Text("Tuyên truyền tới 100% công đoàn cơ sở, đoàn viên và người lao động;"),
				paper.Text("Phối hợp với Viện Huyết học - Truyền máu Trung ương tổ chức tiếp nhận an toàn, đúng quy trình, không để người lao động phải chờ đợi lâu, bố trí xe đưa đón và suất ăn nhẹ cho người hiến máu."),
			}},
			paper.Heading{Level: 3, Text: "a) Theo từng đợt"},
			drives,
			paper.Para{Style: paper.Note, Runs: []paper.Run{{Text: "Chênh lệch giữa số đến khám và số hiến được là số người tạm hoãn theo Thông tư 26/2013/TT-BYT."}}},
			paper.Para{Style: paper.Warning, Runs: []paper.Run{{Text: "Chưa nhận được báo cáo của 02 công đoàn cơ sở; số liệu của các đơn vị này không được tính là 0."}}},
			paper.Chart{Kind: paper.Steps, Title: "Lũy kế đơn vị máu so với kế hoạch", Unit: "đơn vị máu",
				Labels:  []string{"17/02", "09/03", "13/04", "11/05", "06/06"},
				Series:  []paper.Series{{Name: "Thực hiện", Values: []float64{251, 470, 760, 1008, 1265}}, {Name: "Kế hoạch", Values: []float64{200, 400, 600, 900, 1200}, Plan: true}},
				Summary: "Lũy kế đến ngày 06/6/2024 đạt 1.265 đơn vị máu, vượt kế hoạch 1.200 đơn vị máu."},
			paper.Chart{Kind: paper.Bars, Title: "Đơn vị máu theo đợt", Unit: "đơn vị máu",
				Labels:  []string{"Toto Việt Nam, KCN Thăng Long II", "Sews-Components", "KCN Dệt May Phố Nối", "KCN Minh Đức", "Regina Miracle"},
				Series:  []paper.Series{{Name: "Đơn vị máu", Values: []float64{251, 219, 290, 248, 257}}},
				Summary: "Đợt ở KCN Dệt May Phố Nối tiếp nhận nhiều nhất, 290 đơn vị máu."},
			paper.Chart{Kind: paper.Columns, Title: "So với cùng kỳ", Unit: "đơn vị máu",
				Labels:  []string{"2022", "2023", "2024"},
				Series:  []paper.Series{{Name: "Thực hiện", Values: []float64{666, 893, 1265}}, {Name: "Chỉ tiêu", Values: []float64{1220, 1200, 1200}, Plan: true}},
				Summary: "Kết quả tăng đều qua ba năm: 666, 893 và 1.265 đơn vị máu."},
			paper.Break{},
			paper.Heading{Level: 1, Text: "II. PHƯƠNG HƯỚNG, NHIỆM VỤ"},
			paper.Text("Tiếp tục phối hợp tổ chức các đợt hiến máu vào tháng 8, tháng 10 và tháng 12 năm 2024; biểu dương kịp thời tập thể, cá nhân tiêu biểu."),
		},
		Signature: paper.Signature{Authority: "TM. BAN THƯỜNG VỤ", Title: "PHÓ CHỦ TỊCH", Name: "Nguyễn Thị Ước"},
		To:        []string{"Như trên", "Các công đoàn cơ sở", "Lưu: VT, TG-NC"},
		Mark:      "BÁO CÁO NHANH, SỐ LIỆU CHƯA CHỐT",
		Foot:      "Số liệu tại điểm chốt số 128 ngày 05/7/2024, mã 3f9a-77c1",
		Annexes:   []paper.Annex{{Title: "Kết quả theo công đoàn cơ sở năm 2024", Blocks: []paper.Block{wide}}},
		Sources:   s.all,
	}
}

// Province is what a province prints: a table of units, twenty drives, a chart, and a source for every number in them.
func Province(rows int) paper.Document {
	var s sources
	d := Sample()
	d.Annexes = nil
	t := paper.Table{Name: "Theo đơn vị", Caption: "Bảng 2. Kết quả theo công đoàn cơ sở", Wide: true,
		Columns: []paper.Column{{Title: "STT", Number: true}, {Title: "Đơn vị"}, {Title: "Đăng ký", Number: true}, {Title: "Đến khám", Number: true},
			{Title: "Hiến được", Number: true}, {Title: "Đơn vị máu", Number: true}, {Title: "Tỷ lệ (%)", Number: true}}}
	var sums [4]int64
	for i := range rows {
		name := fmt.Sprintf("Công đoàn cơ sở Công ty TNHH Thiết bị điện số %d", i+1)
		r := paper.Row{Cells: []paper.Cell{{Text: fmt.Sprint(i + 1), Exact: true, Value: int64(i + 1)}, {Text: name}}}
		for c := range 4 {
			n := int64(1000 - 100*c + i%97)
			sums[c] += n
			text := viet.FormatInt(n)
			cell := paper.Cell{Text: text, Exact: true, Value: n}
			if c == 3 {
				cell.Code = s.bind("Số đơn vị máu, "+name, text)
			}
			r.Cells = append(r.Cells, cell)
		}
		r.Cells = append(r.Cells, paper.Cell{Text: "87,5", Ratio: &paper.Pair{Part: 4, Whole: 3}})
		t.Rows = append(t.Rows, r)
	}
	if rows > 0 {
		total := paper.Row{Kind: paper.Total, Cells: []paper.Cell{{}, {Text: "Cộng"}}}
		for _, n := range sums {
			c := s.number("Tổng của bảng 2", n)
			c.Sum = &paper.Span{From: 0, To: rows - 1}
			total.Cells = append(total.Cells, c)
		}
		t.Rows = append(t.Rows, total)
	}
	drives := paper.Table{Name: "Các đợt", Caption: "Bảng 1. Các đợt",
		Columns: []paper.Column{{Title: "STT", Number: true}, {Title: "Địa điểm"}, {Title: "Đơn vị máu", Number: true}}}
	for i := range 20 {
		place := fmt.Sprintf("Khu công nghiệp số %d", i+1)
		drives.Rows = append(drives.Rows, paper.Row{Cells: []paper.Cell{
			{Text: fmt.Sprint(i + 1), Exact: true, Value: int64(i + 1)}, {Text: place}, s.number("Số đơn vị máu, "+place, int64(100+i)),
		}})
	}
	var blocks []paper.Block
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case paper.Table:
			blocks = append(blocks, drives)
		case paper.Para:
			for i := range b.Runs {
				b.Runs[i].Code = ""
			}
			blocks = append(blocks, b)
		default:
			blocks = append(blocks, b)
		}
	}
	d.Blocks = append(blocks, t)
	d.Sources = s.all
	return d
}
