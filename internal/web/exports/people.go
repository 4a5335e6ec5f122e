package exports

import (
	"strings"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// batch is how many acts are read at once.
const batch = 2000

var acts = table{
	key: "log", title: "Nhật ký", guard: door.Guard{Verb: people.SeeingLog, Object: door.Home},
	columns: []sheet.Column{{Title: "Lúc", Width: 19}, {Title: "Việc", Width: 26}, {Title: "Người thực hiện", Width: 30}, {Title: "Đơn vị", Width: 50}, {Title: "Đối tượng", Width: 30}, {Title: "Thiết bị", Width: 30}, {Title: "Ghi chú", Width: 60}},
	rows: func(x *export) error {
		p, err := x.period()
		if err != nil {
			return err
		}
		whole := x.sight.Whole()
		f := act.Filter{Verb: x.Query("verb"), Object: x.Query("object"), From: p.From.Start(), Limit: batch}
		if x.Query("to") != "" {
			f.Until = p.To.Add(1).Start()
		}
		if x.Query("from") == "" {
			f.From = 0
		}
		for {
			all, err := act.Log(x.V, f)
			if err != nil {
				return err
			}
			var who []string
			for _, r := range all {
				who = append(who, r.Person)
			}
			names, err := people.Names(x.V, who)
			if err != nil {
				return err
			}
			for _, r := range all {
				f.Before = r.ID
				if !whole && (r.Scope == "" || !x.sight.Has(r.Scope)) {
					continue
				}
				if err := x.row(r.At, r.Verb, names[r.Person], x.unit(r.Scope, x.Today()), r.Object, r.Device, r.Note); err != nil {
					return err
				}
			}
			if len(all) < batch {
				return nil
			}
		}
	},
}

// personsMax bounds how many persons are written.
const personsMax = 200_000

// persons are written as their list shows them: without log-ins, sessions or anything by which one signs in.
var persons = table{
	key: "people", title: "Người dùng", guard: door.Guard{Verb: people.Seeing, Object: door.Home},
	columns: []sheet.Column{{Title: "Họ và tên", Width: 30}, {Title: "Chức vụ", Width: 30}, {Title: "Đơn vị công tác", Width: 50}, {Title: "Quyền đang có", Width: 80}},
	rows: func(x *export) error {
		all, err := people.Find(x.V, x.Query("q"), personsMax)
		if err != nil {
			return err
		}
		viet.SortPersons(all, func(p people.Person) string { return p.Name })
		for _, p := range all {
			if p.Forgotten != 0 || !x.sight.Has(p.Unit) {
				continue
			}
			held, err := access.Of(x.V, p.ID)
			if err != nil {
				return err
			}
			var words []string
			for _, g := range held {
				if g.Holds(x.Today()) {
					words = append(words, g.Role.Label()+" tại "+x.unit(g.Unit, x.Today()))
				}
			}
			if err := x.row(p.Name, p.Title, x.unit(p.Unit, x.Today()), strings.Join(words, "; ")); err != nil {
				return err
			}
		}
		return nil
	},
}
