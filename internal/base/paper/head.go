package paper

import (
	"strings"

	"phongtrao/internal/base/viet"
)

// What the law writes on every paper.
const (
	Nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	Motto  = "Độc lập - Tự do - Hạnh phúc"
)

// NumberLine is the line of number and symbol: "Số: 12/BC-LĐLĐ", with room to write where there is no number yet.
func (d Document) NumberLine() string {
	switch {
	case d.Number != "":
		return "Số: " + d.Number
	case d.Symbol != "":
		return "Số:        /" + d.Symbol
	}
	return "Số:        "
}

// PlaceDate is the line of place and day: "Hưng Yên, ngày 05 tháng 01 năm 2024", with room to write where there is no day.
func (d Document) PlaceDate() string {
	when := "ngày      tháng      năm         "
	if d.Date != 0 {
		when = viet.LongDate(d.Date)
	}
	if d.Place == "" {
		return strings.ToUpper(when[:1]) + when[1:]
	}
	return d.Place + ", " + when
}

// With is the line beneath an annex's name: "(Kèm theo Báo cáo số 12/BC-LĐLĐ ngày 05 tháng 01 năm 2024)".
func (d Document) With() string {
	parts := []string{"Kèm theo", Sentence(d.Kind)}
	if d.Kind == "" {
		parts[1] = "văn bản"
	}
	if d.Number != "" {
		parts = append(parts, "số", d.Number)
	}
	if d.Date != 0 {
		parts = append(parts, viet.LongDate(d.Date))
	}
	return "(" + strings.Join(parts, " ") + ")"
}

// Sentence turns the capitals of a kind into a word as it stands in a sentence: "BÁO CÁO" is "Báo cáo".
func Sentence(s string) string {
	r := []rune(strings.ToLower(s))
	if len(r) == 0 {
		return ""
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// Heading is the title of a chart with the measure of its values, unless the title says it.
func (c Chart) Heading() string {
	if c.Unit == "" || strings.Contains(strings.ToLower(c.Title), strings.ToLower(c.Unit)) {
		return c.Title
	}
	return c.Title + " (" + c.Unit + ")"
}
