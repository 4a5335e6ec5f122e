package form

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Parse reads the answers that were sent. What the form does not ask for is passed over; of a name that was sent twice
// the first counts. The problems come in the order of the fields.
func (f Form) Parse(sent url.Values) (Answers, []Problem) {
	a := Answers{typed: map[string]string{}, read: map[string]any{}}
	var problems []Problem
	for _, q := range f.Fields {
		typed := sent.Get(q.Name)
		a.typed[q.Name] = typed
		if viet.Clean(typed) == "" {
			if q.Required {
				problems = append(problems, Problem{q.Name, q.missing()})
			}
			continue
		}
		v, err := q.read(typed)
		if err != nil {
			problems = append(problems, Problem{q.Name, fault.Text(err)})
			continue
		}
		if no, isBox := v.(bool); isBox && !no {
			if q.Required {
				problems = append(problems, Problem{q.Name, q.missing()})
			}
			continue
		}
		a.read[q.Name] = v
	}
	return a, problems
}

func (q Field) missing() string {
	switch q.Kind {
	case OneOf:
		return "Chưa chọn mục “" + q.Label + "”. Hãy chọn một mục trong danh sách."
	case Check:
		return "Cần đánh dấu vào ô “" + q.Label + "” để tiếp tục."
	case File:
		return "Chưa chọn tệp cho mục “" + q.Label + "”."
	}
	return "Chưa ghi mục “" + q.Label + "”."
}

// read turns what was typed into a value of the field's kind.
func (q Field) read(typed string) (any, error) {
	switch q.Kind {
	case Count:
		return q.number(typed, q.Of)
	case Money:
		return q.number(typed, "đồng", "đ", "VNĐ", "VND")
	case Day:
		return viet.ParseDate(typed)
	case OneOf:
		return q.choice(viet.Clean(typed))
	case Check:
		return !slices.Contains([]string{"0", "off", "false", "no"}, strings.ToLower(viet.Clean(typed))), nil
	case File:
		return q.fileName(typed)
	case LongText:
		return q.text(viet.CleanLines(typed), LongTextMax)
	}
	return q.text(viet.Clean(typed), TextMax)
}

func (q Field) text(s string, most int) (string, error) {
	if q.Limit > 0 {
		most = min(most, q.Limit)
	}
	if n := utf8.RuneCountInString(s); n > most {
		return "", fault.Invalidf("Mục “%s” dài %s ký tự; chỉ nhận đến %s. Hãy rút gọn.", q.Label, viet.FormatInt(int64(n)), viet.FormatInt(int64(most)))
	}
	return s, nil
}

func (q Field) number(typed string, words ...string) (viet.Number, error) {
	n, rest, err := viet.ReadCount(typed)
	if err != nil {
		return n, err
	}
	if rest != "" && !slices.ContainsFunc(words, func(w string) bool { return w != "" && viet.Fold(w) == viet.Fold(rest) }) {
		return n, fault.Invalidf("Mục “%s” chỉ nhận con số: phần “%s” không đọc được.", q.Label, rest)
	}
	if n.Qualifier != viet.Exact && !q.Vague {
		return n, fault.Invalidf("Mục “%s” cần con số chính xác, không nhận “%s”.", q.Label, viet.Clean(typed))
	}
	return n, nil
}

func (q Field) choice(value string) (string, error) {
	if !slices.ContainsFunc(q.Choices, func(c Choice) bool { return c.Value == value }) {
		return "", fault.Invalidf("Mục “%s” không có lựa chọn này. Hãy chọn một mục trong danh sách.", q.Label)
	}
	return value, nil
}

// fileName takes the last part of a path, as some browsers send the whole of it.
func (q Field) fileName(typed string) (string, error) {
	s := viet.Clean(typed)
	s = strings.TrimSpace(s[strings.LastIndexAny(s, `/\`)+1:])
	if s == "" || s == "." || s == ".." {
		return "", fault.Invalidf("Mục “%s” chưa có tên tệp.", q.Label)
	}
	ends := func(end string) bool { return strings.HasSuffix(strings.ToLower(s), strings.ToLower(end)) }
	if len(q.Accept) > 0 && !slices.ContainsFunc(q.Accept, ends) {
		return "", fault.Invalidf("Mục “%s” chỉ nhận tệp %s.", q.Label, strings.Join(q.Accept, ", "))
	}
	return q.text(s, FileNameMax)
}
