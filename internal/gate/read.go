package gate

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/gate/rule"
)

// Batches are read by hand: at a gate's rush they are nearly all that this program reads. One bad record must not keep the other 499
// out, which no decoder of the library offers.

// Unread is an element of a batch that is no record: it is kept and named, and the others land.
type Unread struct {
	Seq  int64 // its number where that could be read, else one made of its bytes, below zero
	Text string
	Raw  []byte
}

// ReadBatch reads a batch from its JSON. What is no JSON, or no batch, is a fault of kind Invalid; what is wrong within one record makes it
// Unread. Keys that are not known are passed over, so that newer phones can say more.
func ReadBatch(body []byte) (b Batch, unread []Unread, err error) {
	if len(body) > BodyMax {
		return b, nil, fault.Invalidf("Gói gửi lên quá lớn. Hãy gửi làm nhiều lần.")
	}
	r := reader{b: body}
	list := func(one func(r *reader) error) error {
		return r.array(func() error {
			start := r.i
			if err := r.skip(0); err != nil {
				return err
			}
			raw := body[start:r.i]
			if err := one(&reader{b: raw}); err != nil {
				unread = append(unread, Unread{seqOf(raw), "Không đọc được lượt này.", raw})
			}
			return nil
		})
	}
	err = r.object(func(k string) error {
		switch k {
		case "protocol":
			return intInto(&r, &b.Protocol)
		case "device":
			return textInto(&r, &b.Device)
		case "sent":
			return intInto(&r, &b.Sent)
		case "made":
			return intInto(&r, &b.Made)
		case "cursor":
			return intInto(&r, &b.Cursor)
		case "beat":
			return r.beat(&b.Beat)
		case "scans":
			return list(func(r *reader) error {
				var s Scan
				if err := r.scan(&s); err != nil {
					return err
				}
				b.Scans = append(b.Scans, s)
				return nil
			})
		case "blocks":
			return list(func(r *reader) error {
				var k Block
				if err := r.block(&k); err != nil {
					return err
				}
				b.Blocks = append(b.Blocks, k)
				return nil
			})
		}
		return r.skip(0)
	})
	if err == nil {
		err = r.end()
	}
	if err != nil {
		return b, nil, fault.Invalidf("Gói gửi lên không đọc được. Máy sẽ gửi lại; nếu vẫn lỗi, hãy tải lại trang.")
	}
	return b, unread, nil
}

// seqOf is the number of a record that cannot be read otherwise.
func seqOf(raw []byte) (seq int64) {
	r := reader{b: raw}
	err := r.object(func(k string) error {
		if k == "seq" {
			return intInto(&r, &seq)
		}
		return r.skip(0)
	})
	if err != nil || seq < 1 {
		sum := sha256.Sum256(raw)
		seq = -int64(binary.BigEndian.Uint64(sum[:8])>>11) - 1 // the same each time it is sent
	}
	return seq
}

func (r *reader) scan(s *Scan) error {
	return r.object(func(k string) (err error) {
		switch k {
		case "seq":
			return intInto(r, &s.Seq)
		case "at":
			return intInto(r, &s.At)
		case "offset":
			return r.optional(&s.Offset)
		case "what":
			return textInto(r, &s.What)
		case "how":
			return textInto(r, &s.How)
		case "ticket":
			return textInto(r, &s.Ticket)
		case "serial":
			return intInto(r, &s.Serial)
		case "unit":
			return textInto(r, &s.Unit)
		case "people":
			return intInto(r, &s.People)
		case "said":
			return textInto(r, &s.Said)
		case "admitted":
			s.Admitted, err = r.truth()
			return err
		case "reason":
			return textInto(r, &s.Reason)
		case "undoes":
			return intInto(r, &s.Undoes)
		case "card":
			if r.null() {
				return nil
			}
			s.Card = new(Card)
			return r.object(func(k string) error {
				switch k {
				case "hash":
					return textInto(r, &s.Card.Hash)
				case "last":
					return textInto(r, &s.Card.Last)
				case "name":
					return textInto(r, &s.Card.Name)
				case "year":
					return intInto(r, &s.Card.Year)
				}
				return r.skip(0)
			})
		case "person":
			if r.null() {
				return nil
			}
			s.Person = new(Person)
			return r.object(func(k string) error {
				switch k {
				case "name":
					return textInto(r, &s.Person.Name)
				case "year":
					return intInto(r, &s.Person.Year)
				}
				return r.skip(0)
			})
		}
		return r.skip(0)
	})
}

func (r *reader) block(b *Block) error {
	return r.object(func(k string) error {
		switch k {
		case "seq":
			return intInto(r, &b.Seq)
		case "at":
			return intInto(r, &b.At)
		case "offset":
			return r.optional(&b.Offset)
		case "what":
			return textInto(r, &b.What)
		case "unit":
			return textInto(r, &b.Unit)
		case "label":
			return textInto(r, &b.Label)
		case "people":
			return intInto(r, &b.People)
		case "undoes":
			return intInto(r, &b.Undoes)
		case "counters":
			n := 0
			return r.array(func() error {
				if n++; n > 2 {
					return errShape
				}
				return textInto(r, &b.Counters[n-1])
			})
		}
		return r.skip(0)
	})
}

func (r *reader) beat(b *Beat) error {
	return r.object(func(k string) error {
		switch k {
		case "battery":
			return intInto(r, &b.Battery)
		case "storage":
			return intInto(r, &b.Storage)
		case "pack":
			return textInto(r, &b.Pack)
		case "packAt":
			return intInto(r, &b.PackAt)
		case "offset":
			return intInto(r, &b.Offset)
		case "app":
			return textInto(r, &b.App)
		}
		return r.skip(0)
	})
}

// reader reads JSON forward, once.
type reader struct {
	b []byte
	i int
}

var errShape = errors.New("gate: not the JSON that is expected")

const depthMax = 16

// next passes blanks and returns what follows, 0 at the end.
func (r *reader) next() byte {
	for r.i < len(r.b) {
		switch c := r.b[r.i]; c {
		case ' ', '\t', '\n', '\r':
			r.i++
		default:
			return c
		}
	}
	return 0
}

func (r *reader) end() error {
	if r.next(); r.i != len(r.b) {
		return errShape
	}
	return nil
}

func (r *reader) eat(c byte) error {
	if r.next() != c {
		return errShape
	}
	r.i++
	return nil
}

// object reads an object; each reads the value of a key.
func (r *reader) object(each func(key string) error) error {
	if err := r.eat('{'); err != nil {
		return err
	}
	if r.next() == '}' {
		r.i++
		return nil
	}
	for {
		k, err := r.bytes()
		if err != nil {
			return err
		}
		if err := r.eat(':'); err != nil {
			return err
		}
		if err := each(string(k)); err != nil {
			return err
		}
		if r.next() == ',' {
			r.i++
			continue
		}
		return r.eat('}')
	}
}

// array reads an array, or null for an empty one; each reads an element.
func (r *reader) array(each func() error) error {
	if r.null() {
		return nil
	}
	if err := r.eat('['); err != nil {
		return err
	}
	if r.next() == ']' {
		r.i++
		return nil
	}
	for {
		r.next()
		if err := each(); err != nil {
			return err
		}
		if r.next() == ',' {
			r.i++
			continue
		}
		return r.eat(']')
	}
}

// skip passes over any value.
func (r *reader) skip(depth int) error {
	if depth > depthMax {
		return errShape
	}
	switch c := r.next(); {
	case c == '{':
		return r.object(func(string) error { return r.skip(depth + 1) })
	case c == '[':
		return r.array(func() error { return r.skip(depth + 1) })
	case c == '"':
		_, err := r.bytes()
		return err
	case c == '-' || c >= '0' && c <= '9':
		return r.number()
	case c == 't' || c == 'f':
		_, err := r.truth()
		return err
	}
	if r.null() {
		return nil
	}
	return errShape
}

// number passes over a number of any kind.
func (r *reader) number() error {
	digits := func() bool {
		start := r.i
		for r.i < len(r.b) && r.b[r.i] >= '0' && r.b[r.i] <= '9' {
			r.i++
		}
		return r.i > start
	}
	if r.b[r.i] == '-' {
		r.i++
	}
	first := r.i
	if !digits() || r.b[first] == '0' && r.i > first+1 {
		return errShape
	}
	if r.i < len(r.b) && r.b[r.i] == '.' {
		if r.i++; !digits() {
			return errShape
		}
	}
	if r.i < len(r.b) && r.b[r.i]|0x20 == 'e' {
		if r.i++; r.i < len(r.b) && (r.b[r.i] == '+' || r.b[r.i] == '-') {
			r.i++
		}
		if !digits() {
			return errShape
		}
	}
	return nil
}

func intInto[N int | int64](r *reader, into *N) error {
	if r.null() {
		return nil
	}
	r.next()
	start := r.i
	if r.i >= len(r.b) || r.b[r.i] != '-' && (r.b[r.i] < '0' || r.b[r.i] > '9') {
		return errShape
	}
	if err := r.number(); err != nil {
		return err
	}
	n, err := strconv.ParseInt(string(r.b[start:r.i]), 10, 64)
	if err != nil {
		return errShape // a part, or too large
	}
	*into = N(n)
	return nil
}

func (r *reader) optional(into **int64) error {
	if r.null() {
		return nil
	}
	*into = new(int64)
	return intInto(r, *into)
}

func textInto[T ~string](r *reader, into *T) error {
	if r.null() {
		return nil
	}
	b, err := r.bytes()
	if err != nil {
		return err
	}
	for _, w := range usual {
		if string(b) == w {
			*into = T(w)
			return nil
		}
	}
	*into = T(b)
	return nil
}

// usual are words that come with every scan, kept once.
var usual = []string{string(rule.ByTicket), string(rule.Welcome), "came"}

func (r *reader) truth() (bool, error) {
	r.next()
	switch {
	case r.word("true"):
		return true, nil
	case r.word("false"):
		return false, nil
	}
	return false, errShape
}

func (r *reader) null() bool {
	r.next()
	return r.word("null")
}

func (r *reader) word(w string) bool {
	if len(r.b)-r.i < len(w) || string(r.b[r.i:r.i+len(w)]) != w {
		return false
	}
	r.i += len(w)
	return true
}

// bytes reads a string. Without escapes it is a part of what was sent, good until the next reading.
func (r *reader) bytes() ([]byte, error) {
	if err := r.eat('"'); err != nil {
		return nil, err
	}
	start := r.i
	for ; r.i < len(r.b); r.i++ {
		switch c := r.b[r.i]; {
		case c == '"':
			b := r.b[start:r.i]
			r.i++
			if !utf8.Valid(b) {
				return nil, errShape
			}
			return b, nil
		case c == '\\':
			return r.escaped(append([]byte(nil), r.b[start:r.i]...))
		case c < 0x20:
			return nil, errShape
		}
	}
	return nil, errShape
}

func (r *reader) escaped(out []byte) ([]byte, error) {
	for r.i < len(r.b) {
		c := r.b[r.i]
		r.i++
		switch {
		case c == '"':
			if !utf8.Valid(out) {
				return nil, errShape
			}
			return out, nil
		case c < 0x20:
			return nil, errShape
		case c != '\\':
			out = append(out, c)
			continue
		}
		if r.i >= len(r.b) {
			return nil, errShape
		}
		c = r.b[r.i]
		r.i++
		switch c {
		case '"', '\\', '/':
			out = append(out, c)
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			u, ok := r.hex()
			if !ok {
				return nil, errShape
			}
			if utf16.IsSurrogate(u) {
				low := rune(utf8.RuneError)
				if r.word(`\u`) {
					if low, ok = r.hex(); !ok {
						return nil, errShape
					}
				}
				u = utf16.DecodeRune(u, low)
			}
			out = utf8.AppendRune(out, u)
		default:
			return nil, errShape
		}
	}
	return nil, errShape
}

func (r *reader) hex() (rune, bool) {
	if len(r.b)-r.i < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(r.b[r.i:r.i+4]), 16, 16)
	r.i += 4
	return rune(n), err == nil
}
