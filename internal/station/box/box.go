// Package box runs a station at a park.
//
// It shows its code to the house above and fetches the bundle, keeps what phones send before they get a receipt, and carries it upwards
// whenever there is a network, with growing patience. Everything is in the station's database first: a power cut at any moment loses
// nothing for which a phone had a receipt.
package box

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"phongtrao/internal/api/stations"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/house"
	"phongtrao/internal/station"
)

// How patiently a station calls.
const (
	Often     = time.Second      // at most so often, while records come in
	Seldom    = 15 * time.Second // so often where nothing happens: the house above sees that the station lives
	Renew     = 2 * time.Minute  // so often the bundle is asked for
	firstWait = 2 * time.Second  // after a failure; doubled until
	mostWait  = time.Minute
	callTime  = 2 * time.Minute // for one call; a bundle may be large and the network slow
	answerMax = 64 << 20        // bytes of an answer
)

// Box is a running station.
type Box struct {
	station.Box
	client *http.Client
	kick   chan struct{}
}

// New makes a station of a house of its own. The client may be nil.
func New(h *house.House, app string, client *http.Client) *Box {
	if client == nil {
		client = &http.Client{Timeout: callTime}
	}
	return &Box{Box: station.Box{DB: h.DB, Desk: h.Desk, App: app}, client: client, kick: make(chan struct{}, 1)}
}

// Prepare makes the station ready to serve: with a code it is enrolled upstream, once; where it has no bundle yet, it fetches one. A station
// that is filled needs no network.
func (b *Box) Prepare(ctx context.Context, upstream, code string) (station.Self, error) {
	upstream = strings.TrimRight(upstream, "/")
	if err := Safe(upstream); err != nil {
		return station.Self{}, err
	}
	s, err := b.Begin(ctx, upstream)
	if err != nil {
		return s, err
	}
	if s.Station == "" && s.Site == "" {
		if code == "" {
			return s, fault.Invalidf("Trạm này chưa ghi danh. Hãy xin mã mời ở trang “Trạm tại điểm” rồi chạy với --code MÃ, hoặc nhập gói dữ liệu từ tệp: phongtrao site import TỆP --db … --code MÃ.")
		}
		e, err := b.Enrolment(s, code)
		if err != nil {
			return s, err
		}
		body, err := json.Marshal(e)
		if err != nil {
			return s, err
		}
		var named station.Enrolled
		if err := b.call(ctx, s, http.MethodPost, "enrol", body, &named); err != nil {
			return s, err
		}
		if err := b.Named(ctx, named); err != nil {
			return s, err
		}
		if s, _, err = b.Self(ctx); err != nil {
			return s, err
		}
	}
	if s.Site == "" {
		if err := b.renew(ctx, s); err != nil {
			return s, err
		}
	}
	s, _, err = b.Self(ctx)
	return s, err
}

// Safe refuses an upstream to which passwords' hashes would travel in the clear.
func Safe(upstream string) error {
	if upstream == "" {
		return nil
	}
	u, err := url.Parse(upstream)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return fault.Invalidf("Không đọc được địa chỉ máy chủ “%s”. Hãy ghi dạng https://phongtrao.congdoan.vn.", upstream)
	}
	if ip := net.ParseIP(u.Hostname()); u.Scheme == "http" && u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fault.Invalidf("Địa chỉ máy chủ phải bắt đầu bằng https://: gói dữ liệu của điểm không đi qua mạng mà không mã hóa.")
	}
	return nil
}

// call sends something to the house above and reads its answer as JSON.
func (b *Box) call(ctx context.Context, s station.Self, method, what string, body []byte, into any) error {
	data, _, err := b.send(ctx, s, method, what, body, "")
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fault.New(fault.Unavailable, "Máy chủ trả lời không đọc được; ở địa chỉ %s có thể không phải Phong Trào: %w", s.Upstream, err)
	}
	return nil
}

func (b *Box) send(ctx context.Context, s station.Self, method, what string, body []byte, have string) (data []byte, version string, err error) {
	r, err := http.NewRequestWithContext(ctx, method, s.Upstream+"/api/v1/gate/station/"+what, bytes.NewReader(body))
	if err != nil {
		return nil, "", err
	}
	if s.Token != "" {
		r.Header.Set("Authorization", "Bearer "+s.Token)
	}
	if have != "" {
		r.Header.Set("If-None-Match", `"`+have+`"`)
	}
	answer, err := b.client.Do(r)
	if err != nil {
		return nil, "", fault.New(fault.Unavailable, "Chưa gọi được máy chủ %s: %w", s.Upstream, err)
	}
	defer answer.Body.Close()
	if data, err = io.ReadAll(io.LimitReader(answer.Body, answerMax)); err != nil {
		return nil, "", fault.New(fault.Unavailable, "Mạng đứt khi đang nhận từ máy chủ: %w", err)
	}
	if answer.StatusCode/100 == 2 || answer.StatusCode == http.StatusNotModified {
		return data, strings.Trim(answer.Header.Get("ETag"), `"`), nil
	}
	var p stations.Problem
	if json.Unmarshal(data, &p) != nil || p.Detail == "" {
		return nil, "", fault.New(fault.Unavailable, "Máy chủ %s trả lời %s.", s.Upstream, answer.Status)
	}
	kind := fault.Unavailable
	switch answer.StatusCode {
	case http.StatusForbidden, http.StatusUnauthorized:
		kind = fault.Denied
	case http.StatusConflict, http.StatusUnprocessableEntity, http.StatusNotFound:
		kind = fault.Invalid
	}
	return nil, "", fault.New(kind, "%s", p.Detail)
}

// renew fetches the bundle, if it has changed.
func (b *Box) renew(ctx context.Context, s station.Self) error {
	if s.Token == "" {
		return nil // it was enrolled by a file, and is renewed by a file
	}
	have := s.Bundle
	if i, ok, err := s.Issuer(time.Now); err != nil || !ok || time.Until(i.Until()) < 10*24*time.Hour {
		have = "" // with a fresh certificate
	}
	data, version, err := b.send(ctx, s, http.MethodGet, "bundle", nil, have)
	if err != nil || version != "" && version == have {
		return err
	}
	_, err = b.Fill(ctx, data, "")
	return err
}

// Upload sends one part of what waits, and returns how many envelopes it had.
func (b *Box) Upload(ctx context.Context) (int, error) {
	s, found, err := b.Self(ctx)
	if err != nil || !found || s.Upstream == "" {
		return 0, err
	}
	data, n, err := b.Pending(ctx, station.ByNet)
	if err != nil {
		return 0, err
	}
	began := b.DB.Now().Time()
	var a station.Answers
	if err := b.call(ctx, s, http.MethodPost, "upload", data, &a); err != nil {
		return 0, err
	}
	middle := began.Add(b.DB.Now().Time().Sub(began) / 2)
	return n, b.Answered(ctx, a, a.Now-middle.UnixMilli())
}

// Follow carries what comes in upwards, until the context ends.
func (b *Box) Follow(ctx context.Context) {
	wait, last := firstWait, time.Time{}
	for ctx.Err() == nil {
		n, err := b.Upload(ctx)
		if err == nil && time.Since(last) > Renew {
			if s, _, e := b.Self(ctx); e == nil && s.Upstream != "" {
				if err = b.renew(ctx, s); err == nil {
					last = time.Now()
					err = b.Tidy(ctx)
				}
			}
		}
		pause, kick := Seldom, b.kick
		switch {
		case err != nil:
			slog.Warn("station: not sent", "why", fault.Text(err), "err", err)
			pause, kick = wait+rand.N(wait/2), nil
			wait = min(2*wait, mostWait)
		case n > 0:
			wait, pause = firstWait, Often
		default:
			wait = firstWait
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		case <-kick:
			select {
			case <-ctx.Done():
			case <-time.After(Often):
			}
		}
	}
}

// Keep keeps what a phone sent before it is read, and has it carried on soon.
func (b *Box) Keep(ctx context.Context, body []byte, signature string) error {
	if err := b.Box.Keep(ctx, body, signature); err != nil {
		return err
	}
	select {
	case b.kick <- struct{}{}:
	default:
	}
	return nil
}

// Certificates gives certificates to those who call, from the issuer of the last bundle.
func (b *Box) Certificates(first *station.Issuer) func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	var mu sync.Mutex
	now, looked := first, time.Now()
	return func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		mu.Lock()
		if time.Since(looked) > Renew {
			looked = time.Now()
			if s, found, err := b.Self(hello.Context()); err == nil && found && !now.Is(s) {
				if i, ok, err := s.Issuer(time.Now); err == nil && ok {
					now = i
				}
			}
		}
		issuer := now
		mu.Unlock()
		return issuer.Certificate(hello)
	}
}

// Addresses are those of this machine in local networks.
func Addresses() (all []string) {
	nets, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, a := range nets {
		n, ok := a.(*net.IPNet)
		if ok && !n.IP.IsLoopback() && n.IP.To4() != nil && station.Local(n.IP.String()) {
			all = append(all, n.IP.String())
		}
	}
	return all
}
