// Package remark keeps what people say about a figure.
//
// A remark stands with a question put to the ledger, or with an activity; it changes no figure. It is not edited: who made it
// may withdraw it, which leaves a trace, and anybody who may answer may settle it. Persons are named by their key alone, so
// that somebody forgotten is forgotten here too.
package remark

import (
	"embed"
	"strings"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "remark", Files: files}

// Remark is one thing that was said.
type Remark struct {
	ID       string
	Subject  Subject
	Body     string   // with "@{key}" for persons
	Mentions []string // their keys
	By       string
	At       day.Instant

	Settled     day.Instant // 0 while it is open
	SettledBy   string
	Withdrawn   day.Instant // 0 for one that stands; the body of one that does not is not shown
	withdrawnBy string
}

// Open reports whether the remark waits for somebody.
func (r Remark) Open() bool { return r.Settled == 0 && r.Withdrawn == 0 }

// Subject is what a remark is about.
type Subject string

const (
	figurePrefix   = "figure?"
	activityPrefix = "activity/"
)

// OfFigure is the subject of a figure: by what it is divided, and as of when it is known, makes no other one of it.
func OfFigure(q ledger.Question) Subject {
	q.By, q.Known = "", 0
	return Subject(figurePrefix + passport.Object(q))
}

// OfActivity is the subject of an activity.
func OfActivity(id string) Subject { return Subject(activityPrefix + id) }

// Question returns the question of a figure, and false for another subject.
func (s Subject) Question() (string, bool) { return strings.CutPrefix(string(s), figurePrefix) }

// Activity returns the activity's id, and false for another subject.
func (s Subject) Activity() (string, bool) { return strings.CutPrefix(string(s), activityPrefix) }

// BodyMax bounds a remark, in characters.
const BodyMax = 2000

// Write keeps what the actor says of a subject, and returns its key. "@" and a name, in any spelling, names a person: one
// of those who hold a grant over the subject.
func Write(tx *db.Tx, s Subject, text string) (string, error) {
	text = strings.TrimSpace(viet.CleanLines(text))
	switch {
	case text == "":
		return "", fault.In("text", "Hãy viết nội dung trao đổi.")
	case utf8.RuneCountInString(text) > BodyMax:
		return "", fault.In("text", "Trao đổi dài không quá %d ký tự. Hãy viết ngắn lại.", BodyMax)
	case strings.Contains(text, "@{"):
		return "", fault.In("text", "Hãy viết tên sau dấu @, ví dụ @Nguyễn Văn An.")
	}
	who, err := Mentionable(&tx.View, s)
	if err != nil {
		return "", err
	}
	body, named, err := resolve(text, who)
	if err != nil {
		return "", err
	}
	r := Remark{ID: tx.ID(), Subject: s, Body: body, Mentions: named, By: tx.Actor, At: tx.At}
	return r.ID, insert(tx, r)
}

// Withdraw takes back a remark of the actor's own.
func Withdraw(tx *db.Tx, id string) error {
	r, err := Get(&tx.View, id)
	switch {
	case err != nil:
		return err
	case r.By != tx.Actor:
		return fault.Conflictf("Chỉ người viết mới rút được trao đổi của mình. Hãy đánh dấu đã xong, hoặc trả lời bên dưới.")
	case r.Withdrawn != 0:
		return fault.Conflictf("Trao đổi này đã được rút trước đó.")
	}
	return insertEnd(tx, id, "withdrawn")
}

// Settle says that nothing more is owed to a remark.
func Settle(tx *db.Tx, id string) error {
	r, err := Get(&tx.View, id)
	switch {
	case err != nil:
		return err
	case !r.Open():
		return fault.Conflictf("Trao đổi này đã xong hoặc đã được rút. Hãy tải lại trang.")
	}
	return insertEnd(tx, id, "settled")
}

// Read says that the actor has read every remark that names them, up to one.
func Read(tx *db.Tx, through string) error {
	unread, err := Mentions(&tx.View, tx.Actor, true)
	if err != nil {
		return err
	}
	for _, r := range unread {
		if r.ID <= through {
			if err := insertRead(tx, r.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// Parts takes a body apart for a screen: text and keys of persons in turn, beginning with text.
func Parts(body string) (parts []string) {
	for {
		before, rest, ok := strings.Cut(body, "@{")
		key, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return append(parts, body)
		}
		parts = append(parts, before, key)
		body = after
	}
}
