// Package phones answers the phones at gates.
//
// A phone shows the token that it was given when it was enrolled; it opens these addresses and no others. At a rush nearly all that this
// program does is done here, so batches are read and answered by hand, without the library that serves other programs. What travels is
// said in docs/guides/gate-protocol.md.
package phones

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/gate"
	"phongtrao/internal/house"
)

// Root is where all addresses stand.
const Root = "/api/v1/gate/"

// Options say what else is done with what arrives.
type Options struct {
	// Keep keeps a batch as it came with the phone's signature, before it is read: a station carries both on. Nil keeps nothing.
	Keep func(ctx context.Context, body []byte, signature string) error
}

type server struct {
	house *house.House
	keep  func(ctx context.Context, body []byte, signature string) error
	looks looks
}

// Handler serves a house to phones.
func Handler(h *house.House, o Options) http.Handler {
	s := &server{house: h, keep: o.Keep, looks: looks{left: map[string]look{}}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Root+"time", s.time)
	mux.HandleFunc("POST "+Root+"enrol", s.enrol)
	mux.HandleFunc("GET "+Root+"pack", s.device(s.pack))
	mux.HandleFunc("GET "+Root+"news", s.device(s.news))
	mux.HandleFunc("GET "+Root+"search", s.device(s.search))
	mux.HandleFunc("POST "+Root+"carried", s.device(s.carried))
	mux.HandleFunc(Root, func(w http.ResponseWriter, r *http.Request) {
		refuse(w, fault.NotFoundf("Không có địa chỉ này. Hãy tải lại trang."))
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.URL.Path == Root+"batch" { // nearly all
			s.batch(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// Routes are the addresses, and why no session is asked for there.
var Routes = map[string]string{
	"GET " + Root + "time":     "the time, by which phones measure their clocks",
	"POST " + Root + "enrol":   "enrols a phone that shows a code, once",
	"GET " + Root + "pack":     "the list of an event, for a phone's token",
	"POST " + Root + "batch":   "takes in what a phone recorded, for its token",
	"POST " + Root + "carried": "takes in another phone's file, for a token; the file is signed by that phone",
	"GET " + Root + "news":     "what was given at other doors, for a phone's token",
	"GET " + Root + "search":   "a part of a name, for a phone's token; counted, limited, logged",
}

func (s *server) time(w http.ResponseWriter, r *http.Request) {
	head(w, "application/json")
	_, _ = io.WriteString(w, `{"now":`+strconv.FormatInt(int64(s.house.DB.Now())/1000, 10)+"}\n")
}

func (s *server) enrol(w http.ResponseWriter, r *http.Request) {
	var e gate.Enrolment
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 8<<10)).Decode(&e); err != nil {
		refuse(w, fault.Invalidf("Yêu cầu ghi danh không đọc được. Hãy tải lại trang."))
		return
	}
	done, err := gate.EnrolPhone(r.Context(), s.house.Desk, s.house.DB, e)
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, done)
}

// device lets phones in whose leave holds.
func (s *server) device(next func(w http.ResponseWriter, r *http.Request, d gate.Device) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		d, err := s.who(r)
		if err == nil && d.Ended(s.house.DB.Now()) != 0 {
			err = gate.Over(d)
		}
		if err == nil {
			err = next(w, r, d)
		}
		if err != nil {
			refuse(w, err)
		}
	}
}

func (s *server) who(r *http.Request) (gate.Device, error) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		token = ""
	}
	return gate.DeviceByToken(r.Context(), s.house.DB, token)
}

func (s *server) pack(w http.ResponseWriter, r *http.Request, d gate.Device) error {
	version, err := s.house.Gate.Version(r.Context(), d)
	if err != nil {
		return err
	}
	if tag := `"` + version + `"`; r.Header.Get("If-None-Match") == tag {
		w.Header().Set("ETag", tag)
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	body, version, err := s.house.Gate.Pack(r.Context(), d)
	if err != nil {
		return err
	}
	head(w, "application/octet-stream") // sealed rows do not shrink, so it is sent as it is, with its length
	w.Header().Set("ETag", `"`+version+`"`)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the phone may have gone
	return nil
}

func (s *server) news(w http.ResponseWriter, r *http.Request, d gate.Device) error {
	since, err := strconv.ParseInt(r.URL.Query().Get("since"), 10, 64)
	if err != nil && r.URL.Query().Has("since") {
		return fault.In("since", "Số thứ tự không đọc được.")
	}
	n, err := s.house.Gate.News(r.Context(), d, since, r.URL.Query().Get("pack"))
	if err != nil {
		return err
	}
	head(w, "application/json")
	_, _ = w.Write(gate.AppendNews(nil, &n))
	return nil
}

func (s *server) search(w http.ResponseWriter, r *http.Request, d gate.Device) error {
	if wait := s.looks.take(d.ID, int64(s.house.DB.Now())); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(wait))
		return fault.New(fault.Unavailable, "Máy này tra tên nhiều quá. Hãy đợi %d giây rồi thử lại.", wait)
	}
	var rows []gate.Row
	err := s.house.Desk.Do(r.Context(), act.System("điện thoại ở cổng tra tên"), gate.Searching, d.Activity, func(tx *db.Tx) (err error) {
		if rows, err = gate.Find(&tx.View, d, r.URL.Query().Get("q")); err == nil {
			act.Note(tx, "Máy “"+d.Name+"”, "+strconv.Itoa(len(rows))+" dòng.")
		}
		return err
	})
	if err != nil {
		return err
	}
	if rows == nil {
		rows = []gate.Row{}
	}
	answer(w, struct {
		Rows []gate.Row `json:"rows"`
	}{rows})
	return nil
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 8<<10); return &b }}

// batch takes in what a phone sends. A phone whose leave has ended is heard as to what it recorded before.
func (s *server) batch(w http.ResponseWriter, r *http.Request) {
	d, err := s.who(r)
	if err != nil {
		refuse(w, err)
		return
	}
	buffer := buffers.Get().(*[]byte)
	defer func() {
		if cap(*buffer) <= 256<<10 {
			buffers.Put(buffer)
		}
	}()
	body, err := readAll(r.Body, (*buffer)[:0])
	*buffer = body
	if err != nil {
		refuse(w, err)
		return
	}
	b, unread, err := gate.ReadBatch(body)
	switch {
	case b.Protocol != 0 && b.Protocol < gate.ProtocolOldest: // whatever else it says
		err = gate.ErrOld
	case err == nil && s.keep != nil:
		err = s.keep(r.Context(), body, r.Header.Get("Signature"))
	}
	if err != nil {
		refuse(w, err)
		return
	}
	receipt, err := s.house.Gate.Receive(r.Context(), d, &b, unread...)
	if err != nil {
		refuse(w, err)
		return
	}
	*buffer = gate.AppendReceipt(body[:0], &receipt)
	head(w, "application/json")
	w.Header()["Content-Length"] = []string{strconv.Itoa(len(*buffer))}
	_, _ = w.Write(*buffer)
}

var errCut = fault.Invalidf("Gói gửi lên bị đứt giữa chừng. Máy sẽ gửi lại.")

func readAll(body io.Reader, b []byte) ([]byte, error) {
	for {
		if len(b) == cap(b) {
			if len(b) > gate.BodyMax {
				return b, fault.Invalidf("Gói gửi lên quá lớn. Hãy gửi làm nhiều lần.")
			}
			b = append(b, 0)[:len(b)]
		}
		n, err := body.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case err == io.EOF && len(b) > gate.BodyMax:
			return b, fault.Invalidf("Gói gửi lên quá lớn. Hãy gửi làm nhiều lần.")
		case err == io.EOF:
			return b, nil
		case err != nil:
			return b, errCut
		}
	}
}

func head(w http.ResponseWriter, kind string) {
	h := w.Header()
	h["Content-Type"] = []string{kind}
	h["Cache-Control"] = noStore
	h["X-Content-Type-Options"] = noSniff
}

var noStore, noSniff = []string{"no-store"}, []string{"nosniff"}

func answer(w http.ResponseWriter, what any) {
	head(w, "application/json")
	_ = json.NewEncoder(w).Encode(what) // the phone may have gone
}

var statuses = map[fault.Kind]int{fault.Invalid: http.StatusUnprocessableEntity, fault.NotFound: http.StatusNotFound, fault.Denied: http.StatusForbidden,
	fault.Unsigned: http.StatusUnauthorized, fault.Conflict: http.StatusConflict, fault.Unavailable: http.StatusServiceUnavailable}

var titles = map[int]string{http.StatusUnprocessableEntity: "Không đọc được", http.StatusNotFound: "Không tìm thấy", http.StatusForbidden: "Máy không còn quyền",
	http.StatusUnauthorized: "Máy chưa ghi danh", http.StatusConflict: "Mã đã dùng", http.StatusServiceUnavailable: "Tạm thời chưa làm được",
	http.StatusUpgradeRequired: "Trang đã cũ", http.StatusInternalServerError: "Có lỗi ngoài dự kiến"}

// refuse answers with a fault (RFC 9457): a sentence for the volunteer.
func refuse(w http.ResponseWriter, err error) {
	status, known := statuses[fault.KindOf(err)]
	if !known {
		status = http.StatusInternalServerError
		slog.Error("gate", "err", err)
	}
	if errors.Is(err, gate.ErrOld) {
		status = http.StatusUpgradeRequired
	}
	head(w, "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"type": "about:blank", "title": titles[status], "status": status, "detail": fault.Text(err)})
}
