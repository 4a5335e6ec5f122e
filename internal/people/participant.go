package people

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Participant is somebody who signed up for something or walked in. It has no account, was collected for one purpose and goes when its
// time is over; whatever was counted stays.
type Participant struct {
	ID      string
	Name    string
	Phone   string // "0912345678", "" where not given
	Year    int    // of birth, 0 where not given
	IDHash  string // of the citizen number (CardHash), "" for none
	IDLast  string // its last digits
	Unit    string // whose
	Purpose string // what it was collected for: one event
	Until   day.Instant
	AddedAt day.Instant
}

// CardHash is what is kept of a citizen number: hex of HMAC-SHA256 keyed with the salt of what it was collected for, so that the same
// card has other hashes at other events.
func CardHash(salt []byte, number string) string {
	m := hmac.New(sha256.New, salt)
	m.Write([]byte(number))
	return hex.EncodeToString(m.Sum(nil))
}

var (
	mobile = regexp.MustCompile(`^0[235789]\d{8,9}$`)
	digest = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// CleanPhone reads a telephone number as it is typed: with +84, with points and spaces, without the first zero as Excel leaves it.
func CleanPhone(s string) (string, error) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		if strings.ContainsRune(" .-+()\u00a0", r) {
			return -1
		}
		return 'x'
	}, s)
	switch {
	case digits == "":
		return "", nil
	case strings.HasPrefix(digits, "0084"):
		digits = "0" + digits[4:]
	case strings.HasPrefix(digits, "84") && len(digits) >= 11:
		digits = "0" + digits[2:]
	case digits[0] != '0' && len(digits) == 9:
		digits = "0" + digits
	}
	if !mobile.MatchString(digits) {
		return "", fault.In("phone", "Số điện thoại gồm 10 chữ số, bắt đầu bằng 0. Hãy xem lại.")
	}
	return digits, nil
}

// AddParticipants keeps participants and returns their keys in the same order. A key given beforehand is kept.
func AddParticipants(tx *db.Tx, all []Participant) ([]string, error) {
	rows := make([][]any, len(all))
	ids := make([]string, len(all))
	for i, p := range all {
		var err error
		if p, err = p.Clean(); err != nil {
			return nil, err
		}
		switch {
		case p.Purpose == "" || p.Until <= tx.At:
			return nil, fault.Invalidf("Thông tin cá nhân chỉ được giữ cho một việc và tới một ngày đã định. Hãy nêu cả hai.")
		case p.ID == "":
			p.ID = tx.ID()
		}
		ids[i] = p.ID
		rows[i] = []any{p.ID, p.Name, viet.Fold(p.Name), p.Phone, p.Year, p.IDHash, p.IDLast, p.Unit, p.Purpose, p.Until, tx.At}
	}
	return ids, tx.Insert("people_participant",
		[]string{"id", "name", "search", "phone", "year", "id_hash", "id_last", "unit", "purpose", "until_at", "added_at"}, rows)
}

// Clean brings what was typed about a participant into the form that is kept, or says what is wrong with it.
func (p Participant) Clean() (Participant, error) {
	p.Name = viet.Clean(p.Name)
	var err error
	if p.Phone, err = CleanPhone(p.Phone); err != nil {
		return p, err
	}
	switch {
	case viet.Fold(p.Name) == "":
		return p, fault.In("name", "Hãy ghi họ và tên.")
	case len([]rune(p.Name)) > nameMax:
		return p, fault.In("name", "Họ tên dài không quá %d ký tự. Hãy viết ngắn lại.", nameMax)
	case p.Year != 0 && (p.Year < 1900 || p.Year > 2100):
		return p, fault.In("year", "Năm sinh gồm bốn chữ số, ví dụ 1998. Hãy xem lại.")
	case p.IDHash != "" && !digest.MatchString(p.IDHash) || len(p.IDLast) > 4:
		return p, fault.In("id", "Số căn cước không đọc được. Hãy nhập lại.")
	}
	return p, nil
}

// Participants returns those that are still known, by their keys. Who was forgotten is left out.
func Participants(v *db.View, ids []string) (map[string]Participant, error) {
	found := make(map[string]Participant, len(ids))
	return found, inHundreds(ids, func(marks string, args []any) error {
		part, err := db.All(v, scanParticipant, participants+"WHERE id IN ("+marks+")", args...)
		for _, p := range part {
			found[p.ID] = p
		}
		return err
	})
}

// FindParticipants returns those of one purpose whose name has all words of q, in any spelling, in the order of names; all for an empty q.
func FindParticipants(v *db.View, purpose, q string, limit int) ([]Participant, error) {
	text, args := participants+"WHERE purpose = ?", []any{purpose}
	text, args = havingWords(text, args, viet.Fold(q))
	found, err := db.All(v, scanParticipant, text, args...)
	viet.SortBy(found, func(p Participant) string { return p.Name })
	return found[:min(len(found), limit)], err
}

// WithPhone returns those of one purpose with a telephone number, in the order in which they came.
func WithPhone(v *db.View, purpose, phone string) ([]Participant, error) {
	return db.All(v, scanParticipant, participants+"WHERE purpose = ? AND phone = ? ORDER BY id", purpose, phone)
}

// WithCard returns those of one purpose with the hash of a citizen card, in the order in which they came.
func WithCard(v *db.View, purpose, cardHash string) ([]Participant, error) {
	return db.All(v, scanParticipant, participants+"WHERE purpose = ? AND id_hash = ? ORDER BY id", purpose, cardHash)
}

// EndedParticipants counts those whose time ended before an instant.
func EndedParticipants(v *db.View, before day.Instant) (int, error) {
	n, _, err := db.One(v, db.Number, "SELECT COUNT(*) FROM people_participant WHERE until_at < ?", before)
	return int(n), err
}

// ForgetParticipants forgets all whose time ended before an instant, and returns their keys. Keys stay wherever they stand.
func ForgetParticipants(tx *db.Tx, before day.Instant) ([]string, error) {
	ids, err := db.All(&tx.View, db.Text, "SELECT id FROM people_participant WHERE until_at < ? ORDER BY id", before)
	if err == nil && len(ids) > 0 {
		_, err = tx.Exec("DELETE FROM people_participant WHERE until_at < ?", before)
	}
	return ids, err
}

// ForgetParticipant forgets one, at the wish of that person or because another takes the place. Who is forgotten already stays so.
func ForgetParticipant(tx *db.Tx, id string) error {
	_, err := tx.Exec("DELETE FROM people_participant WHERE id = ?", id)
	return err
}

const participants = "SELECT id, name, phone, year, id_hash, id_last, unit, purpose, until_at, added_at FROM people_participant "

func scanParticipant(s db.Scanner) (p Participant, err error) {
	err = s.Scan(&p.ID, &p.Name, &p.Phone, &p.Year, &p.IDHash, &p.IDLast, &p.Unit, &p.Purpose, &p.Until, &p.AddedAt)
	return p, err
}
