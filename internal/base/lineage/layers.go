package lineage

import "maps"

// layers finds the index of a node by its id. Layers are never changed, so histories share them; each is at least
// twice as large as the next, so that adding ids one by one costs little and finding one looks into few maps.
type layers []map[string]int32

func (l layers) find(id string) (int32, bool) {
	for _, m := range l {
		if i, ok := m[id]; ok {
			return i, true
		}
	}
	return 0, false
}

func (l layers) with(fresh map[string]int32) layers {
	if len(fresh) == 0 {
		return l
	}
	out := append(l[:len(l):len(l)], fresh)
	for n := len(out); n > 1 && len(out[n-2]) < 2*len(out[n-1]); n = len(out) {
		both := make(map[string]int32, len(out[n-2])+len(out[n-1]))
		maps.Copy(both, out[n-2])
		maps.Copy(both, out[n-1])
		out = append(out[:n-2:n-2], both)
	}
	return out
}
