package remark

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"phongtrao/internal/access"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/people"
)

// Mentionable returns the persons who hold a grant over a subject today, at its unit or above, in the order of names: whom a
// remark may name. They may all see the subject.
func Mentionable(v *db.View, s Subject) ([]people.Person, error) {
	chain, err := Over(v, string(s))
	if err != nil {
		return nil, err
	}
	var all []people.Person
	seen := map[string]bool{}
	for _, unit := range chain {
		grants, err := access.On(v, unit)
		if err != nil {
			return nil, err
		}
		for _, g := range grants {
			if seen[g.Person] || !g.Holds(v.At.Day()) {
				continue
			}
			seen[g.Person] = true
			p, err := people.Get(v, g.Person)
			if fault.KindOf(err) == fault.NotFound && err != nil || err == nil && p.Name == "" {
				continue
			}
			if err != nil {
				return nil, err
			}
			all = append(all, p)
		}
	}
	viet.SortPersons(all, func(p people.Person) string { return p.Name })
	return all, nil
}

// wordsMax is how many words a name after "@" may have.
const wordsMax = 7

// resolve puts keys in the place of names: "@Nguyễn Văn An", "@van an", "@an". The longest name that is one person's counts;
// a name of several persons, or of none, is asked about.
func resolve(text string, who []people.Person) (body string, named []string, err error) {
	var b strings.Builder
	for rest := text; ; {
		before, after, ok := strings.Cut(rest, "@")
		b.WriteString(before)
		if !ok {
			return b.String(), named, nil
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		first, _ := utf8.DecodeRuneInString(after)
		if before != "" && (unicode.IsLetter(last) || unicode.IsDigit(last)) || !unicode.IsLetter(first) { // an address, a lone sign
			b.WriteByte('@')
			rest = after
			continue
		}
		key, length, several := find(after, who)
		switch {
		case key == "" && len(several) > 0:
			return "", nil, fault.In("text", "Có nhiều người hợp với “@%s”: %s. Hãy ghi đủ họ tên.", firstWord(after), strings.Join(several, ", "))
		case key == "":
			return "", nil, fault.In("text", "Không có ai tên “%s” phụ trách số liệu này. Chỉ nhắc được người có quyền ở đơn vị này hoặc cấp trên.", firstWord(after))
		}
		if !slices.Contains(named, key) {
			named = append(named, key)
		}
		b.WriteString("@{" + key + "}")
		rest = after[length:]
	}
}

// find matches the words behind "@" with names: all of a name, or its last words.
func find(s string, who []people.Person) (key string, length int, several []string) {
	ends := wordEnds(s)
	for n := len(ends); n > 0; n-- {
		typed := viet.Fold(s[:ends[n-1]])
		var met []people.Person
		for _, p := range who {
			if name := viet.Fold(p.Name); name == typed || strings.HasSuffix(name, " "+typed) {
				met = append(met, p)
			}
		}
		switch len(met) {
		case 0:
			continue
		case 1:
			return met[0].ID, ends[n-1], nil
		}
		whole := slices.DeleteFunc(slices.Clone(met), func(p people.Person) bool { return viet.Fold(p.Name) != typed })
		if exact := slices.DeleteFunc(slices.Clone(whole), func(p people.Person) bool { return viet.Spell(p.Name) != viet.Spell(s[:ends[n-1]]) }); len(exact) == 1 {
			return exact[0].ID, ends[n-1], nil
		}
		if len(whole) == 1 {
			return whole[0].ID, ends[n-1], nil
		}
		for _, p := range met[:min(len(met), 5)] {
			several = append(several, p.Name+titled(p))
		}
		return "", 0, several
	}
	return "", 0, nil
}

func titled(p people.Person) string {
	if p.Title == "" {
		return ""
	}
	return " (" + p.Title + ")"
}

// wordEnds returns where the first words of a text end.
func wordEnds(s string) (ends []int) {
	in := false
	for i, r := range s {
		letter := unicode.IsLetter(r) || unicode.Is(unicode.M, r)
		if in && !letter {
			ends = append(ends, i)
		}
		in = letter
		if !letter && r != ' ' || len(ends) == wordsMax {
			return ends
		}
	}
	if in {
		ends = append(ends, len(s))
	}
	return ends
}

func firstWord(s string) string {
	if ends := wordEnds(s); len(ends) > 0 {
		return s[:ends[min(len(ends), 3)-1]]
	}
	return s
}
