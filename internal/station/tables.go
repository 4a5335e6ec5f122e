package station

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"phongtrao/internal/access"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/gate"
	"phongtrao/internal/roster"
)

// scope is what a bundle is made for: the words that stand in the conditions of its tables.
type scope map[string][]any

func scopeOf(v *db.View, site activity.Activity, event roster.Event) (scope, error) {
	s := scope{"campaign": {site.Campaign}, "event": {event.Number}, "site": {site.ID}}
	all, err := activity.Sites(v, event.Activity)
	if err != nil {
		return nil, err
	}
	s.add("sites", event.Activity)
	for _, a := range all {
		s.add("sites", a.ID)
	}
	targets, err := campaign.Targets(v, campaign.Filter{Campaign: site.Campaign})
	if err != nil {
		return nil, err
	}
	for _, t := range targets {
		s.add("targets", t.ID)
	}
	chain, err := activity.Over(v, site.ID)
	if err != nil {
		return nil, err
	}
	for _, u := range chain {
		held, err := access.On(v, u)
		if err != nil {
			return nil, err
		}
		for _, g := range held {
			s.add("grants", g.ID)
			s.add("workers", g.Person)
			if g.Role == access.SiteLead || u == site.Unit {
				s.add("leads", g.Person)
			}
		}
	}
	return s, nil
}

func (s scope) add(word string, value any) {
	if !slices.Contains(s[word], value) {
		s[word] = append(s[word], value)
	}
}

// table is a table of which rows travel.
type table struct {
	name  string
	keys  string // columns of its key
	keep  bool   // a row that the station has stays as it is: what only grows, and what the station may change itself
	where string // which rows; :site, :event … stand for what the bundle is made for
	blank string // a column whose value stays behind
}

// tables are those that a station needs, and no others: the ground on which gates stand, tickets without their holders, the sealed lists.
// Names of those who signed up, registrations and keys that sign tickets are not among them; of the people who work there, those who
// lead the site may sign in at the station.
var tables = []table{
	{name: "org_line", keys: "key"}, {name: "org_kind", keys: "key"},
	{name: "org_fact", keys: "seq", keep: true}, {name: "org_succession", keys: "seq", keep: true}, {name: "org_change", keys: "id", keep: true},
	{name: "org_place", keys: "id", keep: true}, {name: "org_alias", keys: "seq", keep: true}, {name: "org_holding", keys: "id", keep: true},
	{name: "place_kind", keys: "key"},
	{name: "place_fact", keys: "seq", keep: true}, {name: "place_succession", keys: "seq", keep: true}, {name: "place_change", keys: "id", keep: true}, {name: "place_alias", keys: "seq", keep: true},
	{name: "campaign_campaign", keys: "id", where: "id = :campaign"}, {name: "campaign_words", keys: "campaign, version", where: "campaign = :campaign"},
	{name: "campaign_target", keys: "id", where: "campaign = :campaign"}, {name: "campaign_target_version", keys: "target, version", where: "target IN (:targets)"},
	{name: "activity_activity", keys: "id", where: "id IN (:sites)"},
	{name: "activity_version", keys: "activity, version", where: "activity IN (:sites)"},
	{name: "activity_partner", keys: "activity, version, line", where: "activity IN (:sites)"},
	{name: "roster_event", keys: "number", where: "number = :event"},
	{name: "roster_key", keys: "id", blank: "seed"},
	{name: "roster_quota", keys: "activity, unit, slot", where: "activity IN (:sites)"},
	{name: "roster_ticket", keys: "event, serial", where: "event = :event"},
	{name: "gate_door", keys: "id", keep: true, where: "activity = :site"},
	{name: "people_person", keys: "id", where: "id IN (:workers)"},
	{name: "people_account", keys: "person", where: "person IN (:leads)"},
	{name: "people_clock", keys: "person", where: "person IN (:leads)"},
	{name: "access_grant", keys: "id", keep: true, where: "id IN (:grants)"},
	{name: "access_end", keys: "grant_id", keep: true, where: "grant_id IN (:grants)"},
}

// bind puts what the bundle is made for in the place of its words.
func (s scope) bind(where string) (string, []any) {
	var out strings.Builder
	var args []any
	for {
		i := strings.IndexByte(where, ':')
		if i < 0 {
			return out.String() + where, args
		}
		end := i + 1
		for end < len(where) && where[end] >= 'a' && where[end] <= 'z' {
			end++
		}
		values := s[where[i+1:end]]
		if len(values) == 0 {
			values = []any{""} // names nothing
		}
		out.WriteString(where[:i] + strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", "))
		args, where = append(args, values...), where[end:]
	}
}

// heading begins a table in the stream; an array for each row follows. Or it is the sealed list of the gates.
type heading struct {
	Table  string     `json:"table,omitempty"`
	Cols   []string   `json:"cols,omitempty"`
	Sealed *gate.Rows `json:"sealed,omitempty"`
}

// pour writes the rows of all tables, also to sum.
func pour(v *db.View, s scope, sum io.Writer) ([]byte, error) {
	var b bytes.Buffer
	to := json.NewEncoder(io.MultiWriter(&b, sum))
	to.SetEscapeHTML(false)
	for _, t := range tables {
		text, args := "SELECT * FROM "+t.name, []any(nil)
		if t.where != "" {
			var where string
			where, args = s.bind(t.where)
			text += " WHERE " + where
		}
		begun := false
		err := db.Each(v, func(cols []string, row []any) error {
			if !begun {
				begun = true
				if err := to.Encode(heading{Table: t.name, Cols: cols}); err != nil {
					return err
				}
			}
			if i := slices.Index(cols, t.blank); i >= 0 {
				row[i] = ""
			}
			return to.Encode(row)
		}, text+" ORDER BY "+t.keys, args...)
		if err != nil {
			return nil, fmt.Errorf("station: reading %s: %w", t.name, err)
		}
	}
	return b.Bytes(), nil
}

const mergeRows = 500

// settle writes the rows of a bundle into the station's tables.
func settle(tx *db.Tx, rows *json.Decoder) error {
	var t table
	var cols []string
	var batch [][]any
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		err := tx.Merge(t.name, cols, strings.Split(t.keys, ", "), t.keep, batch)
		batch = batch[:0]
		return err
	}
	for {
		var raw json.RawMessage
		switch err := rows.Decode(&raw); {
		case errors.Is(err, io.EOF):
			return flush()
		case err != nil:
			return errFrame
		}
		if raw[0] == '{' {
			if err := flush(); err != nil {
				return err
			}
			var h heading
			if err := json.Unmarshal(raw, &h); err != nil {
				return errFrame
			}
			if h.Sealed != nil {
				if err := gate.KeepRows(tx, *h.Sealed); err != nil {
					return err
				}
				continue
			}
			i := slices.IndexFunc(tables, func(t table) bool { return t.name == h.Table })
			if i < 0 || slices.ContainsFunc(h.Cols, func(c string) bool { return !plain(c) }) {
				return fault.Invalidf("Gói dữ liệu có bảng “%s” mà trạm không nhận. Hãy dùng cùng một bản Phong Trào ở trạm và ở máy chủ.", h.Table)
			}
			t, cols = tables[i], h.Cols
			continue
		}
		row, err := values(raw)
		if err != nil || len(row) != len(cols) {
			return errFrame
		}
		if batch = append(batch, row); len(batch) == mergeRows {
			if err := flush(); err != nil {
				return err
			}
		}
	}
}

// plain reports whether a word is the name of a column and nothing else.
func plain(word string) bool {
	return word != "" && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

func values(raw json.RawMessage) ([]any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var row []any
	if err := d.Decode(&row); err != nil {
		return nil, err
	}
	for i, x := range row {
		switch x := x.(type) {
		case json.Number:
			n, err := x.Int64()
			if err != nil {
				return nil, err
			}
			row[i] = n
		case string:
		default:
			return nil, errFrame
		}
	}
	return row, nil
}
