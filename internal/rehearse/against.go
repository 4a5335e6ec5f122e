package rehearse

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/gate"
)

// errLost says that no receipt came, as happens on a network; the phone tries again.
var errLost = errors.New("rehearse: no receipt")

// answerMax is how much of an answer is read.
const answerMax = 256 << 20

// Remote is a server elsewhere, on which a key of somebody there may open rehearsals for a unit.
type Remote struct {
	URL, Key, Unit string
	Speed          float64 // how much faster the day goes than the clock
}

// StagedPath is where a server stages a rehearsal, and below it says what it counted.
const StagedPath = "/api/v1/rehearsals"

// Ask is what a rehearsal is opened with on a server elsewhere.
type Ask struct {
	Unit   string `json:"unit" maxLength:"200" example:"hy-toto" doc:"Đơn vị mở diễn tập"`
	Seed   uint64 `json:"seed" example:"1" doc:"Số quyết định mọi điều ngẫu nhiên"`
	Sites  int    `json:"sites" minimum:"1" maximum:"100" example:"2" doc:"Số điểm"`
	People int    `json:"people" minimum:"1" maximum:"200000" example:"20" doc:"Số người có vé"`
	Gates  int    `json:"gates" minimum:"1" maximum:"5000" example:"2" doc:"Số máy soát, mỗi điểm ít nhất một"`
}

// Against plays a day against a server elsewhere: it opens a rehearsal there, of which no figure is made, and talks to it as phones do.
func Against(ctx context.Context, r Remote, p Plan) (Outcome, error) {
	if err := p.Check(); err != nil {
		return Outcome{}, err
	}
	if r.Speed <= 0 {
		return Outcome{}, fault.In("speed", "Tốc độ phải lớn hơn 0.")
	}
	s := &afar{Remote: r, client: &http.Client{Timeout: time.Minute}}
	var staged Staged
	ask, err := json.Marshal(Ask{r.Unit, p.Seed, p.Sites, p.People, p.Gates})
	if err != nil {
		return Outcome{}, err
	}
	if err := s.call(ctx, http.MethodPost, StagedPath, r.Key, ask, &staged); err != nil {
		return Outcome{}, err
	}
	if len(staged.Phones) == 0 || len(staged.Sites) == 0 {
		return Outcome{}, fault.Invalidf("Máy chủ không mở được diễn tập nào có điểm và máy soát.")
	}
	began := time.Now()
	w := newWorld(ctx, p, staged, s, began.UnixMilli(), r.Speed)
	w.pace = func(at int64) {
		if wait := time.Until(began.Add(time.Duration(float64(at)/r.Speed) * time.Millisecond)); wait > 0 {
			select {
			case <-time.After(wait):
			case <-ctx.Done():
			}
		}
	}
	w.run()
	if err := errors.Join(w.err, ctx.Err()); err != nil {
		return Outcome{}, err
	}
	var said Ledgered
	if err := s.call(ctx, http.MethodGet, fmt.Sprintf("%s/%d", StagedPath, staged.Event), r.Key, nil, &said); err != nil {
		return Outcome{}, err
	}
	return w.judge(said), nil
}

// afar is a server elsewhere.
type afar struct {
	Remote
	client *http.Client
}

// Send posts a batch as a phone does.
func (s *afar) Send(ctx context.Context, p Enrolled, body []byte) (r gate.Receipt, err error) {
	return r, s.call(ctx, http.MethodPost, "/api/v1/gate/batch", p.Token, body, &r)
}

// call sends JSON and reads JSON. What may be better the next time is errLost; a refusal says what the server said.
func (s *afar) call(ctx context.Context, method, path, token string, body []byte, into any) error {
	q, err := http.NewRequestWithContext(ctx, method, strings.TrimRight(s.URL, "/")+path, bytes.NewReader(body))
	if err != nil {
		return fault.In("against", "Địa chỉ máy chủ không đúng. Hãy ghi như https://phongtrao.vn.")
	}
	q.Header.Set("Authorization", "Bearer "+token)
	q.Header.Set("Content-Type", "application/json")
	a, err := s.client.Do(q)
	if err != nil {
		if path == "/api/v1/gate/batch" && ctx.Err() == nil {
			return errLost
		}
		return fault.New(fault.Unavailable, "Không gọi được máy chủ %s: %w", s.URL, err)
	}
	defer a.Body.Close()
	text, err := io.ReadAll(io.LimitReader(a.Body, answerMax))
	switch {
	case err != nil || a.StatusCode >= 500 || a.StatusCode == http.StatusTooManyRequests:
		return errLost
	case a.StatusCode >= 300:
		var p struct{ Title, Detail string }
		_ = json.Unmarshal(text, &p) // what is no problem document has no sentence
		return fault.Invalidf("Máy chủ từ chối (%d): %s", a.StatusCode, strings.TrimSpace(p.Title+" "+p.Detail))
	}
	return json.Unmarshal(text, into)
}
