package passport

import (
	"net/url"
	"strings"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
)

// Query writes a question as the words of an address: the same ones as the command line's. What is not asked is left out,
// so that one question has one address.
func Query(q ledger.Question) url.Values {
	v := url.Values{}
	set := func(key, value string) {
		if value != "" {
			v.Set(key, value)
		}
	}
	set("indicator", q.Indicator)
	if q.Period != day.All {
		set("from", q.Period.From.String())
		set("to", q.Period.To.String())
	}
	set("line", q.Line)
	set("on", q.On.String())
	if q.Known != 0 {
		set("known", q.Known.Time().UTC().Format(time.RFC3339Nano))
	}
	set("campaign", q.Campaign)
	set("activity", q.Activity)
	set("at", q.At)
	set("by", q.By)
	return v
}

// ParseQuery reads what Query wrote. Days are 2026-07-28, instants as in RFC 3339. A period with one end goes to the end of
// days on the other.
func ParseQuery(v url.Values) (ledger.Question, error) {
	q := ledger.Question{Indicator: v.Get("indicator"), Period: day.All, Line: v.Get("line"),
		Campaign: v.Get("campaign"), Activity: v.Get("activity"), At: v.Get("at"), By: v.Get("by")}
	if q.Indicator == "" {
		return q, fault.In("indicator", "Chưa chọn chỉ số. Hãy chọn một chỉ số, ví dụ blood.bags.")
	}
	for _, f := range []struct {
		key string
		d   *day.Day
	}{{"from", &q.Period.From}, {"to", &q.Period.To}, {"on", &q.On}} {
		typed := strings.TrimSpace(v.Get(f.key))
		if typed == "" {
			continue
		}
		d, err := day.Parse(typed)
		if err != nil {
			return q, fault.In(f.key, "Ngày “%s” không đúng. Hãy viết như 2026-07-28.", typed)
		}
		*f.d = d
	}
	if q.Period.To < q.Period.From {
		return q, fault.In("to", "Kỳ kết thúc ngày %s, trước ngày bắt đầu %s. Hãy đổi lại hai ngày.", q.Period.To.VN(), q.Period.From.VN())
	}
	if typed := strings.TrimSpace(v.Get("known")); typed != "" {
		t, err := time.Parse(time.RFC3339, typed)
		if err != nil {
			return q, fault.In("known", "Thời điểm “%s” không đúng. Hãy viết như 2026-07-28T08:00:00+07:00.", typed)
		}
		q.Known = day.InstantOf(t)
	}
	return q, nil
}
