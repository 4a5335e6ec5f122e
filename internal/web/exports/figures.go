package exports

import (
	"net/http"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/web/door"
)

// question reads the figure that is asked about, and asks for leave over it: without a unit, whoever may not see everything is given
// their own, as on the page.
func question(x *export) (ledger.Question, error) {
	q, err := passport.ParseQuery(x.R.URL.Query())
	if err != nil {
		return q, err
	}
	leave := func() error { return x.House.Desk.Leave(x.V, x.Who, passport.Seeing, passport.Object(q), false) }
	if err = leave(); fault.KindOf(err) == fault.Denied && q.At == "" && q.Line != ledger.PlaceLine && x.Home() != "" {
		q.At = x.Home()
		err = leave()
	}
	return q, err
}

// atUnit is the object of tables about the unit that the address names, else about the person's own; the map of the state has no
// units, and is asked about in the question itself.
func atUnit(r *http.Request) string {
	if r.URL.Query().Get("line") == ledger.PlaceLine {
		return door.HomeObject
	}
	return door.AtOrHome("at")(r)
}

var entries = table{
	key: "entries", title: "Bút toán", guard: door.Guard{Verb: org.Seeing, Object: atUnit},
	columns: []sheet.Column{{Title: "Số", Width: 10}, {Title: "Ngày", Width: 12}, {Title: "Chỉ số", Width: 34}, {Title: "Mã chỉ số", Width: 20}, {Title: "Ít nhất", Width: 14}, {Title: "Nhiều nhất", Width: 14},
		{Title: "Bằng chứng", Width: 16}, {Title: "Đơn vị", Width: 44}, {Title: "Mã đơn vị", Width: 20}, {Title: "Địa điểm", Width: 30}, {Title: "Phong trào", Width: 40}, {Title: "Hoạt động", Width: 40},
		{Title: "Nguồn", Width: 44}, {Title: "Ghi chú", Width: 40}, {Title: "Ghi lúc", Width: 19}, {Title: "Đảo bút toán số", Width: 14}},
	rows: writeEntries,
}

func writeEntries(x *export) error {
	indicators := map[string]string{}
	list, err := indicator.All(x.V)
	if err != nil {
		return err
	}
	for _, i := range list {
		indicators[i.Key] = i.Name
	}
	drives := map[string]string{}
	all, err := activity.Between(x.V, day.All)
	if err != nil {
		return err
	}
	for _, a := range all {
		drives[a.ID] = a.Name
	}
	works := map[string]string{}
	known, err := campaign.List(x.V)
	if err != nil {
		return err
	}
	for _, c := range known {
		works[c.ID] = c.Name
	}
	write := func(e ledger.Entry) error {
		var most any
		if hi, bounded := e.Top(); bounded {
			most = hi
		}
		var reverses any
		if e.Reverses != 0 {
			reverses = e.Reverses
		}
		return x.row(e.Seq, e.Day, indicators[e.Indicator], e.Indicator, e.Lo, most, e.Evidence.Label(), x.unit(e.Unit, e.Day), e.Unit, x.site(e.Place, e.Day),
			works[e.Campaign], drives[e.Activity], e.Source, e.Note, e.At, reverses)
	}
	if x.Query("indicator") != "" {
		q, err := question(x)
		if err != nil {
			return err
		}
		return ledger.EachProven(x.V, q, write)
	}
	p, err := x.period()
	if err != nil {
		return err
	}
	at := x.Query("at")
	if at == "" {
		at = x.Home()
	}
	if err := x.House.Desk.Leave(x.V, x.Who, passport.Seeing, passport.Object(ledger.Question{Indicator: "any", Period: day.All, At: at}), false); err != nil {
		return err
	}
	sees, err := x.seen(x.Query("at"))
	if err != nil {
		return err
	}
	return ledger.EachEntry(x.V, p, func(e ledger.Entry) error {
		if i, ok := x.units.Index(e.Unit); !ok || !sees[i] {
			return nil
		}
		return write(e)
	})
}

var figures = table{
	key: "figures", title: "Số liệu", guard: door.Guard{Verb: org.Seeing, Object: atUnit},
	columns: []sheet.Column{{Title: "Tên", Width: 50}, {Title: "Mã", Width: 24}, {Title: "Ít nhất", Width: 14}, {Title: "Nhiều nhất", Width: 14}, {Title: "Số bút toán", Width: 12}, {Title: "Cách xếp", Width: 30}},
	rows:    writeFigures,
}

// writeFigures writes a figure's parts by unit, place or activity; what nothing divides and the total stand below them.
func writeFigures(x *export) error {
	q, err := question(x)
	if err != nil {
		return err
	}
	if q.By == "" {
		q.By = ledger.ByUnit
	}
	f, err := ledger.RollUp(x.V, q)
	if err != nil {
		return err
	}
	write := func(name, key string, n ledger.Quantity, entries int, how string) error {
		var most any
		if hi, bounded := n.Top(); bounded {
			most = hi
		}
		return x.row(name, key, n.Lo, most, entries, how)
	}
	for _, p := range f.Parts {
		name := p.Name
		switch q.By {
		case ledger.ByActivity:
			if a, err := activity.Get(x.V, p.Key); err == nil {
				name = a.Name
			}
		case ledger.ByCampaign:
			if c, err := campaign.Get(x.V, p.Key); err == nil {
				name = c.Name
			}
		case ledger.ByEvidence:
			if e, err := ledger.EvidenceByKey(p.Key); err == nil {
				name = e.Label()
			}
		}
		if err := write(name, p.Key, p.Quantity, p.Entries, ""); err != nil {
			return err
		}
	}
	for _, p := range f.Unallocated {
		if err := write(p.Name, p.Key, p.Quantity, p.Entries, "không phân bổ được: "+ledger.WhyLabel(p.Why)); err != nil {
			return err
		}
	}
	return write("Tổng", "", f.Quantity, f.Entries, "")
}
