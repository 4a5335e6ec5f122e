package viet

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
)

// Years that are read; anything else is more likely a slip of the finger than a date.
const (
	firstYear = 1900
	lastYear  = 2100
)

// LongDate writes a day as in the head of a document: "ngày 18 tháng 01 năm 2021". Days below ten and the months one and
// two take a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I).
func LongDate(d day.Day) string {
	if d == 0 {
		return ""
	}
	y, m, n := d.Date()
	if m > 2 {
		return fmt.Sprintf("ngày %02d tháng %d năm %d", n, m, y)
	}
	return fmt.Sprintf("ngày %02d tháng %02d năm %d", n, m, y)
}

// Weekday returns the Vietnamese name of a day of the week.
func Weekday(w time.Weekday) string {
	return [...]string{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"}[w]
}

var (
	isoDate   = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	shortDate = regexp.MustCompile(`^(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d+))?$`)
	wordDate  = regexp.MustCompile(`^(\d{1,2})\s+thang\s+(\d{1,2})(?:\s*(?:nam|/)?\s*(\d+))?$`)
	weekdayOf = regexp.MustCompile(`^(chu nhat|thu (?:hai|bay|ba|tu|nam|sau|[2-7]))\s*,?\s*`)
	lunar     = regexp.MustCompile(`am lich|thang (chap|gieng)|\bmung\b|\bmong\b`)
)

// ParseDate reads a date: "9/4/2024", "09-04-2024", "ngày 18 tháng 01 năm 2021", "2024-04-09". The day always comes first,
// except in the last form. A date that does not exist, a year of two digits, a lunar date or a wrong day of the week is
// refused with a sentence.
func ParseDate(s string) (day.Day, error) { return ParseDateIn(s, 0) }

// ParseDateIn is ParseDate for a text whose year is known from its surroundings: "9/5" is then a date of that year.
// Year 0 means that it is not known.
func ParseDateIn(s string, year int) (day.Day, error) {
	s = strings.TrimRight(Clean(s), ".,;: ")
	if s == "" {
		return 0, fault.Invalidf("Chưa ghi ngày.")
	}
	text := unmarked(s)
	if lunar.MatchString(text) {
		return 0, fault.Invalidf("“%s” là ngày âm lịch. Hãy ghi ngày dương lịch, ví dụ 07/02/2026.", s)
	}
	weekday := time.Weekday(-1)
	if m := weekdayOf.FindStringSubmatch(text); m != nil {
		weekday = weekdays[m[1]]
		text = text[len(m[0]):]
	}
	text = strings.TrimPrefix(text, "ngay ")
	var y, m, d string
	if f := isoDate.FindStringSubmatch(text); f != nil {
		y, m, d = f[1], f[2], f[3]
	} else if f := shortDate.FindStringSubmatch(text); f != nil {
		y, m, d = f[3], f[2], f[1]
	} else if f := wordDate.FindStringSubmatch(text); f != nil {
		y, m, d = f[3], f[2], f[1]
	} else {
		return 0, fault.Invalidf("Không đọc được ngày “%s”. Hãy ghi như 09/4/2024.", s)
	}
	if y == "" {
		if year == 0 {
			return 0, fault.Invalidf("“%s” chưa có năm. Hãy ghi đủ ngày, tháng, năm, ví dụ %s/%s/2024.", s, d, m)
		}
		y = strconv.Itoa(year)
	}
	on, err := date(s, y, m, d)
	if err == nil && weekday >= 0 && weekday != on.Weekday() {
		err = fault.Invalidf("Ngày %s là %s, không phải %s. Hãy xem lại ngày hoặc thứ.", on.VN(), Weekday(on.Weekday()), Weekday(weekday))
		on = 0
	}
	return on, err
}

var weekdays = map[string]time.Weekday{
	"chu nhat": 0, "thu hai": 1, "thu ba": 2, "thu tu": 3, "thu nam": 4, "thu sau": 5, "thu bay": 6,
	"thu 2": 1, "thu 3": 2, "thu 4": 3, "thu 5": 4, "thu 6": 5, "thu 7": 6,
}

// unmarked is the text in lower case without marks, its punctuation kept, so that "Ngày 18 THÁNG 01" and "ngay 18 thang 01"
// are read alike.
func unmarked(s string) string {
	t := folded()
	return strings.Map(func(r rune) rune {
		if r < low {
			if p := t[r]; len(p) == 1 && p != " " {
				return rune(p[0])
			}
		}
		if r == '–' || r == '—' {
			return '-'
		}
		return r
	}, s)
}

// date checks and makes a date of digits.
func date(s, y, m, d string) (day.Day, error) {
	if len(y) != 4 {
		if len(y) == 2 {
			return 0, fault.Invalidf("Năm “%s” trong “%s” là 20%s hay 19%s? Hãy ghi đủ bốn chữ số.", y, s, y, y)
		}
		return 0, fault.Invalidf("Năm “%s” trong “%s” không đúng. Hãy ghi đủ bốn chữ số, ví dụ 2024.", y, s)
	}
	yn, _ := strconv.Atoi(y)
	mn, _ := strconv.Atoi(m)
	dn, _ := strconv.Atoi(d)
	if yn < firstYear || yn > lastYear {
		return 0, fault.Invalidf("Năm %d trong “%s” nằm ngoài khoảng %d–%d. Hãy xem lại năm.", yn, s, firstYear, lastYear)
	}
	if mn < 1 || mn > 12 {
		if dn >= 1 && dn <= 12 && mn <= 31 {
			return 0, fault.Invalidf("Không có tháng %d: ngày viết trước, tháng viết sau. Có phải ý là %d/%d/%d?", mn, mn, dn, yn)
		}
		return 0, fault.Invalidf("Không có tháng %d trong “%s”. Tháng từ 1 đến 12.", mn, s)
	}
	on := day.Of(yn, time.Month(mn), dn)
	if _, gotMonth, got := on.Date(); dn < 1 || got != dn || int(gotMonth) != mn {
		_, _, last := day.Month(yn, time.Month(mn)).To.Date()
		return 0, fault.Invalidf("Không có ngày %02d/%02d/%d: tháng %d năm %d có %d ngày.", dn, mn, yn, mn, yn, last)
	}
	return on, nil
}
