package station

import "sync"

// phones remembers the keys of the station's phones; a phone's key never changes.
type phones struct {
	mu   sync.RWMutex
	byID map[string]string
}

type phonesKey struct{}

func (p *phones) get(id string) (string, bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	key, ok := p.byID[id]
	return key, ok
}

func (p *phones) put(id, key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.byID[id] = key
}
