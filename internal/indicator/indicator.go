// Package indicator keeps what is counted, each thing with its definition.
//
// It keeps true that an indicator has a definition in words, that its measure never changes once declared, and that a changed
// wording leaves the earlier one readable. Who counts, and how much, is left to the ledger.
package indicator

import (
	"cmp"
	"embed"
	"maps"
	"regexp"
	"slices"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of the package's tables.
var Schema = db.Line{Name: "indicator", Files: files}

// Indicator is one thing that is counted.
type Indicator struct {
	Key        string  // "blood.bags": kind, full stop, word
	Name       string  // "Số đơn vị máu tiếp nhận"
	Definition string  // what counts and what does not, in a sentence
	Measure    Measure //
	Stock      bool    // a level and not a flow: summed over units, never over time; the last count of a period holds
	Kind       string  // key of the kind of campaign that declared it
	Of         string  // the word behind a number on the screen, "đơn vị máu"; empty = that of the measure
}

// Label returns the word behind a number: "đơn vị máu".
func (i Indicator) Label() string { return cmp.Or(i.Of, i.Measure.Label()) }

var keyForm = regexp.MustCompile(`^[a-z][a-z0-9]*(\.[a-z][a-z0-9_]*)+$`)

func (i Indicator) check() error {
	switch {
	case !keyForm.MatchString(i.Key):
		return fault.In("key", "Mã chỉ số “%s” không đúng dạng. Hãy viết như blood.bags: chữ thường không dấu, có dấu chấm.", i.Key)
	case i.Name == "":
		return fault.In("name", "Chỉ số %s chưa có tên.", i.Key)
	case i.Definition == "":
		return fault.In("definition", "Chỉ số %s chưa có định nghĩa. Hãy ghi rõ cái gì được tính và cái gì không.", i.Key)
	case !i.Measure.Known():
		return fault.In("measure", "Đơn vị tính “%s” của chỉ số %s chưa được biết đến. Hãy dùng một trong: %s.", i.Measure, i.Key, known())
	}
	return nil
}

func known() string {
	words := slices.Collect(maps.Values(labels))
	slices.Sort(words)
	return strings.Join(words, ", ")
}

// Declare makes indicators known. What is already there as given stays; another wording becomes a further version.
// A changed measure, or a stock made a flow, is a fault of kind Conflict: the entries already made would change their meaning.
func Declare(tx *db.Tx, list []Indicator) error {
	have, err := load(&tx.View)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, i := range list {
		i.Name, i.Definition, i.Of = viet.Clean(i.Name), viet.Clean(i.Definition), viet.Clean(i.Of)
		if err := i.check(); err != nil {
			return err
		}
		was, known := have[i.Key]
		switch {
		case known && was.Indicator == i:
			continue
		case known && (was.Measure != i.Measure || was.Stock != i.Stock):
			return fault.Conflictf("Chỉ số %s đang tính bằng %s, không đổi được cách tính. Hãy lập chỉ số mới với mã khác.", i.Key, was.Measure.Label())
		}
		have[i.Key] = version{i, was.number + 1}
		rows = append(rows, row(have[i.Key], tx.At))
	}
	if len(rows) == 0 {
		return nil
	}
	if err := tx.Lock("indicator"); err != nil {
		return err
	}
	return tx.Insert("indicator_definition", columns, rows)
}

// Get returns an indicator by its key; a fault of kind NotFound where there is none.
func Get(v *db.View, key string) (Indicator, error) {
	all, err := current(v)
	if err != nil {
		return Indicator{}, err
	}
	i, ok := all[key]
	if !ok {
		return Indicator{}, fault.NotFoundf("Không có chỉ số “%s”. Hãy chọn một chỉ số trong danh mục.", key)
	}
	return i.Indicator, nil
}

// All returns every indicator, in order of their keys.
func All(v *db.View) ([]Indicator, error) {
	all, err := current(v)
	if err != nil {
		return nil, err
	}
	list := make([]Indicator, 0, len(all))
	for _, key := range slices.Sorted(maps.Keys(all)) {
		list = append(list, all[key].Indicator)
	}
	return list, nil
}
