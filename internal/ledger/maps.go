package ledger

import (
	"sync"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
)

// The maps that figures stand on are those of org and of place.
const (
	unionLine = org.UnionLine
	territory = place.Territory
)

func unitsOf(v *db.View) (*lineage.History, error) { return org.HistoryOf(v) }

func placesOf(v *db.View) (*lineage.History, error) { return place.HistoryOf(v) }

// gazetteer tells which node a word of the Book is, in one history.
type gazetteer struct {
	mu      sync.Mutex
	history *lineage.History
	nodes   []int32 // by word, -1 for none
}

func gazetteerOf(places bool) int {
	if places {
		return 1
	}
	return 0
}

// sync returns the nodes of all words; the answer is never changed. A node keeps its index in histories that follow from one another, which is
// looked after word by word when another history comes.
func (g *gazetteer) sync(h *lineage.History, text []string) []int32 {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.history == h && len(g.nodes) == len(text) {
		return g.nodes
	}
	nodes := make([]int32, len(text))
	for w, t := range text {
		if w < len(g.nodes) {
			if i := g.nodes[w]; i >= 0 && (g.history == h || int(i) < h.Len() && h.ID(i) == t) {
				nodes[w] = i
				continue
			} else if i < 0 && g.history == h {
				nodes[w] = -1
				continue
			}
		}
		nodes[w] = -1
		if i, ok := h.Index(t); ok {
			nodes[w] = i
		}
	}
	g.history, g.nodes = h, nodes
	return nodes
}
