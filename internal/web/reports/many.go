package reports

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// picked is a submission that was ticked, with the version that was seen: "06g… 2".
type picked struct {
	id   string
	seen int64
}

// word is how it is posted.
func (p picked) word() string { return p.id + " " + strconv.FormatInt(p.seen, 10) }

// pick reads what was ticked; several may stand in one value, parted by commas.
func pick(values []string) ([]picked, error) {
	var all []picked
	for _, v := range values {
		for w := range strings.SplitSeq(v, ",") {
			id, version, _ := strings.Cut(strings.TrimSpace(w), " ")
			seen, err := strconv.ParseInt(version, 10, 64)
			if err != nil {
				return nil, fault.Invalidf("Không đọc được báo cáo đã chọn. Hãy tải lại trang rồi chọn lại.")
			}
			all = append(all, picked{id, seen})
		}
	}
	return all, nil
}

// first is the Object of guards over many: the first that was ticked. Each is asked about again.
func first(r *http.Request) string {
	id, _, _ := strings.Cut(r.PostFormValue("report"), " ")
	return id
}

// each does an act to each of many. Each is an act of its own with leave of its own: what is wrong with one does not hold up the others,
// and is said, with the name of who was first.
func each(a *door.Ask, verb act.Verb, all []picked, work func(tx *db.Tx, p picked) error) (done []picked, refused []string, err error) {
	token := a.Form().Get(door.TokenField)
	for _, p := range all {
		key := token
		if key != "" {
			key += " " + p.id
		}
		err := a.House.Desk.Once(a.R.Context(), a.Who, verb, p.id, key, func(tx *db.Tx) error { return work(tx, p) })
		switch k := fault.KindOf(err); {
		case err == nil:
			done = append(done, p)
		case k == fault.Internal || k == fault.Unavailable || k == fault.Unsigned:
			return done, refused, err
		default:
			text, err := said(a, err)
			if err != nil {
				return done, refused, err
			}
			refused = append(refused, text)
		}
	}
	return done, refused, nil
}

// told is the message about many: how many were done, and which were not and why.
func told(what string, done []picked, refused []string) ui.Flash {
	f := ui.Flash{Tone: ui.Good, Text: fmt.Sprintf("Đã %s %d báo cáo.", what, len(done))}
	if len(refused) > 0 {
		f.Tone = ui.Warn
		f.Text = fmt.Sprintf("Đã %s %d báo cáo, %d chưa được: %s", what, len(done), len(refused), few(refused))
	}
	return f
}

// few says the first refusals, and how many more there are: a message has little room.
func few(refused []string) string {
	const most = 5
	if len(refused) <= most {
		return strings.Join(refused, " ")
	}
	return strings.Join(refused[:most], " ") + fmt.Sprintf(" Và %d báo cáo khác; các báo cáo chưa xong vẫn ở danh sách.", len(refused)-most)
}

// decidingMany accepts those that were ticked, or returns them with one reason.
var decidingMany = door.Action{
	Route: "POST /reports", Title: "Tiếp nhận, trả lại nhiều báo cáo", Guard: door.Guard{Verb: report.Accepting, Object: first},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		all, err := pick(a.Form()["report"])
		if err != nil {
			return ui.Outcome{}, err
		}
		if a.Form().Get("do") == "return" {
			return returnMany(a, all)
		}
		done, refused, err := each(a, report.Accepting, all, func(tx *db.Tx, p picked) error {
			_, err := report.Accept(tx, p.id, p.seen)
			return err
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		f := told("tiếp nhận", done, refused)
		if len(done) > 0 {
			words := make([]string, len(done))
			for i, p := range done {
				words[i] = p.word()
			}
			f.Undo = &ui.Undo{Action: "/reports/undo", Fields: door.Token("report", strings.Join(words, ","))}
		}
		return ui.Outcome{To: "/reports", Flash: &f}, nil
	},
}

func returnMany(a *door.Ask, all []picked) (ui.Outcome, error) {
	reason := viet.Clean(a.Form().Get("reason"))
	if reason == "" {
		f := ui.Flash{Tone: ui.Bad, Text: "Chưa trả lại: hãy ghi lý do trả lại để các đơn vị biết mà sửa, rồi chọn lại."}
		return ui.Outcome{To: "/reports", Flash: &f}, nil
	}
	done, refused, err := each(a, report.Returning, all, func(tx *db.Tx, p picked) error { return report.Return(tx, p.id, p.seen, reason) })
	f := told("trả lại", done, refused)
	return ui.Outcome{To: "/reports", Flash: &f}, err
}

// undoing takes back what was accepted a moment ago.
var undoing = door.Action{
	Route: "POST /reports/undo", Title: "Hoàn tác tiếp nhận", Guard: door.Guard{Verb: report.Undoing, Object: first},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		all, err := pick(a.Form()["report"])
		if err != nil {
			return ui.Outcome{}, err
		}
		done, refused, err := each(a, report.Undoing, all, func(tx *db.Tx, p picked) error { return report.Undo(tx, p.id, p.seen) })
		f := told("hoàn tác tiếp nhận", done, refused)
		return ui.Outcome{To: "/reports", Flash: &f}, err
	},
}
