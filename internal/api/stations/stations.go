// Package stations answers the parks' own nodes.
//
// A station is enrolled by a code, fetches its bundle with its token, and brings uploads, which its signature alone opens: one that was
// enrolled by a file has no token. What is in an upload is judged by package station.
package stations

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/house"
	"phongtrao/internal/station"
)

// Routes are the addresses that stations call.
var Routes = map[string]string{
	"POST /api/v1/gate/station/enrol":  "a station shows the code by which it was invited",
	"GET /api/v1/gate/station/bundle":  "a station shows its token",
	"POST /api/v1/gate/station/upload": "what a station brings is signed by it",
}

const enrolMax = 16 << 10 // bytes

// Handler answers stations. Deliver takes in what their phones sent.
func Handler(h *house.House, deliver station.Deliver) http.Handler {
	s := server{station.Above{DB: h.DB, Desk: h.Desk, Deliver: deliver}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/v1/gate/station/enrol", s.enrol)
	mux.HandleFunc("GET /api/v1/gate/station/bundle", s.bundle)
	mux.HandleFunc("POST /api/v1/gate/station/upload", s.upload)
	return mux
}

type server struct{ above station.Above }

func (s server) enrol(w http.ResponseWriter, r *http.Request) {
	var e station.Enrolment
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, enrolMax)).Decode(&e); err != nil {
		Refuse(w, fault.Invalidf("Lời ghi danh của trạm không đọc được. Hãy dùng cùng một bản Phong Trào ở trạm và ở máy chủ."))
		return
	}
	answer[station.Enrolled](w)(s.above.Enrol(r.Context(), e))
}

func (s server) bundle(w http.ResponseWriter, r *http.Request) {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	var who station.Station
	err := s.above.DB.See(r.Context(), func(v *db.View) (err error) { who, err = station.Recognise(v, token); return err })
	if err != nil {
		Refuse(w, err)
		return
	}
	data, version, err := s.above.Bundle(r.Context(), who, strings.Trim(r.Header.Get("If-None-Match"), `"`))
	if err != nil {
		Refuse(w, err)
		return
	}
	w.Header().Set("ETag", `"`+version+`"`)
	w.Header().Set("Cache-Control", "no-store")
	if data == nil {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(data) // the station may have gone; it asks again
}

func (s server) upload(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, station.UploadMax))
	if err != nil {
		Refuse(w, fault.Invalidf("Gói gửi về bị cắt dở hoặc quá lớn; chưa có gì được nhận. Trạm sẽ gửi lại."))
		return
	}
	answer[station.Answers](w)(s.above.Take(r.Context(), data, station.ByNet))
}

// answer writes what was asked for, or why not.
func answer[T any](w http.ResponseWriter) func(T, error) {
	return func(a T, err error) {
		if err != nil {
			Refuse(w, err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(a) // the station may have gone; it asks again
	}
}

var statuses = map[fault.Kind]int{fault.Internal: http.StatusInternalServerError, fault.Invalid: http.StatusUnprocessableEntity, fault.NotFound: http.StatusNotFound,
	fault.Denied: http.StatusForbidden, fault.Unsigned: http.StatusUnauthorized, fault.Conflict: http.StatusConflict, fault.Unavailable: http.StatusServiceUnavailable}

// Problem is a fault as it travels: what phones are told too.
type Problem struct {
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Status int    `json:"status"`
}

// Refuse says why something was not done.
func Refuse(w http.ResponseWriter, err error) {
	kind := fault.KindOf(err)
	if kind == fault.Internal {
		slog.Error("station", "err", err)
	}
	p := Problem{Title: "Trạm tại điểm", Detail: fault.Text(err), Status: statuses[kind]}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}
