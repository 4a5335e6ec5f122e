package units

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// naming adds another spelling of a unit's name, so that lists that use it are read.
var naming = door.Action{
	Route: "POST /units/{id}/aliases", Title: "Thêm tên gọi khác", Guard: door.Guard{Verb: org.Naming},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := nameQuestions.Parse(a.Form())
		if len(problems) == 0 {
			err := a.Do(func(tx *db.Tx) error {
				return org.AddAlias(tx, a.Object, answers.Text("alias"), answers.Text("source"))
			})
			if err == nil {
				return ui.Outcome{To: "/units/" + a.Object + "#aliases", Flash: &ui.Flash{Tone: ui.Good, Text: "Đã thêm tên gọi “" + answers.Text("alias") + "”."}}, nil
			}
			if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
				return ui.Outcome{}, err
			}
			problems = []form.Problem{form.ProblemOf(err)}
		}
		var m show
		err := a.See(func(*db.View) (err error) {
			m, err = loadShow(a)
			return err
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		again := nameForm(a.Object, &answers, problems)
		m.NameForm, m.Naming = &again, true
		return ui.Outcome{Again: showView(m), Head: ui.Head{Title: m.Name, Crumbs: m.Crumbs}}, nil
	},
}

var nameQuestions = form.Form{Fields: []form.Field{
	{Name: "alias", Label: "Tên gọi khác", Kind: form.Text, Required: true},
	{Name: "source", Label: "Gặp ở đâu", Help: "Số văn bản hoặc tên danh sách.", Kind: form.Text, Required: true},
}}

func nameForm(unit org.UnitID, answers *form.Answers, problems []form.Problem) ui.Form {
	var a form.Answers
	if answers != nil {
		a = *answers
	}
	return ui.Form{ID: "alias", Action: "/units/" + unit + "/aliases", Submit: "Thêm tên gọi", Hidden: door.Token()}.Ask(nameQuestions, a, problems)
}
