package api

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"phongtrao/internal/base/fault"
)

// Problem is an error as it goes over the wire (RFC 9457).
type Problem struct {
	Type     string      `json:"type" format:"uri" example:"urn:phongtrao:problem:conflict" doc:"Loại lỗi, không đổi theo ngôn ngữ"`
	Title    string      `json:"title" example:"Trùng với một việc đã ghi" doc:"Loại lỗi bằng lời"`
	Status   int         `json:"status" example:"409"`
	Detail   string      `json:"detail" doc:"Điều gì sai và làm gì tiếp; với Accept-Language: en là câu chung bằng tiếng Anh"`
	DetailVI string      `json:"detail_vi,omitempty" doc:"Câu cụ thể bằng tiếng Việt, khi detail bằng tiếng Anh"`
	Field    string      `json:"field,omitempty" doc:"Trường bị sai, nếu có"`
	Errors   []Violation `json:"errors,omitempty" doc:"Từng chỗ không đúng quy cách"`

	lang string
}

// Violation is one place where what was sent does not fit the document.
type Violation struct {
	Location string `json:"location" example:"body.lines[0].lo"`
	Message  string `json:"message" example:"expected integer"`
}

// Error returns the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus returns the status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of problems.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// words say what kinds of errors mean: title and general sentence in both languages.
var words = map[string]struct{ vi, en, general string }{
	"internal":    {"Có lỗi ngoài dự kiến", "Unexpected error", "Nothing was recorded. Try again; if it persists, tell the administrator."},
	"invalid":     {"Nội dung chưa đúng", "Invalid content", "What was sent cannot be accepted as it is; see field and errors."},
	"malformed":   {"Nội dung chưa đúng quy cách", "Content does not fit the document", "What was sent does not fit the OpenAPI document; see errors."},
	"not_found":   {"Không tìm thấy", "Not found", "There is nothing at this address, or nothing that this key may know of."},
	"denied":      {"Chưa được giao quyền", "Not allowed", "The key does not allow this here, or the one who gave it is not allowed to any more."},
	"unsigned":    {"Cần khóa truy cập", "Key needed", "Send a valid key: Authorization: Bearer pt_…"},
	"conflict":    {"Trùng với một việc đã ghi", "Conflict", "It conflicts with something recorded before; read it again and decide."},
	"unavailable": {"Tạm thời chưa làm được", "Unavailable for now", "It cannot be done just now. Try again later."},
	"too_many":    {"Gửi quá nhiều", "Too many requests", "This program sends too many requests. Wait as Retry-After says."},
	"too_large":   {"Nội dung quá lớn", "Content too large", "What was sent is larger than one request may be."},
	"type":        {"Không nhận loại nội dung này", "Content type not accepted", "Send JSON: Content-Type: application/json."},
}

var kinds = map[fault.Kind]struct {
	word   string
	status int
}{
	fault.Internal: {"internal", http.StatusInternalServerError}, fault.Invalid: {"invalid", http.StatusUnprocessableEntity},
	fault.NotFound: {"not_found", http.StatusNotFound}, fault.Denied: {"denied", http.StatusForbidden},
	fault.Unsigned: {"unsigned", http.StatusUnauthorized}, fault.Conflict: {"conflict", http.StatusConflict},
	fault.Unavailable: {"unavailable", http.StatusServiceUnavailable},
}

// lang is the language that a caller prefers: Vietnamese unless English is asked for first.
func lang(accept string) string {
	first, _, _ := strings.Cut(accept, ",")
	if first = strings.ToLower(strings.TrimSpace(first)); first == "en" || strings.HasPrefix(first, "en-") || strings.HasPrefix(first, "en;") {
		return "en"
	}
	return "vi"
}

// problem makes a problem of a kind; detail is a sentence in Vietnamese, "" for the general one.
func problem(r *http.Request, status int, word, detail string) *Problem {
	return said(lang(r.Header.Get("Accept-Language")), status, word, detail)
}

func said(lang string, status int, word, detail string) *Problem {
	w := words[word]
	p := &Problem{Type: "urn:phongtrao:problem:" + word, Title: w.vi, Status: status, Detail: detail, lang: lang}
	if p.Detail == "" {
		p.Detail = w.vi + "."
	}
	if lang == "en" {
		p.Title, p.Detail, p.DetailVI = w.en, w.general, detail
	}
	return p
}

// refusal turns an error of the house into a problem.
func refusal(lang string, err error) *Problem {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	k := kinds[fault.KindOf(err)]
	if k.word == "internal" {
		slog.Error("api", "err", err)
	}
	p := said(lang, k.status, k.word, fault.Text(err))
	p.Field = fault.Field(err)
	return p
}

// write answers with a problem, outside an operation.
func write(w http.ResponseWriter, p *Problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Content-Language", p.lang)
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the reader may have gone
}

// The library that reads requests tells what does not fit the document; here it becomes a problem like the others.
func init() {
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		l := "vi"
		if ctx != nil {
			r, _ := humago.Unwrap(ctx)
			l = lang(r.Header.Get("Accept-Language"))
		}
		return unfit(l, status, msg, errs)
	}
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError { return unfit("vi", status, msg, errs) }
}

func unfit(lang string, status int, msg string, errs []error) *Problem {
	word := map[int]string{http.StatusNotFound: "not_found", http.StatusRequestEntityTooLarge: "too_large", http.StatusUnsupportedMediaType: "type",
		http.StatusUnprocessableEntity: "malformed", http.StatusBadRequest: "malformed"}[status]
	if word == "" {
		word = "internal"
	}
	if status == 0 {
		return &Problem{}
	}
	p := said(lang, status, word, "")
	for _, e := range errs {
		if d, ok := e.(huma.ErrorDetailer); ok {
			detail := d.ErrorDetail()
			p.Errors = append(p.Errors, Violation{detail.Location, detail.Message})
		} else if e != nil {
			p.Errors = append(p.Errors, Violation{"", e.Error()})
		}
	}
	if len(p.Errors) == 0 && word == "malformed" {
		p.Errors = []Violation{{"", msg}}
	}
	return p
}
