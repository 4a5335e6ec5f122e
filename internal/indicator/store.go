package indicator

import (
	"sync/atomic"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
)

var columns = []string{"key", "version", "name", "definition", "measure", "stock", "kind", "unit_word", "at"}

type version struct {
	Indicator
	number int64
}

func row(v version, at day.Instant) []any {
	return []any{v.Key, v.number, v.Name, v.Definition, string(v.Measure), v.Stock, v.Kind, v.Of, at}
}

func scan(s db.Scanner) (v version, err error) {
	var measure string
	var stock int64
	err = s.Scan(&v.Key, &v.number, &v.Name, &v.Definition, &measure, &stock, &v.Kind, &v.Of)
	v.Measure, v.Stock = Measure(measure), stock != 0
	return v, err
}

// load reads the last version of every indicator.
func load(v *db.View) (map[string]version, error) {
	list, err := db.All(v, scan, `SELECT key, version, name, definition, measure, stock, kind, unit_word FROM indicator_definition ORDER BY key, version`)
	all := make(map[string]version, len(list))
	for _, i := range list {
		all[i.Key] = i
	}
	return all, err
}

// kept is what was last read, with the number of rows it was read from: rows are only ever added.
type kept struct {
	rows int64
	all  map[string]version
}

type shelfKey struct{}

type viewKey struct{}

// current returns all indicators as this view sees them; the map is shared and must not be changed.
func current(v *db.View) (map[string]version, error) {
	if v.InTx() { // an act may have declared some that are not yet committed
		var rows int64
		if err := v.Row(`SELECT count(*) FROM indicator_definition`).Scan(&rows); err != nil {
			return nil, err
		}
		return shared(v, rows, false)
	}
	type answer struct {
		all map[string]version
		err error
	}
	a := v.Memo(viewKey{}, func() any {
		var rows int64
		if err := v.Row(`SELECT count(*) FROM indicator_definition`).Scan(&rows); err != nil {
			return answer{nil, err}
		}
		all, err := shared(v, rows, true)
		return answer{all, err}
	}).(answer)
	return a.all, a.err
}

func shared(v *db.View, rows int64, keep bool) (map[string]version, error) {
	shelf := v.DB().Keep(shelfKey{}, func() any { return new(atomic.Pointer[kept]) }).(*atomic.Pointer[kept])
	if k := shelf.Load(); k != nil && k.rows == rows {
		return k.all, nil
	}
	all, err := load(v)
	if err == nil && keep {
		shelf.Store(&kept{rows, all})
	}
	return all, err
}

// Versions returns every wording that an indicator ever had, the earliest first.
func Versions(v *db.View, key string) ([]Indicator, error) {
	list, err := db.All(v, scan, `SELECT key, version, name, definition, measure, stock, kind, unit_word FROM indicator_definition WHERE key = ? ORDER BY version`, key)
	out := make([]Indicator, len(list))
	for k, i := range list {
		out[k] = i.Indicator
	}
	return out, err
}
