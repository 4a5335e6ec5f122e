package viet

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// collators are kept in a pool, as one of them serves one caller at a time. Numbers in names are ordered by value:
// "Đợt 2" stands before "Đợt 10".
var collators = sync.Pool{New: func() any {
	return &collator{Collator: collate.New(language.Vietnamese, collate.Numeric)}
}}

type collator struct {
	*collate.Collator
	buf collate.Buffer
}

// Compare orders two texts as a Vietnamese dictionary does: by letters (a ă â … d đ …), then by tones, then by case.
// It is 0 only for texts that are equal.
func Compare(a, b string) int {
	if a == b {
		return 0
	}
	c := collators.Get().(*collator)
	defer collators.Put(c)
	return cmp.Or(c.CompareString(a, b), cmp.Compare(a, b))
}

// SortKey returns a key whose byte order is the order of Compare, for texts that are ordered more than once.
func SortKey(s string) string {
	c := collators.Get().(*collator)
	defer collators.Put(c)
	c.buf.Reset()
	return string(c.KeyFromString(&c.buf, s)) + "\x00" + s
}

// Sort puts names into the order of Compare.
func Sort(names []string) { SortBy(names, func(s string) string { return s }) }

// SortBy puts things into the order of their names. Things of one name keep the order they had.
func SortBy[T any](things []T, name func(T) string) {
	sortBy(things, func(t T) string { return SortKey(name(t)) })
}

// SortPersons puts things into the order of the persons' names they bear: by tên, then họ, then chữ đệm.
func SortPersons[T any](things []T, name func(T) string) {
	sortBy(things, func(t T) string { return PersonKey(name(t)) })
}

// PersonKey is SortKey for the name of a person: its byte order is by tên (the last word), then họ (the first), then đệm.
func PersonKey(name string) string {
	family, middle, given := Parts(name)
	c := collators.Get().(*collator)
	defer collators.Put(c)
	var out strings.Builder
	for _, part := range []string{given, family, middle} {
		c.buf.Reset()
		out.Write(c.KeyFromString(&c.buf, part))
		out.WriteString("\x00\x00")
	}
	return out.String() + name
}

// Parts takes a person's name apart: họ, chữ đệm, tên. A name of one word is a tên.
func Parts(name string) (family, middle, given string) {
	words := strings.Fields(name)
	switch n := len(words); n {
	case 0:
		return "", "", ""
	case 1:
		return "", "", words[0]
	default:
		return words[0], strings.Join(words[1:n-1], " "), words[n-1]
	}
}

func sortBy[T any](things []T, key func(T) string) {
	type keyed struct {
		key   string
		thing T
	}
	all := make([]keyed, len(things))
	for i, t := range things {
		all[i] = keyed{key(t), t}
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	for i := range all {
		things[i] = all[i].thing
	}
}
