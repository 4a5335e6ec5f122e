package bench

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/gate"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
	"phongtrao/internal/web"
)

// gates measures the whole product at its doors, over HTTP on loopback: a phone's token, the unique ticket, the act, the ledger, its sealing.
// Where the country is a small one, so is the day.
func gates(ctx context.Context, b *bench) error {
	p := &gateBench{tickets: 22_000, phones: 64, offline: 1_000_000}
	if b.o.Entries < 100_000 {
		p.tickets, p.offline = 600, 2_000
	}
	if err := p.make(ctx, filepath.Join(b.o.Folder, "gate-"+strconv.FormatInt(time.Now().UnixNano(), 36)+".db")); err != nil {
		return err
	}
	defer p.house.Close()
	server := httptest.NewServer(web.Handler(p.house, web.Options{}))
	defer server.Close()
	p.address = strings.TrimPrefix(server.URL, "http://")
	for _, f := range p.devices { // phones have their list before the gates open
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/api/v1/gate/pack", nil)
		if err != nil {
			return err
		}
		r.Header.Set("Authorization", "Bearer "+f.Token)
		start := time.Now()
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return err
		}
		n, err := io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
		if err != nil {
			return err
		}
		if p.pack == 0 {
			p.pack = n
			b.add(Result{Name: "gate: first list of an event, made and sent", Value: ms(time.Since(start)), Unit: "ms", Note: fmt.Sprintf("%d tickets, %.2f MB", p.tickets, float64(n)/1e6)})
		}
	}
	for _, run := range []func(context.Context, *bench) error{p.bareHTTP, p.bareRows, p.closed, p.open, p.batches, p.backlog, p.million} {
		if err := run(ctx, b); err != nil {
			return err
		}
	}
	return p.check(ctx)
}

type gateBench struct {
	house                    *house.House
	address                  string
	tickets, phones, offline int
	texts                    []string
	devices                  []gatePhone
	event                    int64
	expected                 int64
	http, rows               float64 // bare limits
	processor                float64 // of a bare request, µs
	pack                     int64
}

type gatePhone struct {
	gate.Enrolled
	seq, cursor int64
}

func (p *gateBench) make(ctx context.Context, path string) (err error) {
	if p.house, err = house.Open(ctx, path, house.Options{}); err != nil {
		return err
	}
	d, who := p.house.DB, act.System("bench")
	today := d.Now().Day()
	var head, site string
	if err := d.Update(ctx, db.Ordered{Actor: act.Program}, func(tx *db.Tx) (err error) {
		by := func(n int) org.Decision {
			return org.Decision{Number: strconv.Itoa(n) + "/QĐ", Issuer: "LĐLĐ", Date: day.Of(2010, 1, 1), Effective: day.Of(2010, 1, 1)}
		}
		if head, err = org.Found(tx, org.Unit{Name: "LĐLĐ", Kind: "federation"}, by(1)); err != nil {
			return err
		}
		country, err := place.Found(tx, place.Place{Name: "Việt Nam", Kind: "country"}, by(2))
		if err != nil {
			return err
		}
		park, err := place.Found(tx, place.Place{Name: "KCN", Kind: "park", Parent: country}, by(3))
		if err != nil {
			return err
		}
		c, err := campaign.Create(tx, campaign.Campaign{Kind: "run", Owner: head, Period: day.Year(today.Year()), Words: campaign.Words{Name: "Giải chạy"}})
		if err != nil {
			return err
		}
		if site, err = activity.Create(tx, c, activity.Plan{Name: "Giải chạy", Day: today, Place: park, Unit: head}); err != nil {
			return err
		}
		return activity.Advance(tx, site, activity.Step{From: activity.Draft, To: activity.Announced})
	}); err != nil {
		return err
	}
	do := func(verb act.Verb, work func(tx *db.Tx) error) error {
		return p.house.Desk.Do(ctx, who, verb, site, work)
	}
	if err := do(roster.OpeningEvent, func(tx *db.Tx) error {
		e, err := roster.OpenEvent(tx, site, roster.Settings{WalkIns: true, Services: []roster.Service{{Key: roster.Came, Label: "Vào"}, {Key: "finishers", Label: "Về đích"}, {Key: "shirt", Label: "Áo"}, {Key: "meal", Label: "Ăn"}}})
		p.event = e.Number
		return err
	}); err != nil {
		return err
	}
	for n := 0; n < p.tickets; n += 4000 {
		if err := do(roster.Registering, func(tx *db.Tx) error {
			all := make([]roster.Signup, min(4000, p.tickets-n))
			for i := range all {
				all[i] = roster.Signup{Activity: site, Unit: head, Source: roster.ByList, Who: &people.Participant{Name: fmt.Sprint("Nguyễn Thị Mẫu ", n+i), Year: 1990}, Tag: []byte("12345678")}
			}
			_, err := roster.Register(tx, all)
			return err
		}); err != nil {
			return err
		}
	}
	if err := d.See(ctx, func(v *db.View) error {
		all, err := roster.TicketsOf(v, p.event, roster.TicketFilter{})
		for _, t := range all {
			signed, err := roster.Sign(v, t)
			if err != nil {
				return err
			}
			p.texts = append(p.texts, signed.Text())
		}
		return err
	}); err != nil {
		return err
	}
	for n := range p.phones {
		var code string
		if err := do(gate.Inviting, func(tx *db.Tx) error {
			door, err := gate.OpenDoor(tx, site, fmt.Sprint("Cổng ", n), roster.Came)
			if err == nil {
				code, err = gate.Invite(tx, site, door, "Máy", day.InstantOf(tx.At.Time().Add(20*time.Hour)))
			}
			return err
		}); err != nil {
			return err
		}
		e, err := gate.EnrolPhone(ctx, p.house.Desk, d, gate.Enrolment{Protocol: gate.Protocol, Code: code, PublicKey: base64.StdEncoding.EncodeToString(make([]byte, 32))})
		if err != nil {
			return err
		}
		p.devices = append(p.devices, gatePhone{Enrolled: e})
	}
	return nil
}

const batchPath = "/api/v1/gate/batch"

// body writes a batch: of tickets from one number on, or of people who just come where what is "".
func (p *gateBench) body(out []byte, f *gatePhone, what string, from, n int) []byte {
	now := time.Now().UnixMilli()
	out = append(append(out, `{"protocol":1,"device":"`...), f.Device...)
	out = strconv.AppendInt(append(out, `","sent":`...), now, 10)
	out = strconv.AppendInt(append(out, `,"made":`...), f.seq+int64(n), 10)
	out = strconv.AppendInt(append(out, `,"cursor":`...), f.cursor, 10)
	out = append(out, `,"beat":{"battery":80,"storage":3,"pack":"1-1","packAt":0,"offset":0,"app":"bench"},"scans":[`...)
	for i := range n {
		if i > 0 {
			out = append(out, ',')
		}
		f.seq++
		out = strconv.AppendInt(append(out, `{"seq":`...), f.seq, 10)
		out = strconv.AppendInt(append(out, `,"at":`...), now, 10)
		if what == "" {
			out = append(out, `,"offset":0,"what":"came","how":"plus","said":"walked_in","admitted":true}`...)
			continue
		}
		out = append(append(out, `,"offset":0,"what":"`...), what...)
		out = append(append(append(out, `","how":"ticket","ticket":"`...), p.texts[from+i]...), `","said":"welcome","admitted":true}`...)
	}
	return append(out, "]}"...)
}

var cursorMark = []byte(`"news":{"cursor":`)

// sender has one connection for each of some clients.
func (p *gateBench) senders(n int) ([]*client, func(), error) {
	all := make([]*client, n)
	closeAll := func() {
		for _, c := range all {
			if c != nil {
				c.conn.Close()
			}
		}
	}
	for i := range all {
		var err error
		if all[i], err = dial(p.address); err != nil {
			closeAll()
			return nil, nil, err
		}
	}
	return all, closeAll, nil
}

// send sends one batch and remembers how far the phone knows the news.
func (p *gateBench) send(c *client, f *gatePhone, buffer *[]byte, what string, from, n int) error {
	*buffer = p.body((*buffer)[:0], f, what, from, n)
	answer, err := c.post(batchPath, f.Token, *buffer)
	if err != nil {
		return err
	}
	if i := bytes.LastIndex(answer, cursorMark); i >= 0 {
		rest := answer[i+len(cursorMark):]
		f.cursor, _ = strconv.ParseInt(string(rest[:bytes.IndexByte(rest, ',')]), 10, 64)
	}
	return nil
}

// singles sends single scans of tickets from all phones.
func (p *gateBench) singles(what string, n, rate int) (load, error) {
	clients, closeAll, err := p.senders(p.phones)
	if err != nil {
		return load{}, err
	}
	defer closeAll()
	buffers := make([][]byte, p.phones)
	l, err := drive(p.phones, rate, func(c, turn int) (bool, error) {
		at := turn*p.phones + c
		if at >= n {
			return false, nil
		}
		return true, p.send(clients[c], &p.devices[c], &buffers[c], what, at, 1)
	})
	p.expected += int64(len(l.all))
	return l, err
}

func (p *gateBench) closed(ctx context.Context, b *bench) error {
	l, err := p.singles(roster.Came, p.tickets, 0)
	if err != nil {
		return err
	}
	b.add(Result{Name: "gate: single scans, 64 connections", Value: l.rate(1), Unit: "/s", Bare: p.http, Limit: "the same requests read and answered without a database",
		Note: fmt.Sprintf("p50 %.1f ms, p99 %.1f ms; %.0f µs of processor each, of the bare ones %.0f, clients among it", ms(at(l.all, .5)), ms(at(l.all, .99)), l.each(), p.processor)})
	return nil
}

func (p *gateBench) open(ctx context.Context, b *bench) error {
	l, err := p.singles("finishers", min(p.tickets, 14_000), 2800)
	if err != nil {
		return err
	}
	b.add(Result{Name: "gate: single scans due at 2,800/s, p99", Value: ms(at(l.all, .99)), Unit: "ms", Note: fmt.Sprintf("p50 %.1f ms; %.0f/s answered", ms(at(l.all, .5)), l.rate(1))})
	return nil
}

// bulk sends batches of tickets, or of people who just come, from phones at once, some at a time each.
func (p *gateBench) bulk(what string, phones, total, size int) (load, error) {
	clients, closeAll, err := p.senders(phones)
	if err != nil {
		return load{}, err
	}
	defer closeAll()
	var mu sync.Mutex
	next := 0
	buffers := make([][]byte, phones)
	l, err := drive(phones, 0, func(c, turn int) (bool, error) {
		mu.Lock()
		from := next
		next += size
		mu.Unlock()
		n := min(size, total-from)
		if n <= 0 {
			return false, nil
		}
		return true, p.send(clients[c], &p.devices[c], &buffers[c], what, from, n)
	})
	p.expected += int64(total)
	return l, err
}

func (p *gateBench) batches(ctx context.Context, b *bench) error {
	l, err := p.bulk("meal", 8, p.tickets, min(250, p.tickets/8))
	if err != nil {
		return err
	}
	b.add(Result{Name: "gate: scans in batches of 250, 8 phones", Value: float64(p.tickets) / l.took.Seconds(), Unit: "/s", Bare: p.rows, Limit: "bare rows of the same shape, 64 in a commit",
		Note: fmt.Sprintf("p99 %.0f ms for a batch", ms(at(l.all, .99)))})
	return nil
}

func (p *gateBench) backlog(ctx context.Context, b *bench) error {
	l, err := p.bulk("shirt", min(60, p.phones), p.tickets, (p.tickets+59)/60)
	if err != nil {
		return err
	}
	b.add(Result{Name: "gate: a backlog of 60 phones, until the last receipt", Value: l.took.Seconds(), Unit: "s", Note: fmt.Sprintf("%d scans", p.tickets)})
	return nil
}

func (p *gateBench) million(ctx context.Context, b *bench) error {
	l, err := p.bulk("", 16, p.offline, gate.BatchMax)
	if err != nil {
		return err
	}
	b.add(Result{Name: "gate: records of offline phones in batches of 500", Value: l.took.Seconds(), Unit: "s", Bare: float64(p.offline) / p.rows, Limit: "bare rows of the same shape, 64 in a commit", Note: fmt.Sprintf("%d records, %.0f/s", p.offline, float64(p.offline)/l.took.Seconds())})
	return nil
}

// bareHTTP is the limit of reading and answering: the same requests, and no database behind.
func (p *gateBench) bareHTTP(ctx context.Context, b *bench) error {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		in, _, err := gate.ReadBatch(body)
		if err != nil {
			return
		}
		out := gate.AppendReceipt(nil, &gate.Receipt{Answers: []gate.Answer{{Seq: in.Made, Word: "welcome", Counts: true}}})
		w.Header().Set("Content-Length", strconv.Itoa(len(out)))
		_, _ = w.Write(out)
	}))
	defer server.Close()
	real, phones := p.address, p.devices
	p.address, p.devices = strings.TrimPrefix(server.URL, "http://"), append([]gatePhone(nil), p.devices...)
	before := p.expected
	l, err := p.singles(roster.Came, p.tickets, 0)
	p.address, p.devices, p.expected = real, phones, before
	if err != nil {
		return err
	}
	p.http, p.processor = l.rate(1), l.each()
	return nil
}

// bareRows is the limit of the disk and the engine: rows of a scan's shape, 64 in a commit, without anything else.
func (p *gateBench) bareRows(ctx context.Context, b *bench) error {
	d, err := db.Open(ctx, ":memory:", db.Options{})
	if err != nil {
		return err
	}
	defer d.Close()
	columns := make([]string, 28)
	for i := range columns {
		columns[i] = fmt.Sprint("c", i)
	}
	if err := d.Update(ctx, db.Ordered{}, func(tx *db.Tx) error {
		_, err := tx.Exec("CREATE TABLE bare (" + strings.Join(columns, " TEXT, ") + " TEXT)")
		return err
	}); err != nil {
		return err
	}
	rows := make([][]any, 64)
	for i := range rows {
		for range columns {
			rows[i] = append(rows[i], "0123456789")
		}
	}
	n := max(1, p.tickets/64)
	start := time.Now()
	for range n {
		if err := d.Update(ctx, db.Ordered{}, func(tx *db.Tx) error { return tx.Insert("bare", columns, rows) }); err != nil {
			return err
		}
	}
	p.rows = float64(n*64) / time.Since(start).Seconds()
	return nil
}

// check compares what was counted with what was sent.
func (p *gateBench) check(ctx context.Context) error {
	return p.house.DB.See(ctx, func(v *db.View) error {
		all, err := gate.Totals(v, p.event)
		var n int64
		for _, t := range all {
			n += t.Scanned
		}
		if err == nil && n != p.expected {
			err = fmt.Errorf("%d people are counted, %d were sent", n, p.expected)
		}
		return err
	})
}
