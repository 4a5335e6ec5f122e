package lineage_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
)

// A script tells what is recorded and asks how things stood. Days are written 2025-07-01; every act is recorded a second
// after the one before, from the day of the last "recorded" line on. A line that begins with "! " must be refused, with
// the words after "// " in its sentence.
//
//	recorded 2025-10-01                 the recording clock moves on
//	note k                              remembers the instant as "k", for "@k"
//	2025-07-01 found x < p [line:q …]   "-" for the head of a line
//	2025-07-01 rename x Tên mới         retype, recode likewise; name may hold spaces
//	2025-07-01 move x < p [line]        join, leave x line
//	2025-07-01 consolidate a b > c [< p]   absorb a b > c
//	2025-07-01 split x > a=c1,c2 b=* [ind a:400000 b:600000]   x itself may be a part; "=!": it exists
//	2025-07-01 dissolve x [> successor] [hold y]
//	2025-07-01 suspend x                resume x
//	2025-07-01 correct x Tên            born x 2024-01-01 (no day before), 2025-07-01 reparent x < p
//	withdraw n                          the nth change of the script, from 1
//	tree 2025-07-01[@k] [line]: r(a(b c) d)
//	locate x 2025-07-01[@k] [line]: at why [via n …]      at "-" for nowhere
//	name x 2025-07-01[@k]: Tên          life x[@k]: 2020-01-01..2025-07-01
type script struct {
	t       *testing.T
	h       *lineage.History
	at      day.Instant
	notes   map[string]day.Instant
	changes []string
}

func run(t *testing.T, text string) *script {
	t.Helper()
	s := &script{t: t, h: lineage.New(nil, nil), at: day.Must("2010-01-01").Start(), notes: map[string]day.Instant{}}
	for n, line := range strings.Split(strings.TrimSpace(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := s.line(line); err != nil {
			t.Fatalf("line %d: %s\n%v", n+1, line, err)
		}
	}
	return s
}

func (s *script) line(line string) error {
	if refused, ok := strings.CutPrefix(line, "! "); ok {
		act, want, _ := strings.Cut(refused, "//")
		before := s.h
		err := s.act(strings.Fields(act))
		if err == nil {
			return errors.New("was not refused")
		}
		if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.Conflict && kind != fault.NotFound {
			return fmt.Errorf("is no fault for a person: %v", err)
		}
		if !strings.Contains(fault.Text(err), strings.TrimSpace(want)) {
			return fmt.Errorf("says %q", fault.Text(err))
		}
		if s.h != before {
			return errors.New("was refused but changed something")
		}
		return nil
	}
	f := strings.Fields(line)
	switch f[0] {
	case "recorded":
		s.at = day.Must(f[1]).Start()
		return nil
	case "note":
		s.notes[f[1]] = s.at
		return nil
	case "tree", "locate", "name", "life":
		question, want, _ := strings.Cut(line, ": ")
		got, err := s.ask(strings.Fields(strings.TrimSuffix(question, ":")))
		if err == nil && got != strings.TrimSpace(want) {
			err = fmt.Errorf("got  %s\nwant %s", got, want)
		}
		return err
	}
	return s.act(f)
}

func (s *script) asOf(word string) day.AsOf {
	d, note, known := strings.Cut(word, "@")
	a := day.AsOf{}
	if d != "" {
		a.Day = day.Must(d)
	}
	if known {
		a.Known = s.notes[note]
	}
	return a
}

func (s *script) node(id string) int32 {
	i, ok := s.h.Index(id)
	if !ok {
		s.t.Fatalf("no node %s", id)
	}
	return i
}

func (s *script) ask(f []string) (string, error) {
	line := func(n int) string {
		if len(f) > n {
			return f[n]
		}
		return "union"
	}
	switch f[0] {
	case "tree":
		return draw(s.h.Tree(line(2), s.asOf(f[1]))), nil
	case "name":
		return s.h.Name(s.node(f[1]), s.asOf(f[2])), nil
	case "life":
		id, note, _ := strings.Cut(f[1], "@")
		born, ended := s.h.Life(s.node(id), s.notes[note])
		return born.String() + ".." + ended.String(), nil
	}
	loc := s.h.Tree(line(3), s.asOf(f[2])).Locate(s.node(f[1]))
	return s.place(loc), nil
}

var whys = [...]string{lineage.Here: "here", lineage.Successor: "successor", lineage.Undivided: "undivided",
	lineage.NotYet: "notyet", lineage.Gone: "gone", lineage.Outside: "outside"}

func (s *script) place(loc lineage.Location) string {
	at := func(i int32) string {
		if i < 0 {
			return "-"
		}
		return s.h.ID(i)
	}
	out := at(loc.At) + " " + whys[loc.Why]
	for _, v := range loc.Via {
		out += " " + strconv.Itoa(slices.Index(s.changes, v)+1)
	}
	for _, p := range loc.Parts {
		for _, ind := range slices.Sorted(maps.Keys(p.Shares)) {
			out += fmt.Sprintf(" %s:%s:%d", at(p.At), ind, p.Shares[ind])
		}
	}
	return out
}

// draw writes a tree as r(a(b c) d), children in order of id.
func draw(t *lineage.Tree) string {
	var sub func(list []int32) string
	sub = func(list []int32) string {
		var parts []string
		for _, i := range list {
			p := t.History().ID(i)
			if c := t.Children(i); len(c) > 0 {
				p += "(" + sub(c) + ")"
			}
			parts = append(parts, p)
		}
		slices.Sort(parts)
		return strings.Join(parts, " ")
	}
	return sub(t.Roots())
}

func (s *script) act(f []string) error {
	s.at += 1_000_000
	id := "c" + strconv.Itoa(len(s.changes)+1)
	d := s.h.Draft(id, s.at)
	d.Main = "union"
	if err := draft(d, f, s.changes); err != nil {
		return err
	}
	_, _, h, err := d.Done()
	if err != nil {
		return err
	}
	s.h, s.changes = h, append(s.changes, id)
	return nil
}

// draft carries out one act of a script.
func draft(d *lineage.Draft, f []string, changes []string) error {
	if f[0] == "withdraw" {
		n, _ := strconv.Atoi(f[1])
		return d.Withdraw(changes[n-1])
	}
	if f[0] == "born" {
		return d.CorrectBirth(f[1], day.Must(f[2]))
	}
	on, verb, id := day.Must(f[0]), f[1], f[2]
	after := func(mark string) string {
		if k := slices.Index(f, mark); k >= 0 {
			return f[k+1]
		}
		return ""
	}
	line := func(n int) string {
		if len(f) > n {
			return f[n]
		}
		return "union"
	}
	switch verb {
	case "found":
		parents := map[string]string{"union": f[4]}
		if f[4] == "~" {
			delete(parents, "union")
		}
		for _, p := range f[5:] {
			l, q, _ := strings.Cut(p, ":")
			parents[l] = q
		}
		return d.Found(on, lineage.Node{ID: id, Name: "Đơn vị " + strings.ToUpper(id), Kind: "k", Parents: parents})
	case "rename":
		return d.Set(id, on, lineage.Words{Name: strings.Join(f[3:], " ")})
	case "retype":
		return d.Set(id, on, lineage.Words{Kind: f[3]})
	case "recode":
		return d.Set(id, on, lineage.Words{Code: f[3]})
	case "move":
		return d.Move(id, line(5), f[4], on)
	case "join":
		return d.Join(id, line(5), f[4], on)
	case "leave":
		return d.Leave(id, f[3], on)
	case "consolidate", "absorb":
		k := slices.Index(f, ">")
		if verb == "absorb" {
			return d.Absorb(f[2:k], f[k+1], on)
		}
		n := lineage.Node{ID: f[k+1], Name: "Đơn vị " + strings.ToUpper(f[k+1]), Kind: "k"}
		if p := after("<"); p != "" {
			n.Parents = map[string]string{"union": p}
		}
		return d.Consolidate(f[2:k], n, on)
	case "dissolve":
		return d.Dissolve(id, after(">"), after("hold"), on)
	case "suspend":
		return d.Suspend(id, on)
	case "resume":
		return d.Resume(id, on)
	case "correct":
		return d.Correct(id, on, lineage.Words{Name: strings.Join(f[3:], " ")})
	case "reparent":
		return d.CorrectParent(id, line(5), f[4], on)
	case "split":
		return d.Split(id, portions(id, f[4:]), on)
	}
	return fmt.Errorf("no verb %q", verb)
}

func portions(self string, f []string) []lineage.Portion {
	var out []lineage.Portion
	indicator := ""
	for _, w := range f {
		if part, children, ok := strings.Cut(w, "="); ok {
			p := lineage.Portion{Node: lineage.Node{ID: part, Name: "Đơn vị " + strings.ToUpper(part), Kind: "k"}, New: part != self, Rest: children == "*"}
			if rest, exists := strings.CutPrefix(children, "!"); exists {
				p.New, children = false, rest
			}
			if !p.Rest && children != "" {
				p.Children = strings.Split(children, ",")
			}
			out = append(out, p)
			continue
		}
		if part, ppm, ok := strings.Cut(w, ":"); ok {
			n, _ := strconv.ParseInt(ppm, 10, 64)
			k := slices.IndexFunc(out, func(p lineage.Portion) bool { return p.ID == part })
			if out[k].Shares == nil {
				out[k].Shares = map[string]int64{}
			}
			out[k].Shares[indicator] = n
			continue
		}
		indicator = w
	}
	return out
}
