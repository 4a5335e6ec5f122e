// Package idcard reads what the code of a citizen card says, as a gate does on the phone.
//
// First it tells by the shape what a text is: a card's code, or one of the many others that are held before a camera. Then it reads the
// first seven fields of a card, which are the same on the cards of 2021 and 2024, and drops the rest unread (parents, cancelled
// numbers). The number has no check digit; what does not fit the date of birth or the sex is a warning, never a refusal. Nothing here
// keeps anything, and no message repeats what was read. The phones' own reader (internal/web/gateapp) answers the same table,
// testdata/cards.json.
package idcard

import (
	"encoding/hex"
	"regexp"
	"strings"
	"unicode/utf8"

	"phongtrao/internal/base/viet"
)

// Kind is what a text is.
type Kind string

const (
	IsCard   Kind = "card"   // a citizen card's code
	IsTicket Kind = "ticket" // a ticket of ours, by its shape
	IsCode   Kind = "code"   // a ticket's short code, by its shape
	IsHealth Kind = "health" // a health insurance card's code
	IsVNeID  Kind = "vneid"  // what the VNeID app shows, which can be read only with the ministry's own service
	IsURL    Kind = "url"
	IsBroken Kind = "broken" // has the shape of a card's code, and cannot be read
	IsOther  Kind = "other"
)

// Warning is something about a card that does not fit; it goes beside the name on the screen.
type Warning string

const (
	WarnProvince Warning = "province" // no province of birth has this number
	WarnYear     Warning = "year"     // the number was given to somebody born in another year
	WarnSex      Warning = "sex"      // the number was given to somebody of the other sex
	WarnBirth    Warning = "birth"    // the date of birth cannot be read
	WarnFields   Warning = "fields"   // a layout that is not known: fields beyond those of 2021 and 2024
)

// Card is what is taken of a card.
type Card struct {
	Number   string // 12 digits
	Name     string // as on the card, cleaned
	Birth    string // "1999-03-05", "" if it cannot be read
	Sex      string // "Nam", "Nữ", or "" for anything else
	Warnings []Warning
}

// Year of birth, 0 if it cannot be read.
func (c Card) Year() int {
	if c.Birth == "" {
		return 0
	}
	return number(c.Birth[:4])
}

// Last are the last four digits of the number, all of it that may be shown.
func (c Card) Last() string { return c.Number[len(c.Number)-4:] }

// Limits and layouts.
const (
	textMax    = 1000 // runes; a card's code has less than 300
	nameMax    = 100
	fieldsMin  = 7
	fieldsMost = 11
)

var (
	twelve  = regexp.MustCompile(`^[0-9]{12}$`)
	eleven  = regexp.MustCompile(`^[0-9]{11}$`)
	eight   = regexp.MustCompile(`^[0-9]{8}$`)
	address = regexp.MustCompile(`^(?i:https?://|www\.)\S+$`)
	ticket  = regexp.MustCompile(`^(?i:https?://[^/\s]+/T/)?[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{116}$`)
	code    = regexp.MustCompile(`^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}-?[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}$`)
	health  = regexp.MustCompile(`^[A-Z]{2}[0-9]{13}$|^[0-9]{10}$`)
	vneid   = regexp.MustCompile(`^(?i:vneid|000201.*vneid)|^[A-Za-z0-9+/_-]{60,}={0,2}$`)
)

// Read tells what a text is, and reads it if it is a card's code.
func Read(text string) (Kind, Card) {
	text = strings.Trim(text, " \t\r\n\ufeff")
	if text == "" || !utf8.ValidString(text) || utf8.RuneCountInString(text) > textMax {
		return IsOther, Card{}
	}
	switch {
	case ticket.MatchString(text):
		return IsTicket, Card{}
	case address.MatchString(text):
		return IsURL, Card{}
	case code.MatchString(text):
		return IsCode, Card{}
	}
	if fields := strings.Split(text, "|"); len(fields) > 1 {
		return parted(fields)
	}
	if vneid.MatchString(text) {
		return IsVNeID, Card{}
	}
	return IsOther, Card{}
}

// parted reads a text in fields.
func parted(fields []string) (Kind, Card) {
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	if health.MatchString(fields[0]) && len(fields) >= 5 && hexText(fields[1]) {
		return IsHealth, Card{}
	}
	number := fields[0]
	if eleven.MatchString(number) || number == "" { // Excel took the first zero away, or half a code was read
		return IsBroken, Card{}
	}
	if !twelve.MatchString(number) {
		return IsOther, Card{}
	}
	if len(fields) < fieldsMin {
		return IsBroken, Card{}
	}
	c := Card{Number: number, Name: viet.Clean(fields[2]), Birth: birth(fields[3]), Sex: sex(fields[4])}
	if viet.Fold(c.Name) == "" || utf8.RuneCountInString(c.Name) > nameMax || twelve.MatchString(c.Name) {
		return IsBroken, Card{}
	}
	c.Warnings = warnings(c)
	if len(fields) > fieldsMost {
		c.Warnings = append(c.Warnings, WarnFields)
	}
	return IsCard, c
}

// hexText reports whether a field is a name in hexadecimal, as on health insurance cards.
func hexText(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) >= 2 && utf8.Valid(b)
}

// birth reads "05031999" as "1999-03-05"; "" for what is no day.
func birth(s string) string {
	s = strings.NewReplacer("/", "", "-", "", ".", "").Replace(s)
	if !eight.MatchString(s) {
		return ""
	}
	d, m, y := number(s[:2]), number(s[2:4]), number(s[4:])
	if y < 1900 || y > 2399 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return ""
	}
	return s[4:] + "-" + s[2:4] + "-" + s[:2]
}

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func number(digits string) (n int) {
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

func sex(s string) string {
	switch viet.Fold(s) {
	case "nam":
		return "Nam"
	case "nu":
		return "Nữ"
	}
	return ""
}

// warnings compares a number with what stands beside it. Its fourth digit says the century and the sex (0 and 1: the 20th, male and
// female, and so on), the next two the year.
func warnings(c Card) []Warning {
	var w []Warning
	if !provinces[c.Number[:3]] {
		w = append(w, WarnProvince)
	}
	digit := int(c.Number[3] - '0')
	if c.Birth == "" {
		w = append(w, WarnBirth)
	} else if 1900+digit/2*100+number(c.Number[4:6]) != number(c.Birth[:4]) {
		w = append(w, WarnYear)
	}
	if c.Sex != "" && (digit%2 == 1) != (c.Sex == "Nữ") {
		w = append(w, WarnSex)
	}
	return w
}

// Codes of the 63 provinces of birth registration until 2025; they say nothing about the provinces of today.
var provinces = func() map[string]bool {
	m := map[string]bool{}
	for _, p := range strings.Fields(`001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046
		048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096`) {
		m[p] = true
	}
	return m
}()
