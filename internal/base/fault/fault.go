// Package fault gives errors a kind that doors can act on.
//
// A fault carries a sentence for the person who reads it, in Vietnamese, that says what is wrong and what can be done.
// Inner code makes faults and wraps other errors with fmt.Errorf("…: %w"); doors alone turn them into pages,
// statuses and exit codes, with KindOf and Text.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what a door should do with an error.
type Kind int

const (
	// Internal is everything nobody foresaw: the person is told to try again, the log gets the details.
	Internal Kind = iota
	// Invalid is input that cannot be accepted as it is.
	Invalid
	// NotFound is an object that does not exist, or that the person may not know of.
	NotFound
	// Denied is a verb that the person holds no grant for.
	Denied
	// Unsigned is a request without a session.
	Unsigned
	// Conflict is a change made to something that another person changed first, or a second copy of what may be one.
	Conflict
	// Unavailable is a store that cannot work now: disk full, read-only, or of a newer version.
	Unavailable
)

// Fault is an error with a kind and a sentence for a person.
type Fault struct {
	Kind  Kind
	Text  string // the sentence, in Vietnamese
	Field string // the name of the form field at fault, where there is one
	Err   error  // the cause, where there is one
}

// Error returns the sentence, followed by the cause.
func (f *Fault) Error() string {
	if f.Err != nil {
		return f.Text + ": " + f.Err.Error()
	}
	return f.Text
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Err }

// New makes a fault of a kind. A cause is wrapped with %w as in fmt.Errorf; it is kept for the log and not shown.
func New(kind Kind, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Fault{Kind: kind, Text: err.Error(), Err: errors.Unwrap(err)}
}

// Invalidf makes a fault of kind Invalid.
func Invalidf(format string, args ...any) error { return New(Invalid, format, args...) }

// NotFoundf makes a fault of kind NotFound.
func NotFoundf(format string, args ...any) error { return New(NotFound, format, args...) }

// Conflictf makes a fault of kind Conflict.
func Conflictf(format string, args ...any) error { return New(Conflict, format, args...) }

// In makes a fault of kind Invalid that belongs to a field of a form.
func In(field, format string, args ...any) error {
	return &Fault{Kind: Invalid, Field: field, Text: fmt.Sprintf(format, args...)}
}

// KindOf returns the kind of the first fault in err's chain, and Internal where there is none.
func KindOf(err error) Kind {
	if f, ok := errors.AsType[*Fault](err); ok {
		return f.Kind
	}
	return Internal
}

// Text returns the sentence to show to a person.
func Text(err error) string {
	if f, ok := errors.AsType[*Fault](err); ok {
		return f.Text
	}
	return "Có lỗi ngoài dự kiến, chưa có gì được ghi. Hãy thử lại; nếu vẫn lỗi, báo cho người quản trị."
}

// Field returns the name of the form field at fault, or "".
func Field(err error) string {
	if f, ok := errors.AsType[*Fault](err); ok {
		return f.Field
	}
	return ""
}
