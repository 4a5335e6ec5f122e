package figures

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/web/door"
)

// guard asks for leave at the unit that a figure is of, else at the person's own; whether the question as a whole may be
// asked is looked at when it was read.
var guard = door.Guard{Verb: org.Seeing, Object: func(r *http.Request) string {
	if r.URL.Query().Get("line") == ledger.PlaceLine {
		return door.HomeObject
	}
	return door.AtOrHome("at")(r)
}}

// question reads the question of an address: days in any spelling, the instant at which something was known as RFC 3339 or
// as a day, by whose end it was known.
func question(a *door.Ask) (ledger.Question, error) {
	words := url.Values{}
	for _, key := range []string{"indicator", "line", "campaign", "activity", "at", "by"} {
		words.Set(key, a.Query(key))
	}
	if words.Get("line") == org.UnionLine { // it is the one that nobody needs to name
		words.Del("line")
	}
	for _, key := range []string{"from", "to", "on"} {
		d, err := a.Day(key, 0)
		if err != nil {
			return ledger.Question{}, err
		}
		words.Set(key, d.String())
	}
	at, err := knownAt(a)
	if err != nil {
		return ledger.Question{}, err
	}
	q, err := passport.ParseQuery(words)
	if q.Known = at; at >= a.V.At {
		q.Known = 0
	}
	return q, err
}

// knownAt reads the instant of "as known then".
func knownAt(a *door.Ask) (day.Instant, error) {
	typed := a.Query("known")
	if typed == "" {
		return 0, nil
	}
	if t, err := time.Parse(time.RFC3339, strings.ReplaceAll(typed, " ", "+")); err == nil {
		return day.InstantOf(t), nil
	}
	d, err := viet.ParseDate(typed)
	if err != nil {
		return 0, fault.In("known", "Không đọc được ngày “%s”. Hãy ghi ngày mà bạn muốn biết số liệu khi ấy, dạng 30/06/2025.", typed)
	}
	return d.Add(1).Start() - 1, nil
}

// allowed asks whether the person may see what a question asks.
func allowed(a *door.Ask, q ledger.Question) error {
	err := a.House.Desk.Leave(a.V, a.Who, passport.Seeing, passport.Object(q), false)
	if fault.KindOf(err) == fault.Denied && q.Line == ledger.PlaceLine {
		return fault.New(fault.Denied, "Số liệu theo địa điểm gộp của mọi đơn vị có mặt ở đó, nên chỉ mở cho người được giao quyền ở cấp cao nhất, "+
			"hoặc người chủ trì phong trào, hoạt động đang hỏi. Bạn vẫn xem được số liệu của đơn vị mình, chia theo địa điểm.")
	}
	return err
}

// leave is allowed for pages: without a unit, whoever may not see everything is shown their own, and the question comes
// back with it.
func leave(a *door.Ask, q ledger.Question) (ledger.Question, error) {
	err := allowed(a, q)
	if fault.KindOf(err) == fault.Denied && q.Line != ledger.PlaceLine && q.At == "" && a.Home() != "" {
		q.At = a.Home()
		err = allowed(a, q)
	}
	return q, err
}
