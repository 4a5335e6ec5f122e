package join

import (
	"crypto/rand"
	"crypto/sha256"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/people"
)

// What people agree to. The version stands in the log beside each sign-up; a text that changes gets another one.
const (
	consentVersion = "2026-11"
	keptDays       = "90"
)

func (o *opened) consentText() string {
	return "Ban tổ chức (" + o.host + ") dùng họ tên, năm sinh, số điện thoại của tôi chỉ để tổ chức hoạt động này: giữ chỗ, phát vé, soát vé, báo khi có thay đổi. Thông tin được xóa sau hoạt động " + keptDays + " ngày; tôi xem, sửa, xóa được bất cứ lúc nào ở trang vé của mình. (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, bản " + consentVersion + ")"
}

// choiceName is the name of a field that asks an event's own question.
func choiceName(key string) string { return "choice-" + key }

// slotField asks for the wave, with how many places each still has.
func (o *opened) slotField(full rooms, chosen string) ui.Field {
	f := ui.Field{Name: "slot", Label: "Đợt tham gia", Kind: ui.ChoiceField, Required: true, Value: chosen}
	for _, s := range o.event.Slots {
		c := ui.Choice{Value: s.Key, Label: s.Label}
		if r, ok := full.waves[s.Key]; ok {
			c.Help, _ = left(r)
		}
		f.Choices = append(f.Choices, c)
	}
	return f
}

// choiceFields ask an event's own questions.
func (o *opened) choiceFields(chosen map[string]string) (all []ui.Field) {
	for _, c := range o.event.Choices {
		f := ui.Field{Name: choiceName(c.Key), Label: c.Label, Kind: ui.ChoiceField, Required: true, Value: chosen[c.Key]}
		for _, option := range c.Options {
			f.Choices = append(f.Choices, ui.Choice{Value: option, Label: option})
		}
		all = append(all, f)
	}
	return all
}

// filled is a form of one person as it was sent, or as it is first shown.
type filled struct {
	who     people.Participant
	unit    pick
	year    string
	phone   string
	slot    string
	choices map[string]string
	consent bool
	wrong   []form.Problem
}

func (f *filled) bad(field, text string) {
	f.wrong = append(f.wrong, form.Problem{Field: field, Text: text})
}

// read takes what was sent apart and collects all that is wrong with it at once.
func (o *opened) read(sent url.Values) (filled, error) {
	f := filled{who: people.Participant{Name: viet.Clean(sent.Get("name"))}, year: viet.Clean(sent.Get("year")), phone: viet.Clean(sent.Get("phone")),
		slot: viet.Clean(sent.Get("slot")), consent: sent.Get("consent") != ""}
	var err error
	if len([]rune(f.who.Name)) > form.TextMax {
		f.who.Name = ""
	}
	if viet.Fold(f.who.Name) == "" {
		f.bad("name", "Hãy ghi họ và tên.")
	}
	if f.unit, err = o.pickUnit(sent); err != nil {
		return f, err
	}
	f.wrong = append(f.wrong, f.unit.wrong...)
	if f.year != "" {
		f.who.Year, err = strconv.Atoi(f.year)
		if this := o.v.At.Day().Year(); err != nil || f.who.Year < this-100 || f.who.Year > this-5 {
			f.bad("year", "Năm sinh gồm bốn chữ số, ví dụ 1998. Có thể để trống.")
		}
	}
	if f.who.Phone, err = people.CleanPhone(f.phone); err != nil {
		f.bad("phone", fault.Text(err)+" Có thể để trống.")
	}
	f.readAnswers(o, sent)
	if !f.consent {
		f.bad("consent", "Cần đánh dấu đồng ý thì ban tổ chức mới được giữ thông tin của bạn.")
	}
	return f, nil
}

// readAnswers reads the wave and the answers to the event's own questions.
func (f *filled) readAnswers(o *opened, sent url.Values) {
	f.choices = map[string]string{}
	if len(o.event.Slots) > 0 && o.slotLabel(f.slot) == "" {
		f.bad("slot", "Hãy chọn đợt tham gia.")
	}
	if len(o.event.Slots) == 0 {
		f.slot = ""
	}
	for _, c := range o.event.Choices {
		answer := viet.Clean(sent.Get(choiceName(c.Key)))
		if !slices.Contains(c.Options, answer) {
			f.bad(choiceName(c.Key), "Hãy chọn mục “"+c.Label+"”.")
			continue
		}
		f.choices[c.Key] = answer
	}
}

// draw makes the form.
func (o *opened) draw(f filled, full rooms, token string) *ui.Form {
	out := ui.Form{ID: "form", Action: "/join/" + url.PathEscape(o.site.ID), Hidden: map[string]string{"token": token}, Submit: "Gửi đăng ký"}
	out.Fields = append(out.Fields, ui.Field{Name: "name", Label: "Họ và tên", Required: true, Fill: "name", Value: f.who.Name})
	out.Fields = append(out.Fields, f.unit.fields...)
	if len(o.event.Slots) > 0 {
		out.Fields = append(out.Fields, o.slotField(full, f.slot))
	}
	out.Fields = append(out.Fields, o.choiceFields(f.choices)...)
	out.Fields = append(out.Fields,
		ui.Field{Name: "year", Label: "Năm sinh", Kind: ui.CountField, Value: f.year},
		ui.Field{Name: "phone", Label: "Số điện thoại", Help: "Để ban tổ chức báo khi có thay đổi.", Fill: "tel", Value: f.phone})
	consent := ui.Field{Name: "consent", Label: "Tôi đồng ý để ban tổ chức giữ thông tin này", Help: o.consentText(), Kind: ui.CheckField, Required: true}
	if f.consent {
		consent.Value = "yes"
	}
	out.Fields = append(out.Fields, consent)
	mark(&out, f.wrong)
	return &out
}

// mark puts problems beside the fields that they are about.
func mark(f *ui.Form, wrong []form.Problem) {
	for _, p := range wrong {
		if i := slices.IndexFunc(f.Fields, func(x ui.Field) bool { return x.Name == p.Field }); i >= 0 {
			f.Fields[i].Problem = p.Text
		} else {
			f.Wrong = append(f.Wrong, p)
		}
	}
}

// newToken is by what a form that is sent twice is done once.
func newToken() string { return rand.Text() }

// tokenMin is how long a token must be that a link is made of.
const tokenMin = 20

// keyOf makes of what was sent the key under which it is done once, and the link that it gives: the same form sent again finds its
// own place again, and the same page filled in for somebody else is another sign-up.
func keyOf(what string, sent url.Values) (key, link string) {
	token := sent.Get("token")
	if len(token) < tokenMin {
		token = newToken()
	}
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		for _, v := range sent[name] {
			sum.Write([]byte(name + "\x00" + v + "\x00"))
		}
	}
	sum.Write([]byte(what + "\x00" + token))
	b := sum.Sum(nil)
	return "join/" + ticket.Encode(b[16:]), ticket.Encode(b[:15])
}

// parse reads what was posted.
func parse(r *http.Request) (url.Values, error) {
	if err := r.ParseForm(); err != nil {
		return nil, fault.Invalidf("Nội dung gửi lên dài quá hoặc không đọc được. Hãy tải lại trang rồi gửi lại.")
	}
	return r.PostForm, nil
}

func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// answered are the answers to the event's own questions as facts.
func (o *opened) answered(choices map[string]string) (pairs []ui.Pair) {
	for _, c := range o.event.Choices {
		if choices[c.Key] != "" {
			pairs = append(pairs, ui.Pair{Key: c.Label, Text: choices[c.Key]})
		}
	}
	return pairs
}
