package reports

import (
	"cmp"
	"fmt"
	"strconv"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// one is the page of one submission.
type one struct {
	Title    string
	Crumbs   []ui.Link
	Accent   ui.Accent
	Head     ui.PageHead
	Said     *ui.Notice // what became of it
	Checks   []ui.Notice
	Lines    ui.Table
	Words    string // the unit's explanation
	Accept   *ui.Form
	Return   *ui.Form
	Withdraw *ui.Form
	Facts    ui.KeyValue
	Life     ui.Timeline
}

var onePage = door.Page[one]{
	Route: "GET /reports/{id}", Title: "Báo cáo của đơn vị", Help: "Số liệu một đơn vị gửi, kèm kiểm tra, bằng chứng và các lần gửi trước. Xem phần kiểm tra trước, rồi tiếp nhận hoặc trả lại kèm lý do.", Guard: door.Guard{Verb: report.Seeing},
	Load: func(a *door.Ask) (one, error) { return loadOne(a, nil, "") },
	View: func(m one) ui.Component { return oneView(m) },
	Head: func(m one) ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs, Accent: m.Accent} }, Samples: oneSamples(),
}

// reason asks why.
func reason(label, help string) form.Form {
	return form.Form{Fields: []form.Field{{Name: "reason", Label: label, Help: help, Kind: form.LongText, Required: true, Limit: 1000}}}
}

var (
	returned  = reason("Lý do trả lại", "Nói rõ chỗ cần sửa để đơn vị gửi lại đúng.")
	withdrawn = reason("Lý do rút", "")
)

// loadOne draws a submission; typed is what was typed in one of its forms, that did not do.
func loadOne(a *door.Ask, typed *form.Answers, refusal string, problems ...form.Problem) (one, error) {
	s, err := report.Get(a.V, a.Object)
	if err != nil {
		return one{}, err
	}
	act, err := activity.Get(a.V, s.Activity)
	if err != nil {
		return one{}, err
	}
	c, err := campaign.Get(a.V, act.Campaign)
	if err != nil {
		return one{}, err
	}
	unit := name(a.V, s.Unit, act.Day)
	m := one{Title: "Số liệu của " + unit, Crumbs: []ui.Link{{Label: "Tiếp nhận", Href: "/reports"}}, Accent: ui.Accent(c.Accent), Words: s.Explanation}
	m.Head = ui.PageHead{Title: m.Title, Chips: []ui.Chip{stateChip(s.State)}, Meta: []string{act.Name, act.Day.VN(), "bản " + strconv.FormatInt(s.Version, 10)}}
	if refusal != "" {
		m.Said = &ui.Notice{Tone: ui.Bad, Title: "Chưa làm được", Text: refusal}
	}
	for _, part := range []func(*door.Ask, report.Submission, activity.Activity) error{m.lines, m.facts(c), m.life, m.decided} {
		if err := part(a, s, act); err != nil {
			return m, err
		}
	}
	m.forms(a, s, typed, problems)
	return m, nil
}

// forms are what this person may decide here.
func (m *one) forms(a *door.Ask, s report.Submission, typed *form.Answers, problems []form.Problem) {
	if s.State == report.Submitted {
		answers := form.Fill(nil)
		if typed != nil {
			answers = *typed
		}
		seen := strconv.FormatInt(s.Version, 10)
		here := "/reports/" + s.ID
		if a.May(report.Accepting, s.ID) {
			m.Accept = &ui.Form{ID: "accept", Action: here + "/accept", Hidden: door.Token("version", seen), Submit: "Tiếp nhận, đưa vào tổng"}
			r := ui.Form{ID: "return", Action: here + "/return", Hidden: door.Token("version", seen), Submit: "Trả lại đơn vị"}.Ask(returned, answers, problems)
			m.Return = &r
		}
		if a.May(report.Withdrawing, s.ID) && m.Accept == nil {
			w := ui.Form{ID: "withdraw", Action: here + "/withdraw", Hidden: door.Token("version", seen), Submit: "Rút báo cáo"}.Ask(withdrawn, answers, problems)
			m.Withdraw = &w
		}
	}
	if a.May(report.Submitting, s.Unit) {
		label := "Sửa và gửi lại"
		if s.State == report.Accepted {
			label = "Gửi số khác thay số này"
		}
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: label, Icon: "pencil", Href: door.Address("/asked/"+s.Activity, "unit", s.Unit), Primary: s.State == report.Returned})
	}
}

// lines are the figures as sent, with what stands in the ledger of the same.
func (m *one) lines(a *door.Ask, s report.Submission, act activity.Activity) error {
	m.Lines = ui.Table{Label: "Số liệu đơn vị gửi", Cards: true, Columns: []ui.Column{{Label: "Chỉ số", Wide: true}, {Label: "Đơn vị khai", Num: true}, {Label: "Đang có trong sổ", Num: true}}}
	values := kind.Values{}
	for _, l := range s.Lines {
		i, err := indicator.Get(a.V, l.Indicator)
		if err != nil {
			return err
		}
		values[l.Indicator] = l.Quantity
		q := ledger.Question{Indicator: l.Indicator, Period: all, Campaign: act.Campaign, Activity: act.ID, At: s.Unit}
		f, err := ledger.RollUp(a.V, q)
		if err != nil {
			return err
		}
		had := ui.Cell{Text: "chưa có"}
		if f.Entries > 0 {
			had = ui.Cell{Body: ui.Figure{Quantity: ui.Quantity(f.Quantity), Of: i.Label(), Href: proof(q), Evidence: evidence(f.ByEvidence)}}
		}
		m.Lines.Rows = append(m.Lines.Rows, ui.Row{Cells: []ui.Cell{{Text: i.Name, Sub: l.Note}, {Text: l.Quantity.String() + " " + i.Label(), Strong: true}, had}})
	}
	if k, err := a.House.Kinds.Get(kindOf(a, act)); err == nil {
		for _, f := range kind.Check(k, values) {
			t := ui.Warn
			if f.Level == kind.Note {
				t = ui.Info
			}
			m.Checks = append(m.Checks, ui.Notice{Tone: t, Title: f.Level.Label(), Text: f.Text})
		}
	}
	return nil
}

func kindOf(a *door.Ask, act activity.Activity) string {
	c, err := campaign.Get(a.V, act.Campaign)
	if err != nil {
		return ""
	}
	return c.Kind
}

func (m *one) facts(c campaign.Campaign) func(*door.Ask, report.Submission, activity.Activity) error {
	return func(a *door.Ask, s report.Submission, act activity.Activity) error {
		who, err := people.Names(a.V, []string{s.By})
		m.Facts.Pairs = []ui.Pair{
			{Key: "Đơn vị", Text: name(a.V, s.Unit, act.Day), Href: door.Address("/units/"+s.Unit, "on", act.Day.String())},
			{Key: "Hoạt động", Text: act.Name, Href: "/activities/" + act.ID, Note: act.Day.VN()},
			{Key: "Phong trào", Text: c.Name, Href: "/campaigns/" + c.ID},
			{Key: "Người gửi", Text: who[s.By], Note: s.At.VN()},
		}
		return err
	}
}

// decided says what became of the submission, by whom and why.
func (m *one) decided(a *door.Ask, s report.Submission, _ activity.Activity) error {
	if s.State == report.Submitted || m.Said != nil {
		return nil
	}
	who, err := people.Names(a.V, []string{s.DecidedBy})
	n := ui.Notice{Tone: ui.Info, Title: fmt.Sprintf("%s %s lúc %s", cmp.Or(who[s.DecidedBy], "Cấp trên"), s.State.Label(), s.DecidedAt.VN()), Text: s.Reason}
	if s.State == report.Accepted {
		n.Tone, n.Text = ui.Good, "Các số này đã thành bút toán, bằng chứng “đơn vị khai”."
	}
	if s.State == report.Returned {
		n.Tone = ui.Warn
	}
	m.Said = &n
	return err
}

// life tells every version and what was decided about it.
func (m *one) life(a *door.Ask, s report.Submission, _ activity.Activity) error {
	versions, err := report.Versions(a.V, s.ID)
	if err != nil {
		return err
	}
	var ids []string
	for _, v := range versions {
		ids = append(ids, v.By, v.DecidedBy)
	}
	who, err := people.Names(a.V, ids)
	for n := len(versions) - 1; n >= 0; n-- {
		v := versions[n]
		if v.State != report.Submitted {
			k := "resume"
			if v.State != report.Accepted {
				k = "suspend"
			}
			m.Life.Events = append(m.Life.Events, ui.Event{Day: v.DecidedAt.Day(), Kind: k, Title: fmt.Sprintf("Bản %d: %s", v.Version, v.State.Label()), Text: v.Reason, Recorded: who[v.DecidedBy] + ", " + v.DecidedAt.VN()})
		}
		m.Life.Events = append(m.Life.Events, ui.Event{Day: v.At.Day(), Kind: "found", Title: fmt.Sprintf("Gửi bản %d", v.Version), Text: v.Explanation, Recorded: who[v.By] + ", " + v.At.VN()})
	}
	return err
}

// seen reads which version the person had before their eyes.
func seen(a *door.Ask) int64 {
	n, _ := strconv.ParseInt(a.Form().Get("version"), 10, 64)
	return n
}

// accepting makes figures of a submission.
var accepting = door.Action{
	Route: "POST /reports/{id}/accept", Title: "Tiếp nhận số liệu", Guard: door.Guard{Verb: report.Accepting},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { _, err := report.Accept(tx, a.Object, seen(a)); return err })
		return after(a, err, form.Form{}, "Đã tiếp nhận. Số liệu đã vào tổng.")
	},
}

var returning = door.Action{
	Route: "POST /reports/{id}/return", Title: "Trả lại số liệu", Guard: door.Guard{Verb: report.Returning},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return report.Return(tx, a.Object, seen(a), a.Form().Get("reason")) })
		return after(a, err, returned, "Đã trả lại đơn vị kèm lý do.")
	},
}

var withdrawing = door.Action{
	Route: "POST /reports/{id}/withdraw", Title: "Rút số liệu đã gửi", Guard: door.Guard{Verb: report.Withdrawing},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return report.Withdraw(tx, a.Object, seen(a), a.Form().Get("reason")) })
		return after(a, err, withdrawn, "Đã rút báo cáo. Có thể sửa và gửi lại.")
	},
}

// after leads back to the submission; what was refused is drawn again with what was typed, and with the name of who was first.
func after(a *door.Ask, err error, asked form.Form, text string) (ui.Outcome, error) {
	k := fault.KindOf(err)
	switch {
	case err == nil:
		return ui.Outcome{To: "/reports/" + a.Object, Flash: &ui.Flash{Tone: ui.Good, Text: text}}, nil
	case k != fault.Invalid && k != fault.Conflict:
		return ui.Outcome{}, err
	}
	words, failed := said(a, err)
	if failed != nil {
		return ui.Outcome{}, failed
	}
	answers, _ := asked.Parse(a.Form())
	var problems []form.Problem
	refusal := words
	if fault.Field(err) != "" {
		problems, refusal = []form.Problem{form.ProblemOf(err)}, ""
	}
	var m one
	failed = a.See(func(*db.View) (err error) {
		m, err = loadOne(a, &answers, refusal, problems...)
		return err
	})
	return ui.Outcome{Again: oneView(m), Head: ui.Head{Title: m.Title, Crumbs: m.Crumbs, Accent: m.Accent}}, failed
}
