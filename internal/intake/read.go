package intake

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

// firstUnion is the day on which the first trade union of the country was founded: no unit is older.
var firstUnion = day.Of(1929, 7, 28)

// read turns the rows of the table into units.
func (p *Plan) read(data []sheet.Row, a Answers, ix *index) {
	name, _ := p.Column(Name)
	ordinal, numbered := p.Column(Ordinal)
	if numbered {
		with := 0
		for _, r := range data {
			if r.Cell(ordinal.At).Kind != sheet.Empty {
				with++
			}
		}
		numbered = with*5 >= len(data)*4
	}
	lost := map[int]map[int]bool{} // column → rows
	for _, c := range p.Columns {
		for _, i := range c.Finding.Lost {
			if lost[c.At] == nil {
				lost[c.At] = map[int]bool{}
			}
			lost[c.At][i] = true
		}
	}
	for i, r := range data {
		row := Row{Number: r.Number, State: Taken, within: -1}
		filled := 0
		for _, c := range p.Columns {
			text := viet.Clean(c.text(i, r))
			row.Cells = append(row.Cells, text)
			if text != "" {
				filled++
			}
		}
		if r.Cell(name.At).Kind == sheet.Empty && !p.mapped(row) || total(row.value(p, Name)) || numbered && filled == 1 && r.Cell(ordinal.At).Kind == sheet.Empty {
			p.Skipped++
			continue
		}
		for k, c := range p.Columns {
			if !c.Field.Stored() {
				continue
			}
			switch cell := r.Cell(c.At); {
			case cell.Kind == sheet.Broken:
				row.refuse(c.Title, "Công thức trong ô bị lỗi ("+cell.Text+"). Hãy sửa công thức, hoặc gõ thẳng giá trị.")
				row.Cells[k] = cell.Text
			case lost[c.At][i]:
				row.refuse(c.Title, "Chữ trong ô bị mất dấu không khôi phục được (“"+row.Cells[k]+"”). Hãy xin bản gốc từ nơi lập danh sách.")
			case utf8.RuneCountInString(row.Cells[k]) > form.TextMax:
				row.refuse(c.Title, "Nội dung dài hơn "+viet.FormatInt(form.TextMax)+" ký tự. Hãy rút gọn.")
			}
		}
		row.Name, row.Short, row.Code, row.Above = row.value(p, Name), row.value(p, Short), row.value(p, Code), row.value(p, Parent)
		switch {
		case row.Name == "":
			row.refuse(p.title(Name), "Thiếu tên đơn vị. Hãy ghi tên đầy đủ.")
		case viet.Fold(row.Name) == "" || strings.Trim(viet.Fold(row.Name), "0123456789 ") == "":
			row.refuse(p.title(Name), "“"+row.Name+"” không phải tên đơn vị. Hãy ghi tên đầy đủ bằng chữ.")
		case Shout(row.Name) && !a.KeepCase:
			row.before, row.Name = row.Name, Quiet(row.Name)
		}
		row.key = key(row.Name)
		row.readKind(p, a, ix)
		row.readDay(p, r)
		p.Rows = append(p.Rows, row)
	}
}

// mapped reports whether a row without a name says anything else that would be written.
func (p *Plan) mapped(row Row) bool {
	for k, c := range p.Columns {
		if c.Field.Stored() && row.Cells[k] != "" {
			return true
		}
	}
	return false
}

// value returns what a row says in the column of a field.
func (r Row) value(p *Plan, f Field) string {
	i := slices.IndexFunc(p.Columns, func(c Column) bool { return c.Field == f })
	if i < 0 || i >= len(r.Cells) {
		return ""
	}
	return r.Cells[i]
}

// total reports a row of sums.
func total(name string) bool {
	switch viet.Fold(name) {
	case "tong cong", "cong", "tong", "tong so", "tong cong don vi":
		return true
	}
	return false
}

// readKind takes the kind that the list tells, else the one that the name tells, else the one for all.
func (r *Row) readKind(p *Plan, a Answers, ix *index) {
	told := r.value(p, KindOf)
	if told != "" {
		if r.Kind = ix.kinds[strings.TrimSpace(org.Words(told))]; r.Kind == "" {
			r.refuse(p.title(KindOf), "Không có loại tổ chức “"+told+"”. Hãy ghi một loại như “Công đoàn cơ sở”, “Nghiệp đoàn cơ sở”, “Công đoàn xã, phường”.")
		}
		return
	}
	if r.Kind = kindOfName(r.Name); r.Kind == "" {
		r.Kind = a.Kind
	}
	if r.Kind == "" {
		r.Kind = org.Grassroots
	}
}

// kindOfName tells the kind of unit from the first words of its name, "" where they do not tell.
func kindOfName(name string) string {
	words := org.Words(name)
	for _, k := range [][2]string{
		{"cong doan co so thanh vien", "member_base"}, {"cong doan co so", org.Grassroots}, {"cong doan bo phan", "section"}, {"to cong doan", "group"}, {"nghiep doan", "occupational"},
		{"cong doan xa", "commune"}, {"cong doan phuong", "commune"}, {"cong doan dac khu", "commune"}, {"cong doan vien chuc", "civil_servants"}, {"cong doan nganh", "local_sector"},
		{"cong doan cac khu", "parks"}, {"cong doan khu cong nghiep", "parks"}, {"cong doan khu kinh te", "parks"}, {"lien doan lao dong tinh", "federation"},
		{"lien doan lao dong huyen", "district"}, {"lien doan lao dong quan", "district"}, {"lien doan lao dong thi xa", "district"}, {"cau lac bo", "club"},
	} {
		if strings.HasPrefix(words, " "+k[0]+" ") {
			return k[1]
		}
	}
	return ""
}

// readDay takes the day of founding.
func (r *Row) readDay(p *Plan, row sheet.Row) {
	c, ok := p.Column(Founded)
	text := r.value(p, Founded)
	if !ok || text == "" || row.Cell(c.At).Kind == sheet.Broken {
		return
	}
	d, err := viet.ParseDate(text)
	if n, bad := strconv.Atoi(text); bad == nil {
		switch {
		case n > 9_999 && n < 80_000: // a day whose cell lost its format
			d, err = day.Of(1899, 12, 30).Add(n), nil
			r.Notes = append(r.Notes, "Ngày thành lập ghi dạng số "+text+", đọc là "+d.VN()+".")
		case n >= 1929 && n <= 2100:
			err = fault.Invalidf("Chỉ có năm %d, thiếu ngày và tháng. Hãy ghi đủ ngày, ví dụ 01/07/%d.", n, n)
		}
	}
	switch {
	case err != nil:
		r.refuse(c.Title, fault.Text(err))
	case d < firstUnion:
		r.refuse(c.Title, "Ngày "+d.VN()+" sớm hơn ngày thành lập Công đoàn Việt Nam ("+firstUnion.VN()+"), thường do ô ngày bị sai định dạng. Hãy ghi lại ngày.")
	default:
		r.From = d
	}
}
