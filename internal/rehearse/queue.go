package rehearse

import "container/heap"

// agenda is what is still to happen, the earliest first; at one moment, in the order in which it was planned.
type agenda struct {
	list  list
	count int
	now   int64 // true time, milliseconds
}

type happening struct {
	at    int64
	order int
	do    func()
}

// at plans something; never before now.
func (a *agenda) at(t int64, do func()) {
	a.count++
	heap.Push(&a.list, happening{max(t, a.now), a.count, do})
}

// play lets everything happen.
func (a *agenda) play() {
	for a.list.Len() > 0 {
		h := heap.Pop(&a.list).(happening)
		a.now = h.at
		h.do()
	}
}

type list []happening

func (l list) Len() int { return len(l) }
func (l list) Less(i, j int) bool {
	return l[i].at < l[j].at || l[i].at == l[j].at && l[i].order < l[j].order
}
func (l list) Swap(i, j int) { l[i], l[j] = l[j], l[i] }
func (l *list) Push(x any)   { *l = append(*l, x.(happening)) }
func (l *list) Pop() any {
	old := *l
	x := old[len(old)-1]
	*l = old[:len(old)-1]
	return x
}
