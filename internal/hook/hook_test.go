package hook_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/hook"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/testkit"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/token"
)

func on(d string) org.Decision {
	return org.Decision{Number: "1/QĐ", Date: day.Must(d), Issuer: "TLĐ", Effective: day.Must(d)}
}

// town is a small union with an officer over it and a program that hears everything below hp.
type town struct {
	*testkit.House
	an      *testkit.House
	program string
	courier *hook.Courier
}

func build(t *testing.T) *town {
	t.Helper()
	house, k := furnished.New(t)
	w := &town{House: k, courier: &hook.Courier{DB: k.DB, Desk: house.Desk, Private: true}}
	w.Desk = house.Desk
	w.Write(func(tx *db.Tx) error {
		_, err := org.FoundAll(tx, []org.Unit{{ID: "tld", Name: "Tổng Liên đoàn", Kind: "confederation"}, {ID: "hp", Name: "Liên đoàn HP", Kind: "federation", Parent: "tld"},
			{ID: "hd", Name: "Liên đoàn HD", Kind: "federation", Parent: "tld"}, {ID: "cs", Name: "CĐCS", Kind: "base", Parent: "hp"}, {ID: "xa", Name: "CĐCS Xa", Kind: "base", Parent: "hd"}}, on("2015-01-01"))
		return err
	})
	w.Do(people.Adding, "tld", func(tx *db.Tx) error {
		_, err := people.Add(tx, people.Person{ID: "an", Name: "An", Unit: "tld"})
		return err
	})
	w.an = w.Grant("an", access.FederationOfficer, "tld")
	w.an.Desk = house.Desk
	w.an.Do(token.Giving, "hp", func(tx *db.Tx) (err error) {
		var verbs []string
		for _, v := range token.Offered {
			verbs = append(verbs, v.Name)
		}
		w.program, _, err = token.Give(tx, token.Program{Name: "Đối tác", Unit: "hp", Verbs: verbs, Until: tx.At.Day().Add(90)})
		return err
	})
	return w
}

// post enters a figure of a unit.
func (w *town) post(unit string, n int64) (seqs []int64) {
	w.an.Do(report.Entering, unit, func(tx *db.Tx) (err error) {
		seqs, err = ledger.Post(tx, ledger.Posting{Unit: unit, Indicator: "welfare.gifts", Quantity: ledger.Exactly(n), Evidence: ledger.Signed, Day: day.Must("2026-06-30"), Source: "biên bản"})
		return err
	})
	return seqs
}

func (w *town) add(url string, topics ...hook.Topic) (id, secret string) {
	w.T.Helper()
	w.an.Do(hook.Adding, w.program, func(tx *db.Tx) (err error) {
		id, secret, err = hook.Add(tx, hook.Receiver{Program: w.program, URL: url, Topics: topics}, true)
		return err
	})
	return id, secret
}

// rounds lets the courier work until nothing is due.
func (w *town) rounds() {
	w.T.Helper()
	for range 100 {
		more, err := w.courier.Round(context.Background())
		if err != nil {
			w.T.Fatal(err)
		}
		if !more {
			return
		}
	}
	w.T.Fatal("the courier comes to no end")
}

// receiver is a partner's server: it keeps what it was told, and answers as it is told to.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	got    []hook.Wire
	bodies [][]byte
	signed []string
	answer int
}

func listen(t *testing.T) *receiver {
	r := &receiver{answer: http.StatusNoContent}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		var e hook.Wire
		if json.Unmarshal(body, &e) != nil || strconv.FormatInt(e.Seq, 10) != q.Header.Get(hook.SequenceHead) || e.Topic != q.Header.Get(hook.TopicHead) {
			t.Errorf("%s with %v", body, q.Header)
		}
		r.got, r.bodies, r.signed = append(r.got, e), append(r.bodies, body), append(r.signed, q.Header.Get(hook.SignatureHead))
		w.WriteHeader(r.answer)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) seqs() (all []int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range r.got {
		all = append(all, e.Seq)
	}
	return all
}

// Events are numbered without a gap, stand exactly with their acts, and concern the unit that is credited.
func TestOutbox(t *testing.T) {
	w := build(t)
	seqs := w.post("cs", 5)
	if err := w.an.Try(report.Entering, "cs", func(tx *db.Tx) error {
		if _, err := ledger.Post(tx, ledger.Posting{Unit: "cs", Indicator: "welfare.gifts", Quantity: ledger.Exactly(1), Evidence: ledger.Signed, Day: day.Must("2026-06-30"), Source: "x"}); err != nil {
			return err
		}
		return fault.Invalidf("không")
	}); err == nil {
		t.Fatal("no error")
	}
	w.an.Do(report.Reversing, strconv.FormatInt(seqs[0], 10), func(tx *db.Tx) error { _, err := ledger.Reverse(tx, seqs[0], "nhầm"); return err })
	w.an.Do(org.Renaming, "cs", func(tx *db.Tx) error { return org.Rename(tx, "cs", "CĐCS mới", "", on("2026-02-01")) })
	w.Do(org.Renaming, "hd", func(tx *db.Tx) error { return org.Rename(tx, "hd", "Do chương trình", "", on("2026-02-01")) }) // the program itself
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { w.post("xa", 1) })
	}
	wg.Wait()
	w.See(func(v *db.View) error {
		all, err := hook.After(v, 0, 100)
		if err != nil {
			return err
		}
		if len(all) != 11 {
			t.Fatalf("%+v", all)
		}
		for i, e := range all {
			if e.Seq != int64(i+1) || e.Act == "" {
				t.Errorf("event %d: %+v", i+1, e)
			}
		}
		if e := all[0]; e.Topic != hook.FigurePosted || e.Unit != "cs" || !slices.Equal(e.Entries, seqs) {
			t.Errorf("%+v", e)
		}
		if all[1].Topic != hook.FigureReversed || all[2].Topic != hook.UnitChanged || all[2].Unit != "cs" {
			t.Errorf("%+v", all[1:3])
		}
		return nil
	})
}

// A receiver hears each event once and in order, signed, and nothing of what its key may not read.
func TestTelling(t *testing.T) {
	w := build(t)
	r := listen(t)
	w.post("cs", 1) // before: not told
	_, secret := w.add(r.URL, hook.FigurePosted)
	w.post("cs", 2)
	w.post("xa", 3)                                                                                                      // beside
	w.an.Do(org.Renaming, "cs", func(tx *db.Tx) error { return org.Rename(tx, "cs", "CĐCS mới", "", on("2026-02-01")) }) // another topic
	w.post("hp", 4)
	w.rounds()
	w.rounds()
	if got := r.seqs(); !slices.Equal(got, []int64{2, 5}) {
		t.Errorf("told of %v", got)
	}
	now := w.DB.Now().Time()
	for i, body := range r.bodies {
		if !hook.Verify(secret, r.signed[i], body, now, time.Minute) {
			t.Errorf("the signature %s does not fit", r.signed[i])
		}
		if hook.Verify(secret+"x", r.signed[i], body, now, time.Minute) || hook.Verify(secret, r.signed[i], append(body, ' '), now, time.Minute) || hook.Verify(secret, r.signed[i], body, now.Add(time.Hour), time.Minute) {
			t.Error("a signature fits what it should not")
		}
	}
	// The giver of the key loses the grant: nothing more is told.
	w.Write(func(tx *db.Tx) error {
		held, err := access.Of(&tx.View, "an")
		if err != nil {
			return err
		}
		return access.End(tx, held[0].ID, tx.At.Day(), "nghỉ việc")
	})
	w.Do(report.Entering, "cs", func(*db.Tx) error { return nil })
	b := w.Grant("binh", access.FederationOfficer, "tld")
	b.Desk, w.an = w.Desk, b
	w.an.Desk = w.Desk
	w.post("cs", 6)
	w.rounds()
	if got := r.seqs(); len(got) != 2 {
		t.Errorf("told after the giver's end: %v", got)
	}
}

// What fails is tried again in order, later each time, and set aside in the end; replay tells it all again.
func TestAgain(t *testing.T) {
	w := build(t)
	r := listen(t)
	id, _ := w.add(r.URL, hook.FigurePosted)
	w.post("cs", 1)
	w.post("cs", 2)
	r.answer = http.StatusInternalServerError
	w.rounds()
	w.rounds()
	if got := r.seqs(); !slices.Equal(got, []int64{1}) {
		t.Errorf("without a pause: %v", got)
	}
	w.Clock.Advance(time.Minute)
	w.rounds()
	if got := r.seqs(); !slices.Equal(got, []int64{1, 1}) {
		t.Errorf("the second waits for the first: %v", got)
	}
	r.answer = http.StatusOK
	w.Clock.Advance(time.Hour)
	w.rounds()
	if got := r.seqs(); !slices.Equal(got, []int64{1, 1, 1, 2}) {
		t.Errorf("in order: %v", got)
	}
	// Never an answer: it is set aside, and the next goes on.
	w.post("cs", 3)
	r.answer = http.StatusGone
	for range hook.Attempts {
		w.rounds()
		w.Clock.Advance(3 * time.Hour)
	}
	var tries []hook.Try
	w.See(func(v *db.View) (err error) { tries, err = hook.Tries(v, id, 100); return err })
	if len(tries) != 4+hook.Attempts || tries[0].Outcome != hook.Dead || tries[0].Status != http.StatusGone || tries[1].Outcome != hook.Again {
		t.Errorf("%d tries, the last %+v", len(tries), tries[0])
	}
	r.answer, r.got = http.StatusOK, nil
	w.post("cs", 4)
	w.rounds()
	if got := r.seqs(); !slices.Equal(got, []int64{4}) {
		t.Errorf("after what was set aside: %v", got)
	}
	r.got = nil
	replay := func(from int64) error {
		return w.an.Try(hook.Replaying, id, func(tx *db.Tx) error { return hook.Replay(tx, id, from) })
	}
	if err := replay(2); err != nil {
		t.Fatal(err)
	}
	w.rounds()
	if got := r.seqs(); !slices.Equal(got, []int64{2, 3, 4}) {
		t.Errorf("told again: %v", got)
	}
	for _, from := range []int64{0, -1, 99} {
		if err := replay(from); fault.Field(err) != "from" {
			t.Errorf("from %d: %v", from, err)
		}
	}
	w.an.Do(hook.Ending, id, func(tx *db.Tx) error { return hook.End(tx, id, "không dùng nữa") })
	w.post("cs", 5)
	w.rounds()
	if got := r.seqs(); len(got) != 3 {
		t.Errorf("told after its end: %v", got)
	}
}

// Several servers at it tell each event once.
func TestTogether(t *testing.T) {
	w := build(t)
	r := listen(t)
	w.add(r.URL, hook.FigurePosted)
	for n := range int64(10) {
		w.post("cs", n+1)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			c := &hook.Courier{DB: w.DB, Desk: w.Desk, Private: true}
			for range 40 {
				if _, err := c.Round(context.Background()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	w.rounds()
	if got := r.seqs(); !slices.Equal(got, []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}) {
		t.Errorf("%v", got)
	}
}

// Nothing is sent into the own network, whatever name leads there, unless the server was told so.
func TestPrivate(t *testing.T) {
	w := build(t)
	r := listen(t)
	add := func(url string, private bool) error {
		return w.an.Try(hook.Adding, w.program, func(tx *db.Tx) error {
			_, _, err := hook.Add(tx, hook.Receiver{Program: w.program, URL: url, Topics: []hook.Topic{hook.FigurePosted}}, private)
			return err
		})
	}
	for _, url := range []string{"", "x", "ftp://a.vn", "http://a.vn/x", "https://127.0.0.1/x", "https://[::1]/x", "https://10.1.2.3/", "https://169.254.169.254/latest", "https://[::ffff:192.168.0.1]/", "https://u:p@a.vn/", "https://[64:ff9b::7f00:1]/"} {
		if err := add(url, false); fault.Field(err) != "url" {
			t.Errorf("%q: %v", url, err)
		}
	}
	w.add(r.URL, hook.FigurePosted)
	w.post("cs", 1)
	w.courier = &hook.Courier{DB: w.DB, Desk: w.Desk}
	w.rounds()
	if got := r.seqs(); len(got) != 0 {
		t.Errorf("told inside the network: %v", got)
	}
	if err := add("https://doi-tac.vn/nhan", false); err != nil {
		t.Error(err)
	}
}
