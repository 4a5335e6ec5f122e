package viet

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
)

var (
	yearOnly  = regexp.MustCompile(`^(?:ca )?(?:nam )?(\d+)$`)
	yearRange = regexp.MustCompile(`^(?:giai doan )?(\d{4}) ?- ?(\d{4})$`)
	monthsOf  = regexp.MustCompile(`^(\d{1,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|muoi mot) thang (dau|cuoi)(?: cua)? nam (\d+)$`)
	halfOf    = regexp.MustCompile(`^nua (dau|cuoi)(?: cua)? nam (\d+)$`)
	quarterOf = regexp.MustCompile(`^quy ([ivx]+|\d+) ?(?:/|-|,|nam| ) ?(?:nam )?(\d+)$`)
	monthOf   = regexp.MustCompile(`^(?:thang )?(\d{1,2}) ?(?:/|-| nam ) ?(\d+)$`)
	between   = regexp.MustCompile(`^(?:tu )?(?:ngay )?(.+?) ?(?: den het | den | toi |\.\.| - )(?:ngay )?(.+)$`)
	isoMonth  = regexp.MustCompile(`^(\d{4})-(\d{2})$`)
	yearAtEnd = regexp.MustCompile(`\d{4}$`)
)

// counts are the small numbers that are written as words in "sáu tháng đầu năm".
var counts = map[string]int{"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11}

// ParsePeriod reads a period: "năm 2024", "6 tháng đầu năm 2024", "9 tháng đầu năm 2025", "quý I/2026", "tháng 5/2023",
// "giai đoạn 2021–2025", "từ 01/05/2023 đến 31/05/2023", "1/5 – 31/5/2023", "2024-01-01..2024-06-30", one date, and what
// day.Period.VN writes.
func ParsePeriod(s string) (day.Period, error) {
	p, err := period(s)
	if err != nil {
		return day.Period{}, err
	}
	return p, nil
}

func period(s string) (day.Period, error) {
	s = strings.TrimRight(Clean(s), ".,;: ")
	text := unmarked(s)
	if s == "" {
		return day.Period{}, fault.Invalidf("Chưa ghi thời gian.")
	}
	if text == "moi thoi gian" {
		return day.All, nil
	}
	if m := yearOnly.FindStringSubmatch(text); m != nil {
		y, err := year(s, m[1])
		return day.Year(y), err
	}
	if m := yearRange.FindStringSubmatch(text); m != nil {
		a, err := year(s, m[1])
		if err != nil {
			return day.Period{}, err
		}
		b, err := year(s, m[2])
		if err != nil {
			return day.Period{}, err
		}
		return forward(s, day.Year(a).From, day.Year(b).To)
	}
	if m := halfOf.FindStringSubmatch(text); m != nil {
		return monthsOfYear(s, 6, m[1], m[2])
	}
	if m := monthsOf.FindStringSubmatch(text); m != nil {
		n, ok := counts[m[1]]
		if !ok {
			n, _ = strconv.Atoi(m[1])
		}
		return monthsOfYear(s, n, m[2], m[3])
	}
	if m := quarterOf.FindStringSubmatch(text); m != nil {
		n, ok := ParseRoman(m[1])
		if !ok {
			n, _ = strconv.Atoi(m[1])
		}
		if n < 1 || n > 4 {
			return day.Period{}, fault.Invalidf("Không có “quý %s”. Một năm có quý I đến quý IV.", strings.ToUpper(m[1]))
		}
		y, err := year(s, m[2])
		return day.Quarter(y, n), err
	}
	if m := monthOf.FindStringSubmatch(text); m != nil && !(len(m[2]) <= 2 && !strings.HasPrefix(text, "thang")) {
		n, _ := strconv.Atoi(m[1])
		if n < 1 || n > 12 {
			return day.Period{}, fault.Invalidf("Không có tháng %d trong “%s”. Tháng từ 1 đến 12.", n, s)
		}
		y, err := year(s, m[2])
		return day.Month(y, time.Month(n)), err
	}
	if m := between.FindStringSubmatch(strings.Replace(text, "-", " - ", countDash(text))); m != nil {
		a, b := strings.TrimSpace(m[1]), strings.TrimSpace(m[2])
		inYear := 0
		if yearAtEnd.MatchString(b) {
			inYear, _ = strconv.Atoi(b[len(b)-4:])
		}
		from, err := ParseDateIn(a, inYear)
		if err != nil {
			return day.Period{}, err
		}
		to, err := ParseDate(b)
		if err != nil {
			return day.Period{}, err
		}
		return forward(s, from, to)
	}
	if m := isoMonth.FindStringSubmatch(text); m != nil {
		d, err := date(s, m[1], m[2], "1")
		return day.Month(d.Year(), d.Time().Month()), err
	}
	if d, err := ParseDate(s); err == nil {
		return day.Period{From: d, To: d}, nil
	} else if strings.HasPrefix(text, "ngay ") || isoDate.MatchString(text) || shortDate.MatchString(text) {
		return day.Period{}, err
	}
	return day.Period{}, fault.Invalidf("Không đọc được thời gian “%s”. Hãy ghi như “năm 2024”, “6 tháng đầu năm 2024”, “quý I/2026”, “tháng 5/2023” hoặc “từ 01/5/2023 đến 31/5/2023”.", s)
}

// countDash is 1 where the one dash of the text parts two dates ("1/5-31/5/2023"), and 0 where dashes belong to dates.
func countDash(text string) int {
	if strings.Count(text, "-") == 1 && strings.Contains(text, "/") {
		return 1
	}
	return 0
}

func monthsOfYear(s string, n int, end, y string) (day.Period, error) {
	if n < 1 || n > 11 {
		return day.Period{}, fault.Invalidf("Không đọc được “%s”: số tháng phải từ 1 đến 11.", s)
	}
	yn, err := year(s, y)
	if err != nil {
		return day.Period{}, err
	}
	p := day.Year(yn)
	if end == "dau" {
		p.To = day.Month(yn, time.Month(n)).To
	} else {
		p.From = day.Month(yn, time.Month(13-n)).From
	}
	return p, nil
}

func year(s, y string) (int, error) {
	d, err := date(s, y, "1", "1")
	if err != nil {
		return 0, err
	}
	return d.Year(), nil
}

func forward(s string, from, to day.Day) (day.Period, error) {
	if from > to {
		return day.Period{}, fault.Invalidf("Thời gian “%s” ngược: ngày đầu %s sau ngày cuối %s.", s, from.VN(), to.VN())
	}
	return day.Period{From: from, To: to}, nil
}
