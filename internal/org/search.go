package org

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
)

// Hit is a unit found by a name.
type Hit struct {
	Unit  UnitID
	Name  string // its name on the day asked about
	As    string // the spelling that was met, where it is another: an old name, a short one, an alias
	Kind  string
	Alive bool // on the day asked about
	Score int  // 100 for the name itself, less for less
}

//go:embed data/abbreviations.txt
var abbreviations string

// expand turns a name into the words by which it is found: folded, abbreviations written out, one space between and around.
var expand = func() func(string) string {
	long := map[string]string{}
	for line := range strings.Lines(abbreviations) {
		if short, full, ok := strings.Cut(line, "="); ok && !strings.HasPrefix(line, "#") {
			long[viet.Fold(strings.TrimSpace(short))] = viet.Fold(full)
		}
	}
	return func(name string) string {
		var b strings.Builder
		b.WriteByte(' ')
		for w := range strings.FieldsSeq(viet.Fold(name)) {
			b.WriteString(cmp.Or(long[w], w))
			b.WriteByte(' ')
		}
		return b.String()
	}
}()

// names is everything that units were ever called, ready to be searched. It never changes.
type names struct {
	head, aliases int64 // how far it has read
	list          []spelling
}

type spelling struct {
	node  int32
	text  string // as written
	words string // expanded
}

type namesKey struct{}

type namesShelf struct {
	mu  sync.Mutex
	now *names
}

// namesOf brings the kept names up to what the view sees.
func namesOf(v *db.View, h *lineage.History) (*names, error) {
	head, err := aliasHead(v)
	if err != nil {
		return nil, err
	}
	s := v.DB().Keep(namesKey{}, func() any { return &namesShelf{now: &names{}} }).(*namesShelf)
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.now
	if old.head == h.Head() && old.aliases == head {
		return old, nil
	}
	if old.head > h.Head() || old.aliases > head { // an older snapshot: what is newer is told apart by its day
		old = &names{}
	}
	fresh := &names{head: h.Head(), aliases: head, list: slices.Clip(old.list)}
	h.EachName(old.head, func(i int32, name, short string) {
		for _, text := range []string{name, short} {
			if text != "" {
				fresh.list = append(fresh.list, spelling{i, text, expand(text)})
			}
		}
	})
	more, err := selectAliases(v, old.aliases)
	if err != nil {
		return nil, err
	}
	for _, a := range more {
		if i, ok := h.Index(a.Unit); ok {
			fresh.list = append(fresh.list, spelling{i, a.Alias, expand(a.Alias)})
		}
	}
	if !v.InTx() {
		s.now = fresh
	}
	return fresh, nil
}

// Search finds units by any spelling of any name that they ever had: without marks, decomposed, abbreviated, or by an
// alias; where nothing fits, also with a letter amiss. The best come first, living ones before others.
func Search(v *db.View, q string, asOf day.AsOf, limit int) ([]Hit, error) {
	h, err := HistoryOf(v)
	if err != nil {
		return nil, err
	}
	all, err := namesOf(v, h)
	if err != nil {
		return nil, err
	}
	query := expand(q)
	tokens := strings.Fields(query)
	if len(tokens) == 0 {
		return nil, nil
	}
	type best struct{ score, at int }
	found := map[int32]best{}
	for _, match := range []func(string, string, []string) int{exactly, nearly} {
		for k, s := range all.list {
			if score := match(s.words, query, tokens); score > found[s.node].score {
				found[s.node] = best{score, k}
			}
		}
		if len(found) > 0 {
			break
		}
	}
	hits := make([]Hit, 0, len(found))
	for i, b := range found {
		hit := Hit{Unit: h.ID(i), Name: h.Name(i, asOf), Kind: h.Kind(i, asOf), Alive: h.Alive(i, asOf), Score: b.score}
		if text := all.list[b.at].text; text != hit.Name {
			hit.As = text
		}
		hits = append(hits, hit)
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		if a.Alive != b.Alive {
			if a.Alive {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(a.Name), len(b.Name)), viet.Compare(a.Name, b.Name), cmp.Compare(a.Unit, b.Unit))
	})
	return hits[:min(limit, len(hits))], nil
}

// exactly scores a spelling in which all words asked for are, at least by their beginnings; 0 for none.
func exactly(words, query string, tokens []string) int {
	switch {
	case words == query:
		return 100
	case strings.HasPrefix(words, query):
		return 90
	case strings.Contains(words, query):
		return 80
	case strings.Contains(words, query[:len(query)-1]): // the last word is being typed
		return 75
	}
	ordered, rest := true, words
	for _, t := range tokens {
		at := strings.Index(rest, " "+t)
		if at >= 0 && ordered {
			rest = rest[at+1:]
			continue
		}
		ordered = false
		if !strings.Contains(words, " "+t) {
			return 0
		}
	}
	if ordered {
		return 60
	}
	return 50
}

// nearly is exactly with one letter missing, added or changed in long words.
func nearly(words, _ string, tokens []string) int {
	for _, t := range tokens {
		if strings.Contains(words, " "+t) {
			continue
		}
		if len(t) < 4 || !slices.ContainsFunc(strings.Fields(words), func(w string) bool { return w[0] == t[0] && oneApart(w, t) }) {
			return 0
		}
	}
	return 30
}

// oneApart reports whether two words differ in one letter.
func oneApart(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	k := 0
	for k < len(b) && a[k] == b[k] {
		k++
	}
	if len(a) == len(b) {
		return k < len(b) && a[k+1:] == b[k+1:]
	}
	return a[k+1:] == b[k:]
}
