package ticket

import "strings"

// alphabet is Crockford's: no I, L, O, U, which are read as 1, 1, 0 and refused.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Encode writes bytes in Crockford's base 32, the last character filled up with zero bits.
func Encode(b []byte) string {
	var s strings.Builder
	acc, bits := uint32(0), 0
	for _, c := range b {
		acc = acc<<8 | uint32(c)
		for bits += 8; bits >= 5; bits -= 5 {
			s.WriteByte(alphabet[acc>>(bits-5)&31])
		}
	}
	if bits > 0 {
		s.WriteByte(alphabet[acc<<(5-bits)&31])
	}
	return s.String()
}

// Decode reads what Encode wrote, in either case, with I and L for 1, O for 0. Anything else, and bits left over that are not zero, are refused.
func Decode(s string) ([]byte, bool) {
	out := make([]byte, 0, len(s)*5/8)
	acc, bits := uint32(0), 0
	for i := range len(s) {
		v := value(s[i])
		if v < 0 {
			return nil, false
		}
		acc = acc<<5 | uint32(v)
		if bits += 5; bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
		}
	}
	return out, bits < 5 && acc&(1<<bits-1) == 0
}

func value(c byte) int {
	if c >= 'a' && c <= 'z' {
		c -= 'a' - 'A'
	}
	switch c {
	case 'I', 'L':
		c = '1'
	case 'O':
		c = '0'
	}
	return strings.IndexByte(alphabet, c)
}

// CodeSize is the length of a short code without its hyphen.
const CodeSize = 8

// Code makes the short code that is printed below a ticket's picture and typed where that cannot be read: seven characters of the given
// chance (its low 35 bits) and a check character, in two halves: "4K7N-2Q9X".
func Code(chance uint64) string {
	b := make([]byte, CodeSize)
	for i := range CodeSize - 1 {
		b[i] = alphabet[chance>>(5*i)&31]
	}
	b[CodeSize-1] = check(string(b[:CodeSize-1]))
	return string(b[:4]) + "-" + string(b[4:])
}

// ReadCode reads a short code as somebody types it: either case, with or without the hyphen, I and L for 1, O for 0. It is "" and false where
// the check character does not fit: one wrong character, or two neighbours changed about.
func ReadCode(s string) (string, bool) {
	b := make([]byte, 0, CodeSize)
	for i := range len(s) {
		if s[i] == '-' || s[i] == ' ' {
			continue
		}
		v := value(s[i])
		if v < 0 || len(b) == CodeSize {
			return "", false
		}
		b = append(b, alphabet[v])
	}
	if len(b) != CodeSize || check(string(b[:CodeSize-1])) != b[CodeSize-1] {
		return "", false
	}
	return string(b[:4]) + "-" + string(b[4:]), true
}

// check weighs characters over the field of 32 elements (x⁵+x²+1): every single mistake and every exchange of neighbours changes it.
func check(s string) byte {
	sum := 0
	for i := range len(s) {
		sum = double(sum) ^ value(s[i])
	}
	return alphabet[double(sum)]
}

func double(x int) int {
	if x <<= 1; x&32 != 0 {
		x ^= 0b100101
	}
	return x
}
