package units

import (
	"strconv"
	"strings"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/org"
	"phongtrao/internal/web/sight"
)

// Limits of a split.
const (
	partsMax    = 12
	dividedMax  = 4 // indicators for which shares are asked
	sharePrefix = "share"
)

// parts is how many parts the form asks for.
func (q *asking) parts() int {
	n, err := strconv.Atoi(q.sent.Get("parts"))
	if err != nil {
		n = 2
	}
	if more, err := strconv.Atoi(q.sent.Get("add")); err == nil && !q.grown {
		n, q.grown = n+more, true
	}
	n = max(1, min(n, partsMax))
	q.sent.Set("parts", strconv.Itoa(n))
	return n
}

// growing offers more parts, and fewer.
func (q *asking) growing() *growing {
	if q.c.kind != lineage.ChangeSplit {
		return nil
	}
	g := &growing{}
	if q.parts() < partsMax {
		g.Label = "Thêm một phần"
	}
	if q.parts() > 1 {
		g.Fewer = "Bớt phần cuối"
	}
	return g
}

func end(k int) string { return "_" + strconv.Itoa(k) }

// askSplit asks for the parts: new units or such as exist, who goes to each, and how the past is divided.
func askSplit(q *asking) ([]form.Field, error) {
	n := q.parts()
	goesOn := q.sent.Get("goeson") != ""
	fields := []form.Field{{Name: "goeson", Label: q.u.Name + " tiếp tục hoạt động (tách)", Kind: form.Check, Help: "Không đánh dấu nghĩa là đơn vị cũ kết thúc (chia)."}}
	var rest []form.Choice
	for k := 1; k <= n; k++ {
		label := "Phần " + strconv.Itoa(k)
		into, err := q.pick(sight.Pick{Name: "into" + end(k), Label: label + ": nhập vào đơn vị đã có", Help: "Để trống nếu thành lập đơn vị mới.", Allow: q.other})
		if err != nil {
			return nil, err
		}
		fresh := newUnit(q, end(k), q.sent.Get("into"+end(k)) == "")
		for i := range fresh {
			fresh[i].Label = label + ": " + lowered(fresh[i].Label)
			if strings.HasPrefix(fresh[i].Name, "kind") {
				fresh[i].Choices = q.splitKinds()
			}
		}
		fields = append(append(fields, fresh...), into...)
		if _, err := q.slot(slot{name: "kids" + end(k), label: "Đơn vị về phần " + strconv.Itoa(k), under: q.u.ID, only: true}); err != nil {
			return nil, err
		}
		rest = append(rest, form.Choice{Value: strconv.Itoa(k), Label: label})
	}
	if goesOn {
		rest = append(rest, form.Choice{Value: "old", Label: q.u.Name})
	}
	fields = append(fields, form.Field{Name: "rest", Label: "Các đơn vị trực thuộc chưa chọn về", Kind: form.OneOf, Required: true, Choices: rest})
	fields = append(fields, form.Field{Name: "shares", Label: "Quyết định nêu tỷ lệ chia số liệu cũ", Kind: form.Check,
		Help: "Không có tỷ lệ thì số liệu cũ đứng chung ở cấp trên, ghi “không phân bổ được”."})
	if q.sent.Get("shares") == "" {
		return fields, nil
	}
	about, err := q.divided()
	for _, x := range about {
		for k := 1; k <= n; k++ {
			fields = append(fields, form.Field{Name: share(x.Key, strconv.Itoa(k)), Label: x.Name + ": phần " + strconv.Itoa(k), Kind: form.Text, Required: true, Of: "%"})
		}
		if goesOn {
			fields = append(fields, form.Field{Name: share(x.Key, "old"), Label: x.Name + ": " + q.u.Name, Kind: form.Text, Required: true, Of: "%"})
		}
	}
	return fields, err
}

func share(indicator, part string) string { return sharePrefix + "_" + part + "_" + indicator }

// splitKinds are the kinds that a part may be of: the unit's own first, then those beside and below it.
func (q *asking) splitKinds() []form.Choice {
	own := q.kinds[q.u.Kind]
	out := []form.Choice{{Value: own.Key, Label: own.Name}}
	for _, k := range q.ranked() {
		if k.Line == own.Line && k.Key != own.Key {
			out = append(out, form.Choice{Value: k.Key, Label: k.Name})
		}
	}
	return out
}

// divided are the indicators for which shares are asked: those of which the unit has something.
func (q *asking) divided() ([]indicator.Indicator, error) {
	all, err := q.mainIndicators()
	return all[:min(len(all), dividedMax)], err
}

// planSplit is the plan that was typed.
func planSplit(q *asking) org.Plan {
	n, rest := q.parts(), q.text("rest")
	about, _ := q.divided()
	shares := func(part string) map[string]int64 {
		if !q.answers.Checked("shares") {
			return nil
		}
		m := map[string]int64{}
		for _, x := range about {
			m[x.Key], _ = perMillion(q.text(share(x.Key, part)))
		}
		return m
	}
	var parts []org.Part
	for k := 1; k <= n; k++ {
		p := org.Part{Unit: q.newUnit(end(k)), Children: q.chosen("kids" + end(k)), Rest: rest == strconv.Itoa(k), Shares: shares(strconv.Itoa(k))}
		if into := q.picked("into" + end(k)); into != "" {
			p.Unit, p.Existing = org.Unit{ID: into}, true
		}
		parts = append(parts, p)
	}
	if q.answers.Checked("goeson") {
		parts = append(parts, org.Part{Unit: org.Unit{ID: q.u.ID}, Existing: true, Rest: rest == "old", Shares: shares("old")})
	}
	return q.plain(org.Plan{Parts: parts})
}

// sharesAddUp finds shares that cannot be read, or do not add up to the whole.
func (q *asking) sharesAddUp() []form.Problem {
	if !q.answers.Checked("shares") {
		return nil
	}
	about, err := q.divided()
	if err != nil {
		return nil
	}
	parts := make([]string, 0, partsMax)
	for k := range q.parts() {
		parts = append(parts, strconv.Itoa(k+1))
	}
	if q.answers.Checked("goeson") {
		parts = append(parts, "old")
	}
	var out []form.Problem
	for _, x := range about {
		var sum int64
		good := true
		for _, part := range parts {
			text := q.text(share(x.Key, part))
			ppm, err := perMillion(text)
			if text != "" && err != nil {
				out = append(out, form.Problem{Field: share(x.Key, part), Text: fault.Text(err)})
			}
			good = good && text != "" && err == nil
			sum += ppm
		}
		if good && sum != lineage.Whole {
			out = append(out, form.Problem{Field: share(x.Key, parts[0]), Text: x.Name + ": các tỷ lệ cộng lại được " + percentOf(sum) + "%, phải đúng 100%. Hãy sửa lại."})
		}
	}
	return out
}

// perMillion reads a percentage such as "33,3333" as parts per million.
func perMillion(s string) (int64, error) {
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "%"))
	wrong := fault.Invalidf("Không đọc được tỷ lệ “%s”. Hãy ghi từ 0 đến 100, nhiều nhất bốn số lẻ, ví dụ 33,3333.", s)
	whole, part, _ := strings.Cut(strings.Replace(s, ".", ",", 1), ",")
	if whole == "" || len(whole) > 3 || len(part) > 4 {
		return 0, wrong
	}
	n, err := strconv.ParseInt(whole+part+strings.Repeat("0", 4-len(part)), 10, 64)
	if err != nil || n < 0 || n > lineage.Whole || strings.ContainsAny(whole+part, "+-") {
		return 0, wrong
	}
	return n, nil
}

// percentOf is the way back.
func percentOf(ppm int64) string {
	s := viet.FormatInt(ppm / 10_000)
	if rest := ppm % 10_000; rest != 0 {
		s += "," + strings.TrimRight(strconv.FormatInt(10_000+rest, 10)[1:], "0")
	}
	return s
}

// saySplit says what will happen.
func saySplit(q *asking) []string {
	out := []string{"Từ " + q.on.VN() + ", " + q.u.Name + " chia thành " + strconv.Itoa(q.parts()) + " phần và kết thúc hoạt động."}
	if q.answers.Checked("goeson") {
		out[0] = "Từ " + q.on.VN() + ", " + strconv.Itoa(q.parts()) + " phần tách khỏi " + q.u.Name + "; đơn vị này tiếp tục hoạt động."
	}
	if !q.answers.Checked("shares") {
		return append(out, "Quyết định không nêu tỷ lệ: số liệu cũ đứng chung ở cấp trên của các phần (không phân bổ được).")
	}
	return append(out, "Số liệu cũ được chia theo tỷ lệ đã ghi; chỉ số không nêu tỷ lệ đứng chung ở cấp trên (không phân bổ được).")
}
