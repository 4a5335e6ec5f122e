// Package story tells flows in text.
//
// A story is a txtar file in testdata: a script of verbs, one a line, told over a house that begins empty, through the desk,
// so that leave is asked and every act is logged. What a reading verb tells stands behind an arrow. Figures prove themselves
// wherever they are asked for (see figures.go), and each story ends with the ledger sealed and verified. Only tests import
// this package; docs/guides/telling-a-story.md shows how to write one.
package story

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/testkit"
	"phongtrao/internal/testkit/furnished"

	"github.com/rogpeppe/go-internal/txtar"
)

// story is a script being told.
type story struct {
	t     testing.TB
	h     *house.House
	clock *testkit.Clock
	who   act.Who
	files map[string]string      // the papers that the script brings along, by name
	keys  map[string]string      // the script's word for something → its key
	words map[string]string      // and back
	marks map[string]day.Instant // instants that the script named
	eyes  map[string]string      // person, thing → the version that the person has before their eyes
}

// begin is when every story begins: eight o'clock on 2 January 2020.
var begin = time.Date(2020, 1, 2, 8, 0, 0, 0, day.Zone)

// Tell tells one story. The script is the part of the archive before its first file; its lines are counted for messages.
func Tell(t testing.TB, name string, archive []byte) {
	t.Helper()
	a := txtar.Parse(archive)
	h, k := furnished.Since(t, begin)
	s := &story{t: t, h: h, clock: k.Clock, files: map[string]string{}, keys: map[string]string{}, words: map[string]string{},
		marks: map[string]day.Instant{}, eyes: map[string]string{}}
	for _, f := range a.Files {
		s.files[f.Name] = string(f.Data)
	}
	for n, text := range strings.Split(string(a.Comment), "\n") {
		where := fmt.Sprintf("%s:%d", name, n+1)
		if err := s.tell(text, func(format string, args ...any) {
			t.Helper()
			t.Errorf("%s: %s\n\t%s", where, strings.TrimSpace(text), fmt.Sprintf(format, args...))
		}); err != nil {
			t.Fatalf("%s: %s\n\t%v", where, strings.TrimSpace(text), err)
		}
	}
	if err := s.close(); err != nil {
		t.Fatalf("%s: at the end: %v", name, err)
	}
}

// tell tells one line. What it was expected to tell and did not goes to wrong; the story goes on.
func (s *story) tell(text string, wrong func(string, ...any)) error {
	l, err := parse(text)
	if err != nil || l.verb == "" {
		return err
	}
	v, err := l.check()
	if err != nil {
		return err
	}
	got, err := v.do(s, l)
	switch {
	case err != nil:
		return err
	case l.want != nil && got != *l.want:
		wrong("tells  %s\n\texpect %s", got, *l.want)
	case l.want == nil && v.tells:
		return fmt.Errorf("tells %q: what is expected stands behind →", got)
	}
	return nil
}

// scene sets time and persons, and holds what a story does with its own lines.
var scene = verbs{
	"clock": {"clock DAY", false, func(s *story, l line) (string, error) {
		at, err := instant(l.args[0], 8*time.Hour)
		if err == nil && at.Before(s.clock.Now()) {
			err = fmt.Errorf("a story does not go back: it is %s", s.clock.Now().Format(time.DateTime))
		}
		s.clock.Set(at)
		return "", err
	}},
	"mark": {"mark WORD", false, func(s *story, l line) (string, error) {
		s.clock.Advance(time.Second)
		s.marks[l.args[0]] = day.InstantOf(s.clock.Now())
		s.clock.Advance(time.Second)
		return "", nil
	}},
	"as": {"as PERSON [is ROLE] [at UNIT]", false, func(s *story, l line) (string, error) {
		if l.args[0] == act.Program {
			s.who = act.System("câu chuyện")
			return "", nil
		}
		if l.has("is") {
			s.who = act.System("câu chuyện")
			if err := s.act(people.Granting, l.get("at"), func(tx *db.Tx) error {
				_, err := access.Give(tx, access.Grant{Person: l.args[0], Role: access.Role(l.get("is")), Unit: l.get("at")})
				return err
			}); err != nil {
				return "", err
			}
		}
		s.who = act.Who{Person: l.args[0], Session: l.args[0], Device: "máy của " + l.args[0]}
		return "", nil
	}},
	"repeat": {"repeat COUNT LINE…", false, func(s *story, l line) (string, error) {
		n, err := number(l.args[0])
		for i := int64(1); i <= n && err == nil; i++ {
			err = s.tell(strings.ReplaceAll(l.rest, "{n}", fmt.Sprint(i)), func(f string, args ...any) { err = fmt.Errorf(f, args...) })
		}
		return "", err
	}},
	"refuse": {"refuse KIND WORDS LINE…", false, func(s *story, l line) (string, error) {
		kind, ok := map[string]fault.Kind{"invalid": fault.Invalid, "missing": fault.NotFound, "denied": fault.Denied, "unsigned": fault.Unsigned, "conflict": fault.Conflict}[l.args[0]]
		if !ok {
			return "", fmt.Errorf("%s is no kind of fault: invalid, missing, denied, unsigned, conflict", l.args[0])
		}
		before, err := s.written()
		if err != nil {
			return "", err
		}
		err = s.tell(l.rest, func(string, ...any) {})
		switch {
		case err == nil:
			return "", fmt.Errorf("was not refused")
		case fault.KindOf(err) != kind || l.args[1] == "" || !strings.Contains(fault.Text(err), l.args[1]):
			return "", fmt.Errorf("refused otherwise (kind %d): %w", fault.KindOf(err), err)
		}
		after, err := s.written()
		if err == nil && before != after {
			err = fmt.Errorf("refused, and yet something was written: %v, then %v", before, after)
		}
		return "", err
	}},
	"look": {"look THING", false, func(s *story, l line) (string, error) {
		version, err := s.version(l.args[0])
		s.eyes[s.who.Person+" "+l.args[0]] = version
		return "", err
	}},
}

// act does an act, a second after the one before.
func (s *story) act(verb act.Verb, object string, work func(tx *db.Tx) error) error {
	s.clock.Advance(time.Second)
	return s.h.Desk.Do(context.Background(), s.who, verb, object, work)
}

// see reads what the person may read.
func (s *story) see(verb act.Verb, object string, read func(v *db.View) error) error {
	return s.h.Desk.See(context.Background(), s.who, verb, object, read)
}

// written tells what a refused line must leave as it was.
func (s *story) written() (w [4]string, err error) {
	err = s.h.DB.See(context.Background(), func(v *db.View) error {
		log, err := act.Log(v, act.Filter{Limit: 1})
		if err != nil {
			return err
		}
		units, err := org.HistoryOf(v)
		if err != nil {
			return err
		}
		places, err := place.HistoryOf(v)
		if err != nil {
			return err
		}
		f, err := ledger.RollUp(v, ledger.Question{Indicator: "blood.bags", Period: day.All})
		for _, r := range log {
			w[0] = r.ID
		}
		w[1], w[2], w[3] = fmt.Sprint(units.Head()), fmt.Sprint(places.Head()), fmt.Sprint(f.Through)
		return err
	})
	return w, err
}

// name keeps the script's word for what an act made.
func (s *story) name(word, key string) {
	s.keys[word], s.words[key] = key, word
}

// key returns the key that a word of the script stands for; units, places and indicators are called by their keys.
func (s *story) key(word string) string {
	if k, ok := s.keys[word]; ok {
		return k
	}
	return word
}

// word is the other way round.
func (s *story) word(key string) string {
	if w, ok := s.words[key]; ok {
		return w
	}
	return key
}

// close seals the ledger and holds it to its own proof.
func (s *story) close() error {
	if err := ledger.Seal(context.Background(), s.h.DB); err != nil {
		return err
	}
	return s.h.DB.See(context.Background(), func(v *db.View) error {
		r, err := ledger.Verify(v)
		if err == nil && !r.OK() {
			err = fmt.Errorf("the ledger does not hold: %v", r.Failures)
		}
		return err
	})
}

// all are the verbs of every story.
var all = verbs{}

func init() {
	for _, some := range []verbs{scene, ground, reading, work, days, papers, figures, rules} {
		for name, v := range some {
			if _, twice := all[name]; twice {
				panic("story: two verbs " + name)
			}
			all[name] = v
		}
	}
}

// Usages returns how each verb is written, in order.
func Usages() (list []string) {
	for _, v := range all {
		list = append(list, v.usage)
	}
	slices.Sort(list)
	return list
}
