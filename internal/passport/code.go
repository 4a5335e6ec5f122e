package passport

import (
	"crypto/sha256"
	"encoding/binary"
	"net/url"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
)

// A code is 12 letters that follow from the question, with one more that checks them: "7K3M-9XQ2-P4TV-W". A question with
// a campaign, a unit and a period takes more than forty letters by itself, too many to type from paper; so the code is
// short, and what it stands for is kept when it is first printed.
const (
	codeLen = 12
	digits  = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // Crockford's base 32: no I, L, O, U
)

// Code returns the code of a question. The same question always has the same code; it leads somewhere once it was kept.
func Code(q ledger.Question) string {
	sum := sha256.Sum256([]byte(Query(q).Encode()))
	bits := binary.BigEndian.Uint64(sum[:])
	values := make([]byte, codeLen)
	for i := range values {
		values[i] = byte(bits >> (59 - 5*i) & 31)
	}
	return spell(append(values, check(values)))
}

// Keep writes down what a code stands for, so that it can be printed, and returns it. Kept again, it stays as it was.
func Keep(tx *db.Tx, q ledger.Question) (string, error) {
	code := Code(q)
	return code, insertCode(tx, code, Query(q).Encode())
}

// Kept is what a printed code stands for.
type Kept struct {
	Code     string
	Question ledger.Question
	At       day.Instant // when it was first printed
	By       string      // the person who had it printed
}

// ByCode finds the question behind a printed code, typed in any case, with or without its hyphens. A letter read
// wrongly is told apart from a code that nobody printed.
func ByCode(v *db.View, typed string) (Kept, error) {
	code, err := read(typed)
	if err != nil {
		return Kept{}, err
	}
	k, query, found, err := selectCode(v, code)
	if err != nil {
		return Kept{}, err
	}
	if !found {
		return Kept{}, fault.NotFoundf("Không có số liệu nào mang mã %s trong hệ thống này. Hãy kiểm tra xem mã có phải của hệ thống khác không.", code)
	}
	words, err := url.ParseQuery(query)
	if err == nil {
		k.Question, err = ParseQuery(words)
	}
	return k, err
}

// read brings a typed code into its one spelling, and checks its last letter.
func read(typed string) (string, error) {
	var values []byte
	for _, r := range strings.ToUpper(typed) {
		switch r {
		case '-', ' ', '.':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		i := strings.IndexRune(digits, r)
		if i < 0 {
			return "", fault.In("code", "Mã “%s” có ký tự không dùng trong mã số liệu. Mã chỉ gồm chữ số và chữ cái không dấu, không có U.", typed)
		}
		values = append(values, byte(i))
	}
	if len(values) != codeLen+1 {
		return "", fault.In("code", "Mã “%s” có %d ký tự; mã số liệu có %d ký tự. Hãy nhập đủ.", typed, len(values), codeLen+1)
	}
	if check(values[:codeLen]) != values[codeLen] {
		return "", fault.In("code", "Mã “%s” có ký tự nhầm hoặc đảo chỗ. Hãy đối chiếu lại với bản in.", typed)
	}
	return spell(values), nil
}

func spell(values []byte) string {
	var b strings.Builder
	for i, v := range values {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(digits[v])
	}
	return b.String()
}

// check gives the value of the last letter: the sum of value × αⁿ in the field of 32 elements (α⁵ = α² + 1). A field has
// no divisors of zero, so that every single wrong letter and every swap of two letters changes it.
func check(values []byte) byte {
	var sum byte
	for _, v := range values {
		sum = double(sum ^ v)
	}
	return sum
}

func double(v byte) byte {
	v <<= 1
	if v&32 != 0 {
		v ^= 0b100101
	}
	return v
}
