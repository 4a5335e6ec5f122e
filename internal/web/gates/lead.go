package gates

import (
	"net/url"
	"slices"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// personsMax is how many persons of one name are offered.
const personsMax = 20

// appointing gives somebody the role of the site's lead until a day.
var appointing = deed{
	path: "/activities/{id}/gates/people", title: "Giao người phụ trách",
	help:  "Giao một người có tài khoản làm người phụ trách điểm trong những ngày tổ chức. Quyền tự hết sau ngày đã ghi.",
	guard: door.Guard{Verb: activity.Appointing},
	open: func(s *site, sent url.Values) (*sheet, error) {
		q := s.sheet("Giao người phụ trách", "Giao phụ trách", "/gates")
		q.Lead = "Quyền phụ trách có hiệu lực ở “" + sight.Called(s.a.V, s.act.Unit, org.Today(s.a.V)) + "”, đơn vị chủ trì của điểm, và mọi điểm do đơn vị này chủ trì."
		who, err := s.whom(q, sent)
		if err != nil {
			return nil, err
		}
		q.form.Fields = []form.Field{who, {Name: "until", Label: "Đến hết ngày", Kind: form.Day, Required: true, Help: "Muộn nhất bảy ngày sau ngày diễn ra."}}
		q.values = map[string]string{"until": max(s.act.Day, s.a.Today()).VN()}
		return q, nil
	},
	act: func(tx *db.Tx, s *site, q *sheet) error {
		person, _ := q.made.(string)
		return activity.Appoint(tx, s.act.ID, person, q.answers.Day("until"))
	},
	done: func(s *site, q *sheet) ui.Outcome {
		return said(s.path("/gates"), "Đã giao người phụ trách đến hết ngày "+q.answers.Day("until").VN()+".")
	},
}

// whom asks for a person by name; what was typed becomes a choice of those whom it fits, within the sight of who asks.
func (s *site) whom(q *sheet, sent url.Values) (form.Field, error) {
	typed := viet.Clean(sent.Get("person"))
	field := form.Field{Name: "person", Label: "Người phụ trách", Help: "Gõ họ tên, không dấu cũng được.", Kind: form.Text, Required: true}
	if typed == "" {
		return field, nil
	}
	seen, err := sight.Of(s.a.V, s.a.Who.Person)
	if err != nil {
		return field, err
	}
	if p, err := people.Get(s.a.V, typed); err == nil && p.Forgotten == 0 && seen.Has(p.Unit) {
		q.made = p.ID
		return form.Field{Name: "person", Label: field.Label, Kind: form.OneOf, Required: true, Choices: []form.Choice{{Value: p.ID, Label: p.Name}}}, nil
	}
	found, err := people.Find(s.a.V, typed, personsMax)
	if err != nil {
		return field, err
	}
	found = slices.DeleteFunc(found, func(p people.Person) bool { return p.Forgotten != 0 || !seen.Has(p.Unit) })
	switch {
	case len(found) == 0:
		q.extra = []form.Problem{{Field: "person", Text: "Không có người dùng nào tên “" + typed + "” trong phạm vi của bạn. Người này cần có tài khoản trước."}}
		return field, nil
	case len(found) == 1:
		q.made = found[0].ID
		return field, nil
	}
	field.Kind, field.Help = form.OneOf, ""
	for _, p := range found {
		field.Choices = append(field.Choices, form.Choice{Value: p.ID, Label: p.Name + " – " + p.Title + ", " + sight.Called(s.a.V, p.Unit, org.Today(s.a.V))})
	}
	q.extra = []form.Problem{{Field: "person", Text: "Có " + viet.FormatInt(int64(len(found))) + " người khớp với “" + typed + "”. Hãy chọn đúng người."}}
	return field, nil
}
