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
