package api

import (
	"net/http"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/rehearse"
	"phongtrao/internal/roster"
)

type newRehearsal struct {
	Sent
	Body rehearse.Ask
}

type oneRehearsal struct {
	Event int64 `path:"event" minimum:"1" doc:"Số của sự kiện diễn tập"`
}

func (s *server) rehearsals() {
	const tag = "Diễn tập"
	change(s, Operation{ID: "open-rehearsal", Path: "/rehearsals", Summary: "Mở diễn tập: điểm, máy soát và vé giả định; không thành số liệu", Tag: tag, Verb: gate.Rehearsing}, http.StatusCreated,
		func(_ *call, in *newRehearsal) string { return in.Body.Unit },
		func(_ *call, tx *db.Tx, in *newRehearsal) (rehearse.Staged, error) {
			return rehearse.Stage(tx, in.Body, false)
		})
	read(s, Operation{ID: "get-rehearsal", Path: "/rehearsals/{event}", Summary: "Máy chủ đã nhận và đếm được gì", Tag: tag, Verb: gate.Seeing},
		func(c *call, in *oneRehearsal) (string, error) {
			e, err := roster.EventByNumber(c.v, in.Event)
			return e.Activity, err
		},
		func(c *call, in *oneRehearsal) (rehearse.Ledgered, error) {
			e, err := roster.EventByNumber(c.v, in.Event)
			if err != nil {
				return rehearse.Ledgered{}, err
			}
			sites, err := activity.Sites(c.v, e.Activity)
			if err != nil {
				return rehearse.Ledgered{}, err
			}
			ids := make([]string, len(sites))
			for i, a := range sites {
				ids[i] = a.ID
			}
			return rehearse.Said(c.v, e.Number, ids)
		})
}
