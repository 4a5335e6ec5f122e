package lineage

import (
	"iter"

	"phongtrao/internal/base/day"
)

// Tree is one line as it stood on a day, laid out as an Euler tour: a node and all below it are the positions from
// Pos(i) up to End(i), End not included. It never changes.
type Tree struct {
	history *History
	line    string
	asOf    day.AsOf
	pos     []int32 // by index of node: its position, -1 for a node that does not stand here
	node    []int32 // by position: the index of the node
	end     []int32 // by position: the position after the last one below
	up      []int32 // by position: the position of the parent, -1 for none
	depth   []uint8 // by position: 0 for a root
}

// History returns the history that the tree was made from.
func (t *Tree) History() *History { return t.history }

// Line returns the key of the line.
func (t *Tree) Line() string { return t.line }

// AsOf returns what the tree answers to, with the day moved back to the last one on which the tree changed.
func (t *Tree) AsOf() day.AsOf { return t.asOf }

// Len returns the number of nodes that stand on the tree.
func (t *Tree) Len() int { return len(t.node) }

// Pos returns the position of a node, -1 where it does not stand on the tree.
func (t *Tree) Pos(i int32) int32 {
	if i < 0 || int(i) >= len(t.pos) {
		return -1
	}
	return t.pos[i]
}

// Has reports whether a node stands on the tree.
func (t *Tree) Has(i int32) bool { return t.Pos(i) >= 0 }

// At returns the index of the node at a position.
func (t *Tree) At(pos int32) int32 { return t.node[pos] }

// End returns the position after the last one below a node that stands on the tree.
func (t *Tree) End(i int32) int32 { return t.end[t.pos[i]] }

// Within reports whether node i is node above or stands below it.
func (t *Tree) Within(above, i int32) bool {
	p, q := t.Pos(above), t.Pos(i)
	return p >= 0 && q >= p && q < t.end[p]
}

// Parent returns the parent of a node; false for a root and for a node that does not stand on the tree.
func (t *Tree) Parent(i int32) (int32, bool) {
	p := t.Pos(i)
	if p < 0 || t.up[p] < 0 {
		return -1, false
	}
	return t.node[t.up[p]], true
}

// Depth returns the number of nodes above one, -1 for a node that does not stand on the tree.
func (t *Tree) Depth(i int32) int {
	p := t.Pos(i)
	if p < 0 {
		return -1
	}
	return int(t.depth[p])
}

// Chain returns a node and all above it, from itself up; none for a node that does not stand on the tree.
func (t *Tree) Chain(i int32) []int32 {
	var chain []int32
	for p := t.Pos(i); p >= 0; p = t.up[p] {
		chain = append(chain, t.node[p])
	}
	return chain
}

// Children returns the children of a node, in the order in which they came to be known.
func (t *Tree) Children(i int32) []int32 {
	p := t.Pos(i)
	if p < 0 {
		return nil
	}
	var out []int32
	for q := p + 1; q < t.end[p]; q = t.end[q] {
		out = append(out, t.node[q])
	}
	return out
}

// Roots returns the nodes without a parent.
func (t *Tree) Roots() []int32 {
	var out []int32
	for q := int32(0); int(q) < len(t.node); q = t.end[q] {
		out = append(out, t.node[q])
	}
	return out
}

// Under walks a node and all below it, parents before children.
func (t *Tree) Under(i int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		p := t.Pos(i)
		if p < 0 {
			return
		}
		for q := p; q < t.end[p]; q++ {
			if !yield(t.node[q]) {
				return
			}
		}
	}
}

// build lays out the tree: parents first, then children sorted by parent, then one walk without recursion.
func build(h *History, line int16, asOf day.AsOf) *Tree {
	n := int(h.count)
	c := cutAt(asOf)
	parent := make([]int32, n)
	alive := 0
	for i := range parent {
		node := h.at(int32(i))
		parent[i] = off
		if p := node.parent(line, c); p != off && living(node.state(c)) {
			parent[i] = p
			alive++
		}
	}
	first, next := make([]int32, n), make([]int32, n) // children as linked lists, in order of index
	for i := range first {
		first[i] = -1
	}
	roots := int32(-1)
	for i := n - 1; i >= 0; i-- {
		switch p := parent[i]; {
		case p == off:
		case p >= 0 && parent[p] != off:
			next[i], first[p] = first[p], int32(i)
		default:
			parent[i] = top
			next[i], roots = roots, int32(i)
		}
	}
	t := &Tree{history: h, line: h.lines[line], asOf: asOf, pos: make([]int32, n),
		node: make([]int32, 0, alive), end: make([]int32, alive), up: make([]int32, 0, alive), depth: make([]uint8, 0, alive)}
	for i := range t.pos {
		t.pos[i] = -1
	}
	at, above, deep := roots, int32(-1), uint8(0)
	for at >= 0 || above >= 0 {
		if at < 0 { // all children done: leave the parent
			t.end[above] = int32(len(t.node))
			at, above = next[t.node[above]], t.up[above]
			deep--
			continue
		}
		p := int32(len(t.node))
		t.pos[at] = p
		t.node, t.up, t.depth = append(t.node, at), append(t.up, above), append(t.depth, deep)
		at, above = first[at], p
		deep++
	}
	return t
}
