package campaigns

import (
	"cmp"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// savingShares writes the fields of one page of a division that were changed, in one act. Two people may write at the same time:
// only a unit to which both gave another number is a clash, and both numbers are shown.
var savingShares = door.Action{
	Route: "POST /campaigns/{id}/targets", Title: "Ghi phần chia", Guard: door.Guard{Verb: campaign.Sharing, Object: posted("of")},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		s := readShares(a.Form())
		if len(s.problems) == 0 {
			batch := ""
			err := a.Do(func(tx *db.Tx) (err error) {
				batch, err = s.write(tx, a)
				return err
			})
			switch k := fault.KindOf(err); {
			case err == nil:
				return s.done(a, batch), nil
			case errors.Is(err, errClash):
			case k == fault.Invalid || k == fault.Conflict:
				s.problems[fault.Field(err)] = fault.Text(err)
			default:
				return ui.Outcome{}, err
			}
		}
		return s.draw(a)
	},
}

// posted takes a guard's object from the form.
func posted(field string) func(r *http.Request) string {
	return func(r *http.Request) string { return r.PostFormValue(field) }
}

// sentShares are the fields of a division as they were sent.
type sentShares struct {
	retyped
	at   looked
	of   string
	was  map[org.UnitID]int64 // as the person saw it
	want map[org.UnitID]int64 // what was changed
	keep int64                // campaign.KeepAsIs where it was not changed
	why  campaign.Because
	then string
}

// errClash refuses to write over what somebody else wrote in the meantime; the problems say what.
var errClash = errors.New("campaigns: another number was written in the meantime")

func readShares(sent url.Values) *sentShares {
	s := &sentShares{of: sent.Get("of"), was: map[org.UnitID]int64{}, want: map[org.UnitID]int64{}, keep: campaign.KeepAsIs, then: sent.Get("then")}
	s.values, s.problems = map[string]string{}, map[string]string{}
	s.at.show, s.at.text = sent.Get("show"), viet.Clean(sent.Get("q"))
	s.at.after, _ = strconv.Atoi(sent.Get("after"))
	s.at.after = max(0, s.at.after)
	for pair := range strings.SplitSeq(sent.Get("was"), ",") {
		if u, n, ok := strings.Cut(pair, ":"); ok {
			s.was[u], _ = strconv.ParseInt(n, 10, 64)
		}
	}
	for name := range sent {
		s.values[name] = sent.Get(name)
		u, part := strings.CutPrefix(name, campaign.FieldOf(""))
		if !part {
			continue
		}
		n, err := wholeNumber(sent.Get(name))
		switch {
		case err != nil:
			s.problems[name] = fault.Text(err)
		case n != s.was[u]:
			s.want[u] = n
		}
	}
	kept, _ := strconv.ParseInt(sent.Get("kept"), 10, 64)
	if n, err := wholeNumber(sent.Get("keep")); err != nil {
		s.problems["keep"] = fault.Text(err)
	} else if n != kept {
		s.keep = n
	}
	s.why = campaign.Because{Dispatch: sent.Get("dispatch"), Item: sent.Get("item"), Reason: sent.Get("reason")}
	return s
}

// wholeNumber reads one number in any spelling, nothing as 0; an interval is no target.
func wholeNumber(text string) (int64, error) {
	if viet.Clean(text) == "" {
		return 0, nil
	}
	ask := form.Form{Fields: []form.Field{{Name: "n", Label: "Chỉ tiêu", Kind: form.Count}}}
	answers, problems := ask.Parse(url.Values{"n": {text}})
	if len(problems) > 0 {
		return 0, fault.Invalidf("%s", problems[0].Text)
	}
	n, _ := answers.Number("n")
	return n.Lo, nil
}

func (s *sentShares) write(tx *db.Tx, a *door.Ask) (string, error) {
	t, err := campaign.TargetByID(&tx.View, s.of)
	if err != nil {
		return "", err
	}
	if t.Campaign != a.Path("id") {
		return "", fault.NotFoundf("Không có chỉ tiêu này trong phong trào đang xem. Hãy mở lại từ trang phong trào.")
	}
	kids, err := campaign.Targets(&tx.View, campaign.Filter{Parent: t.ID})
	if err != nil {
		return "", err
	}
	var makers []string
	for _, k := range kids {
		if n, changed := s.want[k.Unit]; changed && k.Quantity != s.was[k.Unit] && k.Quantity != n {
			makers = append(makers, k.MadeBy)
		}
	}
	who, err := people.Names(&tx.View, makers)
	if err != nil {
		return "", err
	}
	for _, k := range kids {
		n, changed := s.want[k.Unit]
		if changed && k.Quantity != s.was[k.Unit] && k.Quantity != n {
			s.problems[campaign.FieldOf(k.Unit)] = cmp.Or(who[k.MadeBy], "Người khác") + " vừa ghi " + ui.Int(k.Quantity) + " lúc " + k.MadeAt.VN() + ". Ghi lại lần nữa để dùng số của bạn, hoặc sửa theo số ấy."
		}
	}
	if len(makers) > 0 {
		return "", errClash
	}
	parts := []campaign.ShareOf{}
	for _, u := range slices.Sorted(maps.Keys(s.want)) {
		parts = append(parts, campaign.ShareOf{Unit: u, Quantity: s.want[u]})
	}
	return campaign.Allot(tx, t.ID, t.Version, campaign.Allotment{Parts: parts, Keep: s.keep, What: "nhập tay", Because: s.why})
}

// done leads back to the page, or on to the next, with the way to take it back.
func (s *sentShares) done(a *door.Ask, batch string) ui.Outcome {
	pairs := []string{"of", s.of, "show", s.at.show, "q", s.at.text}
	if s.at.after > 0 {
		pairs = append(pairs, "after", strconv.Itoa(s.at.after))
	}
	here := door.Address("/campaigns/"+a.Path("id")+"/targets", pairs...)
	return wrote(cmp.Or(s.then, here), batch, "Đã ghi phần chia của "+ui.Int(int64(len(s.want)))+" đơn vị. Các đơn vị sẽ thấy phần của mình và trả lời.")
}

// wrote is where one comes after a batch was written: with the way to take it back.
func wrote(to, batch, text string) ui.Outcome {
	out := saidDone(to, text)
	if batch != "" { // "": the same form was sent twice
		out.Flash.Undo = &ui.Undo{Action: "/target-batches/" + batch + "/undo", Fields: map[string]string{door.TokenField: batch}}
	}
	return out
}

// draw shows the page once more, with what was typed and what is wrong with it.
func (s *sentShares) draw(a *door.Ask) (ui.Outcome, error) {
	var m targets
	err := a.See(func(*db.View) error {
		d, _, err := cascadeAt(a, a.Path("id"), s.of)
		if err != nil {
			return err
		}
		if d == nil {
			return fault.NotFoundf("Không có chỉ tiêu này trong phong trào đang xem. Hãy mở lại từ trang phong trào.")
		}
		m, err = d.page(s.at, &s.retyped)
		return err
	})
	return ui.Outcome{Again: targetsView(m), Head: m.head()}, err
}

// undoing takes back what was written in one go.
var undoing = door.Action{
	Route: "POST /target-batches/{id}/undo", Title: "Hoàn tác", Guard: door.Guard{Verb: campaign.Undoing},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		var b campaign.Batch
		var t campaign.Target
		back := ""
		err := a.Do(func(tx *db.Tx) (err error) {
			back, err = campaign.Undo(tx, a.Object)
			return err
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		if err := a.See(func(v *db.View) (err error) {
			if b, err = campaign.BatchByID(v, a.Object); err == nil {
				t, err = campaign.TargetByID(v, b.Target)
			}
			return err
		}); err != nil {
			return ui.Outcome{}, err
		}
		to := "/targets/" + t.ID
		if b.Shared() {
			to = dividing(t)
		}
		out := wrote(to, back, "Đã hoàn tác "+ui.Int(int64(b.Lines))+" chỉ tiêu; bản cũ và lần hoàn tác đều còn trong lịch sử.")
		if out.Flash.Undo != nil {
			out.Flash.Undo.Label = "Làm lại"
		}
		return out, nil
	},
}

// undoForm is the button that takes a batch back.
func undoForm(batch string) ui.Component {
	return undoButton("/target-batches/"+batch+"/undo", door.Token()[door.TokenField])
}
