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

// totals compares every column with its total.
func (t *text) totals(rows [][]cell, total []cell, out *findings) {
	for i, c := range total {
		// A total row may be shorter at the left, where its first cells are joined: columns are counted from the right.
		fromRight := len(total) - i
		if c.num == nil || i == 0 && len(total) > 1 && total[0].num != nil && !c.bare {
			continue
		}
		sum, parts, numbers := ledger.Quantity{}, 0, true
		inOrder := true
		for _, r := range rows {
			if len(r) < fromRight {
				numbers = false
				break
			}
			p := r[len(r)-fromRight]
			switch {
			case p.num != nil && p.bare:
				sum = sum.Add(quantity(*p.num))
				parts++
				inOrder = inOrder && p.num.n.Lo == int64(parts)
			case p.words == "" || p.words == "-" || parts == 0: // an empty cell, or the heading
			default:
				numbers = false
			}
		}
		if !numbers || parts < 2 || inOrder && parts > 2 || c.num.agrees(sum) != differs {
			continue
		}
		say := "Cột này cộng " + viet.FormatInt(int64(parts)) + " dòng được " + sum.String() + ", dòng tổng ghi " + plainly(*c.num)
		if q := quantity(*c.num); q.Exact() && sum.Exact() {
			if d := q.Lo - sum.Lo; d < 0 {
				say += " (thiếu " + viet.FormatInt(-d) + ")"
			} else {
				say += " (thừa " + viet.FormatInt(d) + ")"
			}
		}
		out.add(c.num.at, c.num.at+1, Finding{Rule: "table", Severity: Conflict, Claimed: t.written(*c.num), Recomputed: sum.String(), Say: say + "."})
	}
}
