package lint

import (
	"regexp"
	"strings"

	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

var totalRow = regexp.MustCompile(`^(tong cong|tong so|tong|cong|cong chung|toan tinh|toan thanh pho)$`)

// cell is one field of a table's row.
type cell struct {
	from, to int
	words    string
	num      *mark // the one number in it
	bare     bool  // nothing but the number
}

// tables looks at rows of cells parted by tabs or bars that end in a row "Tổng cộng": each column must add up to it.
func tables(t *text, out *findings) {
	var rows [][]cell
	for _, l := range t.lines {
		row := t.cells(l)
		if len(row) < 2 {
			rows = nil
			continue
		}
		if isTotal(row) && len(rows) > 0 {
			t.totals(rows, row, out)
			rows = nil
			continue
		}
		if len(rows) < 20_000 {
			rows = append(rows, row)
		}
	}
}

// cells parts a line.
func (t *text) cells(l line) (row []cell) {
	s := t.folded[l.from:l.to]
	sep := "\t"
	if !strings.Contains(s, sep) {
		if sep = "|"; strings.Count(s, sep) < 2 || strings.Trim(s, "|-: ") == "" {
			return nil
		}
	}
	at := l.from
	for part := range strings.SplitSeq(s, sep) {
		c := cell{from: at, to: at + len(part), words: strings.Trim(part, " *")}
		for _, m := range t.marksIn(c.from, c.to) {
			if m.kind == amount || m.kind == other {
				if c.num != nil || m.wrong != "" {
					c.num = nil
					break
				}
				c.num = &m
			}
		}
		if c.num != nil {
			c.bare = strings.Trim(c.words, " *") == string(c.num.kind) || c.num.noun == ""
			if c.num.kind == other {
				c.num = nil
			}
		}
		row = append(row, c)
		at += len(part) + 1
	}
	if sep == "|" && len(row) > 2 {
		row = row[1 : len(row)-1] // nothing stands outside the bars
	}
	return row
}

func isTotal(row []cell) bool {
	for _, c := range row[:min(3, len(row))] {
		if totalRow.MatchString(strings.Trim(c.words, " :*.")) {
			return true
		}
	}
	return false
}

// totals compares every column with its total. A total row may be shorter, at the left where its first cells are joined, or at
// the right where its last are empty: the way in which more columns agree is meant, and where none does, nothing is said.
func (t *text) totals(rows [][]cell, total []cell, out *findings) {
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	wrong, right := t.columns(rows, total, 0, width)
	if shift := width - len(total); shift > 0 {
		moved, agree := t.columns(rows, total, shift, width)
		if agree > right {
			wrong, right = moved, agree
		}
		if right == 0 {
			return
		}
	}
	for _, f := range wrong {
		out.add(f.From, f.To, f)
	}
}

// columns compares the cells of a total row, moved to the right by so many columns, with the sums above them. The places
// of the findings are those of the folded text.
func (t *text) columns(rows [][]cell, total []cell, shift, width int) (wrong []Finding, right int) {
	for i, c := range total {
		if c.num == nil || !c.bare && i == 0 || i+shift >= width {
			continue
		}
		sum, parts, numbers, inOrder := ledger.Quantity{}, 0, true, true
		var last mark
		for _, r := range rows {
			if i+shift >= len(r) {
				continue
			}
			p := r[i+shift]
			switch {
			case p.num != nil && p.bare:
				sum = sum.Add(quantity(*p.num))
				parts++
				last = *p.num
				inOrder = inOrder && last.n.Lo == int64(parts)
			case p.words == "" || p.words == "-" || parts == 0 || only(p.words, "") && p.num == nil: // empty, the heading, or in words why there is none
			default:
				numbers = false
			}
		}
		switch {
		case !numbers || parts < 2 || inOrder && parts > 2:
		case c.num.agrees(sum) != differs:
			right++
		case last.n == c.num.n: // a running total, or the same for all
		default:
			say := "Cột này cộng " + viet.FormatInt(int64(parts)) + " dòng được " + sum.String() + ", dòng tổng ghi " + plainly(*c.num)
			if q := quantity(*c.num); q.Exact() && sum.Exact() {
				if d := q.Lo - sum.Lo; d < 0 {
					say += " (thiếu " + viet.FormatInt(-d) + ")"
				} else {
					say += " (thừa " + viet.FormatInt(d) + ")"
				}
			}
			wrong = append(wrong, Finding{Rule: "table", Severity: Conflict, From: c.num.at, To: c.num.at + 1, Claimed: t.written(*c.num), Recomputed: sum.String(), Say: say + "."})
		}
	}
	return wrong, right
}
