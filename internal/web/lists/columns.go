package lists

import (
	"strconv"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/oldfont"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/intake"
	"phongtrao/internal/web/door"
)

// columns asks what the columns are, and how their letters are written.
func (m *show) columns(w at) {
	p, l := w.plan, w.list
	f := ui.Form{ID: "columns", Action: address(l.ID) + "/columns", Submit: "Xác nhận và đi tiếp", Hidden: door.Token("sheet", strconv.Itoa(l.Answers.Sheet)), Wide: true}
	for _, c := range p.Columns {
		if c.Finding.Changed == 0 || !c.Field.Stored() {
			continue
		}
		field := ui.Field{Name: "enc-" + strconv.Itoa(c.At), Label: "Chữ trong cột " + c.Letter() + " (" + c.Title + ")", Kind: ui.ChoiceField, Required: true, Value: string(c.Encoding),
			Help: "Trong tệp: “" + c.Finding.Before + "”. Nhận ra " + c.Finding.Encoding.Label() + ", chắc " + strconv.Itoa(c.Finding.Confidence) + "%. Hãy chọn cách đọc đúng."}
		if n := len(c.Finding.Other); n > 0 {
			field.Help += " Cột này lẫn nhiều bảng mã: " + viet.FormatInt(int64(n)) + " ô viết khác và được đọc riêng từng ô."
		}
		for _, e := range oldfont.Encodings {
			read := oldfont.Decode(c.Finding.Before, e, "")
			if e == c.Finding.Encoding {
				read = c.Finding.After
			}
			if likely := e == oldfont.Unicode || e == oldfont.TCVN3 || e == oldfont.VNI; e != c.Encoding && e != c.Finding.Encoding && (!likely || e != oldfont.Unicode && read == c.Finding.Before) {
				continue
			}
			label := e.Label()
			if e == oldfont.Unicode {
				label = "Giữ nguyên như trong tệp"
				if c.Finding.Encoding == oldfont.Unicode {
					label = "Unicode, và đọc riêng các ô viết khác"
				}
			}
			field.Choices = append(field.Choices, ui.Choice{Value: string(e), Label: label, Help: "“" + read + "”"})
		}
		f.Fields = append(f.Fields, field)
	}
	for _, c := range p.Columns {
		field := ui.Field{Name: "col-" + strconv.Itoa(c.At), Label: "Cột " + c.Letter() + ": " + c.Title, Kind: ui.ChoiceField, Value: string(c.Field), Required: c.Field != intake.NotTaken, Help: sample(p, c)}
		if c.Field != intake.NotTaken && c.Field != intake.Ordinal && !c.Field.Stored() {
			field.Warning = "Nhận ra nhưng chưa ghi vào hệ thống."
		}
		for _, k := range intake.Fields {
			field.Choices = append(field.Choices, ui.Choice{Value: string(k), Label: k.Label()})
		}
		if field.Required {
			field.Choices = append(field.Choices, ui.Choice{Value: leftOut, Label: "(bỏ qua cột này)"})
		}
		f.Fields = append(f.Fields, field)
	}
	loud := ""
	for _, r := range p.Rows {
		if intake.Shout(r.Name) || r.Was() != "" {
			name := r.Was()
			if name == "" {
				name = r.Name
			}
			loud = "Ví dụ “" + name + "” ghi thành “" + intake.Quiet(name) + "”."
			break
		}
	}
	if loud != "" {
		value := "yes"
		if l.Answers.KeepCase {
			value = "no"
		}
		f.Hidden["loud"] = "1"
		f.Fields = append(f.Fields, ui.Field{Name: "quiet", Label: "Đổi tên viết hoa toàn bộ sang cách viết thường", Kind: ui.CheckField, Value: value, Help: loud})
	}
	m.Cards = append(m.Cards, card{Title: "Cột nào là gì, chữ viết thế nào", Lead: "Dòng tiêu đề là dòng " + viet.FormatInt(int64(p.Head)) + "; " + viet.FormatInt(int64(len(p.Rows))) + " dòng đơn vị.", Form: &f})
	if len(w.names) > 1 {
		f := sheetForm(w)
		m.Cards = append(m.Cards, card{Title: "Trang tính khác", Form: &f})
	}
}

// leftOut is the choice that takes a column out, which must be told from no answer.
const leftOut = "none"

// sample shows what stands in a column.
func sample(p *intake.Plan, c intake.Column) string {
	for k, o := range p.Columns {
		if o.At != c.At {
			continue
		}
		for _, r := range p.Rows {
			if text := []rune(r.Cells[k]); len(text) > 0 {
				if len(text) > 60 {
					text = append(text[:60], '…')
				}
				return "Ví dụ: " + string(text)
			}
		}
	}
	return "Cột trống"
}

// sheetForm asks which sheet holds the list.
func sheetForm(w at) ui.Form {
	f := ui.Field{Name: "sheet", Label: "Trang tính", Kind: ui.ChoiceField, Required: true, Value: strconv.Itoa(w.list.Answers.Sheet)}
	for i, n := range w.names {
		f.Choices = append(f.Choices, ui.Choice{Value: strconv.Itoa(i), Label: n})
	}
	return ui.Form{ID: "sheets", Action: address(w.list.ID) + "/columns", Submit: "Đọc trang tính này", Hidden: door.Token("only", "sheet"), Fields: []ui.Field{f}}
}

// columns keeps what was answered of the columns.
var columns = door.Action{
	Route: "POST " + onePath + "/{id}/columns", Title: "Trả lời về các cột", Guard: door.Guard{Verb: intake.Answering},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		sent := a.Form()
		err := a.Do(func(tx *db.Tx) error {
			l, err := intake.Get(&tx.View, a.Object)
			if err != nil {
				return err
			}
			n := l.Answers
			number, err := strconv.Atoi(sent.Get("sheet"))
			if err != nil || number < 0 || number > 1000 {
				return fault.In("sheet", "Chưa chọn trang tính. Hãy chọn một trang tính.")
			}
			if n.Sheet = number; number != l.Answers.Sheet || sent.Get("only") != "" {
				n.Columns, n.Encodings = nil, nil
				return intake.Answer(tx, a.Object, n)
			}
			n.Columns, n.Encodings = map[int]intake.Field{}, map[int]oldfont.Encoding{}
			for name := range sent {
				at, of, ok := numbered(name)
				if !ok {
					continue
				}
				switch value := sent.Get(name); {
				case of == "col" && value == leftOut:
					n.Columns[at] = intake.NotTaken
				case of == "col" && (intake.Field(value).Label() != "" || value == ""):
					n.Columns[at] = intake.Field(value)
				case of == "enc" && oldfont.Encoding(value).Label() != "":
					n.Encodings[at] = oldfont.Encoding(value)
				}
			}
			if sent.Has("loud") { // it was asked about
				n.KeepCase = sent.Get("quiet") == ""
			}
			return intake.Answer(tx, a.Object, n)
		})
		return ui.Outcome{To: address(a.Object)}, err
	},
}

// numbered reads "col-12".
func numbered(name string) (at int, of string, ok bool) {
	if len(name) < 5 || name[3] != '-' {
		return 0, "", false
	}
	at, err := strconv.Atoi(name[4:])
	return at, name[:3], err == nil && at >= 0 && at < 1000
}
