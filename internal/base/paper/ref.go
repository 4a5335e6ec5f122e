package paper

import (
	"strconv"

	"phongtrao/internal/base/viet"
)

// SquareMax is how many sources get a QR code on paper. Those beyond keep their code and their address; the paper says so.
const SquareMax = 300

// Refs finds the place of each source in the annex by its code.
type Refs map[string]int

// Refs indexes the sources; of two with one code the first counts.
func (d Document) Refs() Refs {
	r := make(Refs, len(d.Sources))
	for i, s := range d.Sources {
		if _, twice := r[s.Code]; !twice {
			r[s.Code] = i
		}
	}
	return r
}

// Mark is the small reference printed beside a bound number: "[12]", its line in the annex. A code without a line there
// stands for itself, so that no bound number loses its way.
func (r Refs) Mark(code string) string {
	if code == "" {
		return ""
	}
	if i, ok := r[code]; ok {
		return "[" + strconv.Itoa(i+1) + "]"
	}
	return "[" + code + "]"
}

// SourcesTitle is the title of the annex of sources.
const SourcesTitle = "NGUỒN SỐ LIỆU"

// SourcesNote tells how to use the annex of sources.
func (d Document) SourcesNote() string {
	s := "Số nhỏ trong ngoặc vuông đứng cạnh mỗi số liệu là số thứ tự trong bảng này. " +
		"Quét mã QR hoặc mở liên kết để xem số liệu được lập từ đâu, ai duyệt, đã sửa những gì."
	if len(d.Sources) > SquareMax {
		s += " Bảng có " + strconv.Itoa(len(d.Sources)) + " nguồn: chỉ " + strconv.Itoa(SquareMax) +
			" nguồn đầu được in mã QR, các nguồn còn lại tra bằng mã."
	}
	return s
}

// AnnexName is the name of an annex by its place: "PHỤ LỤC II", or "PHỤ LỤC" where it is the only one.
func (d Document) AnnexName(i int) string {
	n := len(d.Annexes)
	if len(d.Sources) > 0 {
		n++
	}
	if n == 1 {
		return "PHỤ LỤC"
	}
	return "PHỤ LỤC " + viet.Roman(i+1)
}
