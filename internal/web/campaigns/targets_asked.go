package campaigns

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// asked is what units below want of a target's division: to be answered one by one, or several at once.
type asked struct {
	Action string
	Hidden map[string]string
	Rows   []askedRow
	May    bool // the person may answer
	More   int
}

// askedRow is one unit that does not agree with its part.
type askedRow struct {
	Unit, Href, By string
	Now, Want, Why string
	Value          string // of the box, "" where no number was proposed
	Revise, Uphold string // ways to answer an objection without a number
	Agree, Decline string
}

// some reports whether a number was proposed at all.
func (m asked) some() bool {
	return slices.ContainsFunc(m.Rows, func(r askedRow) bool { return r.Value != "" })
}

// askedMax is how many of them are answered on one page.
const askedMax = 50

func (d *cascade) asked(m *targets) error {
	var kids []campaign.Target
	for _, u := range d.units {
		if d.is("disputed", u) {
			kids = append(kids, d.kids[u])
		}
	}
	slices.SortStableFunc(kids, func(a, b campaign.Target) int { return cmp.Compare(a.MadeAt, b.MadeAt) })
	m.Asked = asked{Action: "/targets/" + d.t.ID + "/answers", Hidden: door.Token(), May: d.a.May(campaign.Answering, d.t.ID), More: max(0, len(kids)-askedMax)}
	kids = kids[:min(len(kids), askedMax)]
	var makers []string
	for _, k := range kids {
		makers = append(makers, k.MadeBy, d.asks[k.ID].MadeBy)
	}
	who, err := people.Names(d.v, makers)
	for _, k := range kids {
		here := "/targets/" + k.ID
		r := askedRow{Unit: d.names[k.Unit], Href: here, Now: ui.Int(k.Quantity), Why: k.Reason, By: who[k.MadeBy] + ", " + k.MadeAt.VN()}
		if p, asks := d.asks[k.ID]; asks {
			r.Want, r.Why, r.By = ui.Int(p.Quantity), p.Reason, who[p.MadeBy]+", "+p.MadeAt.VN()
			r.Value = p.ID + ":" + strconv.Itoa(k.Version)
			r.Agree, r.Decline = here+"/agree?proposal="+p.ID, here+"/decline?proposal="+p.ID
		} else {
			r.Revise, r.Uphold = here+"/revise", here+"/uphold"
		}
		m.Asked.Rows = append(m.Asked.Rows, r)
	}
	return err
}

// answeringAll agrees to several proposals, or declines them, in one act.
var answeringAll = door.Action{
	Route: "POST /targets/{id}/answers", Title: "Trả lời nhiều đề nghị", Guard: door.Guard{Verb: campaign.Answering},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		sent := a.Form()
		var all []campaign.Seen
		for _, v := range sent["proposal"] {
			id, version, _ := strings.Cut(v, ":")
			n, err := strconv.Atoi(version)
			if err != nil {
				return ui.Outcome{}, fault.Invalidf("Không đọc được đề nghị đã chọn. Hãy tải lại trang rồi chọn lại.")
			}
			all = append(all, campaign.Seen{Proposal: id, Version: n})
		}
		var t campaign.Target
		batch := ""
		agree := sent.Get("answer") == "agree"
		err := a.Do(func(tx *db.Tx) (err error) {
			if t, err = campaign.TargetByID(&tx.View, a.Object); err != nil {
				return err
			}
			if agree {
				batch, err = campaign.AgreeAll(tx, a.Object, all, campaign.Because{Reason: sent.Get("reason")})
				return err
			}
			return campaign.DeclineAll(tx, a.Object, all, sent.Get("reason"))
		})
		if err != nil {
			if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
				return ui.Outcome{}, err
			}
			return answersAgain(a, err)
		}
		if t.ID == "" { // sent twice
			return ui.Outcome{To: "/targets/" + a.Object}, nil
		}
		text := fmt.Sprintf("Đã trả lời không đồng ý %d đề nghị.", len(all))
		if agree {
			text = fmt.Sprintf("Đã đồng ý %d đề nghị và điều chỉnh chỉ tiêu.", len(all))
		}
		return wrote(dividing(t), batch, text), nil
	},
}

// answersAgain shows the division once more, with why nothing was answered.
func answersAgain(a *door.Ask, refused error) (ui.Outcome, error) {
	var m targets
	err := a.See(func(v *db.View) error {
		t, err := campaign.TargetByID(v, a.Object)
		if err != nil {
			return err
		}
		d, _, err := cascadeAt(a, t.Campaign, t.ID)
		if err != nil {
			return err
		}
		if m, err = d.page(looked{}, nil); err != nil {
			return err
		}
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Bad, Title: "Chưa trả lời được", Text: fault.Text(refused)})
		return nil
	})
	return ui.Outcome{Again: targetsView(m), Head: m.head()}, err
}
