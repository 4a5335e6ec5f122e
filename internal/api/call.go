package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/house"
	"phongtrao/internal/token"
)

// call is one request of a program that was let in.
type call struct {
	program token.Program
	who     act.Who
	house   *house.House
	lang    string
	verb    act.Verb

	v    *db.View // while something is read
	seen map[string]bool
}

type callKey struct{}

// may reports whether the program may do a verb to an object, while something is read.
func (c *call) may(verb act.Verb, object string) bool {
	ok, err := c.house.Desk.May(c.v, c.who, verb, object)
	return err == nil && ok
}

// sees reports whether the operation's verb reaches a unit; for the rows of a list.
func (c *call) sees(unit string) bool {
	ok, known := c.seen[unit]
	if !known {
		if c.seen == nil {
			c.seen = map[string]bool{}
		}
		ok = c.may(c.verb, unit)
		c.seen[unit] = ok
	}
	return ok
}

// unit is the one that a request names, else that of the key.
func (c *call) unit(named string) string {
	if named != "" {
		return named
	}
	return c.program.Unit
}

// admitted lets programs in that show a key that holds, and not too often.
func (s *server) admitted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &call{house: s.house, lang: lang(r.Header.Get("Accept-Language"))}
		stale := false
		scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		if !strings.EqualFold(scheme, "Bearer") {
			secret = ""
		}
		err := s.house.DB.See(r.Context(), func(v *db.View) (err error) {
			c.program, err = token.Recognise(v, strings.TrimSpace(secret))
			stale = err == nil && c.program.Stale(v.At)
			return err
		})
		if err != nil {
			p := refusal(c.lang, err)
			if p.Status == http.StatusUnauthorized {
				w.Header().Set("WWW-Authenticate", `Bearer realm="phongtrao"`)
			}
			write(w, p)
			return
		}
		c.who = c.program.Who()
		if wait := s.rates.take(c.program.ID); wait > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(wait))
			write(w, problem(r, http.StatusTooManyRequests, "too_many", ""))
			return
		}
		if stale {
			// Where it cannot be written, the key is as good as before.
			_ = s.house.Desk.Do(r.Context(), act.Who{Person: c.program.ID, Device: c.who.Device}, token.Using, c.program.ID, func(tx *db.Tx) error { return token.Use(tx, c.program.ID) })
		}
		r.Body = http.MaxBytesReader(w, r.Body, BodyMax)
		w.Header().Set("Cache-Control", "private, no-cache")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), callKey{}, c)))
	})
}

// errors that any operation may answer with.
var usual = []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusTooManyRequests}

func (s *server) operation(o Operation) huma.Operation {
	if !slices.ContainsFunc(s.ops, func(p Operation) bool { return p.ID == o.ID }) {
		s.ops = append(s.ops, o)
	}
	op := huma.Operation{OperationID: o.ID, Method: o.Method, Path: Root + o.Path, Summary: o.Summary, Tags: []string{o.Tag},
		Description: "Cần quyền: " + o.Verb.Label + " (" + o.Verb.Name + ").", Security: []map[string][]string{{"key": {}}}, Errors: usual, MaxBodyBytes: BodyMax}
	if o.Writes() {
		op.Errors = append(slices.Clone(usual), http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusServiceUnavailable)
	} else {
		op.Responses = map[string]*huma.Response{"304": {Description: "Không có gì mới so với ETag đã gửi trong If-None-Match"}}
	}
	return op
}

type answer[O any] struct{ Body O }

// read registers an operation that reads: the verb is asked over the object that a request is about.
func read[I, O any](s *server, o Operation, object func(c *call, in *I) (string, error), load func(c *call, in *I) (O, error)) {
	o.Method = http.MethodGet
	huma.Register(s.api, s.operation(o), func(ctx context.Context, in *I) (*answer[O], error) {
		c := ctx.Value(callKey{}).(*call)
		c.verb, c.seen = o.Verb, nil
		var out answer[O]
		err := c.house.DB.See(ctx, func(v *db.View) error {
			v.Actor, c.v = c.who.Person, v
			about, err := object(c, in)
			if err != nil {
				return err
			}
			if err := c.house.Desk.Leave(v, c.who, o.Verb, about, false); err != nil {
				return err
			}
			out.Body, err = load(c, in)
			return err
		})
		c.v = nil
		if err != nil {
			return nil, refusal(c.lang, err)
		}
		return &out, nil
	})
}

type written[O any] struct {
	Replayed bool `header:"Idempotency-Replayed" doc:"true khi đây là trả lời của lần gửi trước"`
	Body     O
}

// Sent is what every write carries beside its content.
type Sent struct {
	Key string `header:"Idempotency-Key" maxLength:"200" example:"2f0c9a4e-8f0e-4a63-9d0b-0a3f5b8c1d27" doc:"Mã do bên gửi đặt; gửi lại cùng mã thì việc chỉ được làm một lần"`
}

func (s *Sent) taken() (key string) {
	key, s.Key = s.Key, ""
	return key
}

// change registers an operation that writes, once for each sender's key.
func change[I any, P interface {
	*I
	taken() string
}, O any](s *server, o Operation, status int, object func(c *call, in *I) string, do func(c *call, tx *db.Tx, in *I) (O, error)) {
	o.Method = http.MethodPost
	op := s.operation(o)
	op.DefaultStatus = status
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*written[O], error) {
		c := ctx.Value(callKey{}).(*call)
		out, err := once(ctx, c, o, P(in).taken(), in, object(c, in), func(tx *db.Tx) (O, error) { return do(c, tx, in) })
		if err != nil {
			return nil, refusal(c.lang, err)
		}
		return out, nil
	})
}

func once[O any](ctx context.Context, c *call, o Operation, key string, in any, object string, do func(tx *db.Tx) (O, error)) (*written[O], error) {
	content, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	sending, err := token.NewSending(c.program.ID, key, []byte(o.ID), []byte(object), content)
	if err != nil {
		return nil, err
	}
	var out *written[O]
	err = c.house.Desk.Once(ctx, c.who, o.Verb, object, sending.Once(), func(tx *db.Tx) error {
		out = nil // the act may be run again
		if err := sending.Fresh(tx); err != nil {
			return err
		}
		body, err := do(tx)
		if err != nil {
			return err
		}
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		out = &written[O]{Body: body}
		return sending.Keep(tx, string(text))
	})
	if err != nil || out != nil {
		return out, err
	}
	out = &written[O]{Replayed: true}
	return out, c.house.DB.See(ctx, func(v *db.View) error {
		text, err := sending.Answered(v)
		if err != nil {
			return err
		}
		return json.Unmarshal([]byte(text), &out.Body)
	})
}

// tagged gives answers to GET a tag by their content, and says 304 to whoever has it already.
func tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			next.ServeHTTP(w, r)
			return
		}
		k := &kept{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(k, r)
		if k.status == http.StatusOK {
			sum := sha256.Sum256(k.body.Bytes())
			tag := `"` + hex.EncodeToString(sum[:12]) + `"`
			w.Header().Set("ETag", tag)
			for _, have := range strings.Split(r.Header.Get("If-None-Match"), ",") {
				if strings.TrimPrefix(strings.TrimSpace(have), "W/") == tag {
					w.Header().Del("Content-Type")
					w.WriteHeader(http.StatusNotModified)
					return
				}
			}
		}
		w.WriteHeader(k.status)
		_, _ = w.Write(k.body.Bytes()) // the reader may have gone
	})
}

// kept keeps an answer until its tag is known; answers are bounded by ItemsMax.
type kept struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (k *kept) WriteHeader(status int)      { k.status = status }
func (k *kept) Write(b []byte) (int, error) { return k.body.Write(b) }

// notFound is what a program hears of what does not exist, or is not its own to know of.
func notFound(what string) error {
	return fault.NotFoundf("Không tìm thấy %s. Hãy kiểm tra lại mã đã gửi.", what)
}
