package figures

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
)

// chips say at the head of the page what one must know before the number.
func (m show) chips() []ui.Chip {
	var out []ui.Chip
	if m.Invented != "" {
		out = append(out, ui.Chip{Label: m.Invented, Tone: ui.Warn})
	}
	if m.Now != "" {
		out = append(out, ui.Chip{Label: "số đã in lại", Tone: ui.Info})
	}
	return out
}

// partsLead says what a click on a part does, and how many there are.
func (m show) partsLead() string {
	n := len(m.Parts.Rows)
	if n == 0 {
		return ""
	}
	return viet.FormatInt(int64(n)) + " phần, cộng lại đúng bằng số liệu. Bấm vào một phần để mở lý lịch của nó."
}

// codeLead says what the code is for.
func (m show) codeLead() string {
	if m.Printed != "" {
		return "Ai có quyền xem, mở địa chỉ /p/" + m.Head.Code + " sẽ thấy đúng số này."
	}
	return "Mã ngắn in bên cạnh số, dẫn về đúng số liệu như bạn đang thấy, kể cả khi sau này có bổ sung, sửa đổi."
}

// views leads from the list of indicators to the table of each kind.
func (m list) views() ui.Tabs {
	t := ui.Tabs{Label: "Cách xem", Items: []ui.Tab{{Label: "Theo chỉ số", Current: m.Kind == "", Href: m.address(m.Period, m.At, "")}}}
	for _, k := range m.Kinds {
		k.Label += " theo " + m.word()
		t.Items = append(t.Items, k)
	}
	return t
}

// codeForm asks for a printed code.
func (m list) codeForm() ui.Form {
	return ui.Form{ID: "code", Action: "/figures", Get: true, Submit: "Mở", Fields: []ui.Field{
		{Name: "code", Label: "Mã in bên số liệu", Required: true, Help: "Dạng 7K3M-9XQ2-P4TV-W; chữ hoa hay thường đều được."}}}
}

// columns are those of the list of indicators.
func (m list) columns() []ui.Column {
	return []ui.Column{{Label: "Chỉ số", Wide: true}, {Label: "Số liệu", Num: true}, {Label: "Bằng chứng"}, {Label: "Bút toán", Num: true}}
}
