package roster

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"runtime"
	"sync"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/people"
)

// NameRounds makes trying many names against a stolen list slow.
const NameRounds = 2000

const nameTagSize = 8

// NameTag is what stands in a gate's list in place of a name: who types the whole name, in any spelling, makes the same tag. nil for no name.
func (e Event) NameTag(name string) []byte {
	folded := viet.Fold(name)
	if folded == "" {
		return nil
	}
	tag, err := pbkdf2.Key(sha256.New, folded, append([]byte("name:"), e.Salt...), NameRounds, nameTagSize)
	if err != nil {
		panic(err) // the length is right
	}
	return tag
}

// NameTags makes many tags on all processors: a list's, before its act, which then holds up nobody else.
func (e Event) NameTags(names []string) [][]byte {
	first := map[string]int{} // many people share a name
	for i, n := range names {
		if f := viet.Fold(n); f != "" {
			if _, there := first[f]; !there {
				first[f] = i
			}
		}
	}
	work := make(chan int)
	tags := make([][]byte, len(names))
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(first)) {
		wg.Go(func() {
			for i := range work {
				tags[i] = e.NameTag(names[i])
			}
		})
	}
	for _, i := range first {
		work <- i
	}
	close(work)
	wg.Wait()
	for i, n := range names {
		if f := viet.Fold(n); f != "" {
			tags[i] = tags[first[f]]
		}
	}
	return tags
}

// issue makes the tickets of registrations that have a place. Names and tags of participants may be given, by their keys, where the
// caller has them.
func issue(tx *db.Tx, e *Event, all []*Registration, names map[string]string, tags map[string][]byte) error {
	if len(all) == 0 {
		return nil
	}
	signs, err := signing(&tx.View)
	if err != nil {
		return err
	}
	serial, err := advance(tx, e.Number, counterSerial, len(all))
	if err != nil {
		return err
	}
	change, err := advance(tx, e.Number, counterChange, len(all))
	if err != nil {
		return err
	}
	if serial+int64(len(all)) > 1<<32 {
		return fault.Invalidf("Sự kiện này đã phát hết số vé.")
	}
	codes, err := newCodes(tx, e.Number, len(all))
	if err != nil {
		return err
	}
	bibs, err := e.newBibs(tx, all)
	if err != nil {
		return err
	}
	if tags, err = e.tagsOf(&tx.View, all, names, tags); err != nil {
		return err
	}
	made := make([]Ticket, len(all))
	for i, r := range all {
		made[i] = Ticket{Event: e.Number, Serial: serial + int64(i), Registration: r.ID, Activity: r.Activity, Unit: r.Unit, Slot: r.Slot,
			Key: signs, Code: codes[i], Bib: bibs[i], NameTag: tags[r.Person], Issued: tx.At, Change: change + int64(i)}
	}
	return insertTickets(tx, made)
}

// tagsOf makes the tags that are not there yet.
func (e *Event) tagsOf(v *db.View, all []*Registration, names map[string]string, tags map[string][]byte) (map[string][]byte, error) {
	if tags == nil {
		tags = map[string][]byte{}
	}
	var ids, unknown []string
	for _, r := range all {
		if r.Person == "" || tags[r.Person] != nil {
			continue
		}
		ids = append(ids, r.Person)
		if _, ok := names[r.Person]; !ok {
			unknown = append(unknown, r.Person)
		}
	}
	found, err := people.Participants(v, unknown)
	if err != nil {
		return nil, err
	}
	words := make([]string, len(ids))
	for i, id := range ids {
		if words[i] = names[id]; words[i] == "" {
			words[i] = found[id].Name
		}
	}
	for i, tag := range e.NameTags(words) {
		tags[ids[i]] = tag
	}
	return tags, nil
}

// newCodes makes short codes that no ticket of the event has.
func newCodes(tx *db.Tx, event int64, n int) ([]string, error) {
	codes := make([]string, 0, n)
	taken := map[string]bool{}
	for len(codes) < n {
		fresh := make([]string, 0, n-len(codes))
		chance := make([]byte, 8*(n-len(codes)))
		rand.Read(chance) // never fails
		for ; len(chance) > 0; chance = chance[8:] {
			fresh = append(fresh, ticket.Code(binary.BigEndian.Uint64(chance)))
		}
		if err := takenCodes(tx, event, fresh, taken); err != nil {
			return nil, err
		}
		for _, c := range fresh {
			if !taken[c] {
				codes = append(codes, c)
				taken[c] = true
			}
		}
	}
	return codes, nil
}

// takenCodes says which codes some ticket has. For more than a few, all of the event's are read, which needs no plan of PostgreSQL's: one
// that was made while the table was empty would read the whole table for each hundred.
func takenCodes(tx *db.Tx, event int64, fresh []string, taken map[string]bool) error {
	read := func(more string, args ...any) error {
		found, err := db.All(&tx.View, db.Text, "SELECT code FROM roster_ticket WHERE event = ?"+more, append([]any{event}, args...)...)
		for _, c := range found {
			taken[c] = true
		}
		return err
	}
	if len(fresh) > 100 {
		return read("")
	}
	return inHundreds(fresh, func(marks string, args []any) error { return read(" AND code IN ("+marks+")", args...) })
}

// newBibs numbers bibs, each site's by itself.
func (e *Event) newBibs(tx *db.Tx, all []*Registration) ([]string, error) {
	of := map[string][]int{} // by site
	for i, r := range all {
		of[r.Activity] = append(of[r.Activity], i)
	}
	bibs := make([]string, len(all))
	for site, list := range of {
		prefix, err := e.prefix(tx, site)
		if err != nil {
			return nil, err
		}
		n, err := advance(tx, e.Number, counterBib+prefix, len(list))
		if err != nil {
			return nil, err
		}
		for k, i := range list {
			bibs[i] = Bib(prefix, n+int64(k))
		}
	}
	return bibs, nil
}

// prefix is what stands before the numbers of a site's bibs; a site that was linked after the event was opened gets one now.
func (e *Event) prefix(tx *db.Tx, id string) (string, error) {
	if s, ok := e.Site(id); ok {
		return s.Prefix, nil
	}
	sites, err := activity.Sites(&tx.View, e.Activity)
	if err != nil {
		return "", err
	}
	if e.Settings, err = e.Settings.withSites(sites); err != nil {
		return "", err
	}
	s, _ := e.Site(id)
	return s.Prefix, e.save(tx)
}
