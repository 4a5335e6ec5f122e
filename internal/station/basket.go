package station

import "sync"

// basket gathers envelopes that phones bring at the same moment, so that one act keeps them all: at a rush a single scan pays for no
// transaction and no line of the log of its own.
type basket struct {
	keep func([]Envelope) error

	mu      sync.Mutex
	waiting []waiting
	running bool
}

type waiting struct {
	Envelope
	done chan error
}

// basketMax is how many envelopes one act keeps at most.
const basketMax = 500

type basketKey struct{}

func (b Box) basket() *basket {
	return b.DB.Keep(basketKey{}, func() any { return &basket{keep: b.keep} }).(*basket)
}

// put returns once the envelope is on the disk. It is not ended by its caller's context: what is on its way is kept.
func (k *basket) put(e Envelope) error {
	w := waiting{e, make(chan error, 1)}
	k.mu.Lock()
	k.waiting = append(k.waiting, w)
	if !k.running {
		k.running = true
		go k.run()
	}
	k.mu.Unlock()
	return <-w.done
}

func (k *basket) run() {
	for {
		k.mu.Lock()
		group := k.waiting[:min(len(k.waiting), basketMax)]
		k.waiting = k.waiting[len(group):]
		if len(group) == 0 {
			k.running = false
			k.mu.Unlock()
			return
		}
		k.mu.Unlock()
		all, seen := make([]Envelope, 0, len(group)), map[string]bool{}
		for _, w := range group {
			if sum := w.sum(); !seen[sum] { // a phone that asks twice at once
				seen[sum] = true
				all = append(all, w.Envelope)
			}
		}
		err := k.keep(all)
		for _, w := range group {
			w.done <- err
		}
	}
}
