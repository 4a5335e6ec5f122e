// Package kind is the socket into which kinds of campaign are plugged.
//
// A kind needs three methods: its key, its name, its indicators. All else is optional, one interface of one method each
// (see socket.go), and each has a default, so that a door asks the package and not the kind: kind.SheetOf(k), kind.Check(k, …).
// The core never compares a kind's key; kindtest holds every member of the list in package kinds to this contract.
package kind

import (
	"slices"
	"strings"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/indicator"
)

// Kind is what makes a blood drive a blood drive (loại hình).
type Kind interface {
	// Key is the word in addresses, tables and indicator keys: "blood". Lower-case Latin letters only, never changed.
	Key() string
	// Name is what the union calls it: "Hiến máu tình nguyện".
	Name() string
	// Indicators are what is counted under it, in the order of a report. Their keys begin with the kind's key and a point.
	Indicators() []indicator.Indicator
}

// Set is the kinds known to this build, in the order in which they are offered.
type Set []Kind

// Get returns the kind with that key, or a fault NotFound that names those there are.
func (s Set) Get(key string) (Kind, error) {
	for _, k := range s {
		if k.Key() == key {
			return k, nil
		}
	}
	names := make([]string, len(s))
	for i, k := range s {
		names[i] = k.Name()
	}
	return nil, fault.NotFoundf("Không có loại hình %q. Các loại hình hiện có: %s.", key, strings.Join(names, ", "))
}

// Of returns the kind to which an indicator belongs, and false for one that belongs to none, such as member.members.
func (s Set) Of(indicatorKey string) (Kind, bool) {
	key, _, _ := strings.Cut(indicatorKey, ".")
	i := slices.IndexFunc(s, func(k Kind) bool { return k.Key() == key })
	if i < 0 {
		return nil, false
	}
	return s[i], true
}

// Indicators returns the indicators of all kinds, each with its Kind filled in.
func (s Set) Indicators() []indicator.Indicator {
	var all []indicator.Indicator
	for _, k := range s {
		all = append(all, Indicators(k)...)
	}
	return all
}

// Indicators returns the indicators of one kind, each with its Kind filled in.
func Indicators(k Kind) []indicator.Indicator {
	own := slices.Clone(k.Indicators())
	for i := range own {
		own[i].Kind = k.Key()
	}
	return own
}

// Indicator returns one indicator of a kind by its key.
func Indicator(k Kind, key string) (indicator.Indicator, bool) {
	for _, i := range Indicators(k) {
		if i.Key == key {
			return i, true
		}
	}
	return indicator.Indicator{}, false
}
