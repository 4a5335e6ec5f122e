package report

import (
	"fmt"
	"math/big"
	"strings"

	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

// Arithmetic is what came of reckoning again what a text says.
type Arithmetic struct {
	Holds bool
	Mode  viet.Rounding // of a percentage that holds by one way of rounding only, else ""
	Text  string        // the reckoning in a sentence: "2.610/2.819 = 92,6%, in 90,2%"
}

// Percent is a printed percentage with what it is printed of.
type Percent struct {
	Part, Whole int64
	Printed     viet.Decimal // 902 with one place for "90,2%"
}

// Check reckons a percentage again, with as many places as were printed: rounded, and cut off.
func (p Percent) Check() Arithmetic {
	if p.Whole <= 0 {
		return Arithmetic{Text: fmt.Sprintf("Không tính được %s%%: tổng bằng 0.", p.Printed)}
	}
	of := viet.FormatInt(p.Part) + "/" + viet.FormatInt(p.Whole)
	rounded := viet.Percent(p.Part, p.Whole, p.Printed.Places, viet.HalfUp)
	cut := viet.Percent(p.Part, p.Whole, p.Printed.Places, viet.Truncate)
	fine := viet.Percent(p.Part, p.Whole, max(2, p.Printed.Places+1), viet.HalfUp) // shown where it matters how it was rounded
	in := ", in " + p.Printed.String() + "%"
	switch p.Printed {
	case rounded:
		if cut == rounded {
			return Arithmetic{Holds: true, Text: of + " = " + rounded.String() + "%" + in + ": đúng"}
		}
		return Arithmetic{true, viet.HalfUp, of + " = " + fine.String() + "%" + in + ": đúng khi " + viet.HalfUp.Label()}
	case cut:
		return Arithmetic{true, viet.Truncate, of + " = " + fine.String() + "%" + in + ": đúng khi " + viet.Truncate.Label() + " (làm tròn thì được " + rounded.String() + "%)"}
	}
	return Arithmetic{Text: of + " = " + rounded.String() + "%" + in}
}

// Term is a part of a printed sum: so many times so much. Each of 0 is one: a plain amount.
type Term struct{ Count, Each int64 }

// CheckSum reckons a printed total again from its printed parts: "263 + 119 + 560 + 143 + 180 = 1.265, in 1.265: đúng",
// "21.900 × 1.000.000 + 4.500.000.000 + … = 28.950.000.000, in “gần 29 tỷ”: đúng". The total's words may bound it.
func CheckSum(terms []Term, printed string, total ledger.Quantity) Arithmetic {
	sum, parts := new(big.Int), make([]string, len(terms))
	for i, t := range terms {
		n := big.NewInt(t.Count)
		parts[i] = viet.FormatInt(t.Count)
		if t.Each != 0 {
			n.Mul(n, big.NewInt(t.Each))
			parts[i] += " × " + viet.FormatInt(t.Each)
		}
		sum.Add(sum, n)
	}
	if !sum.IsInt64() {
		return Arithmetic{Text: "Tổng quá lớn để tính lại."}
	}
	n := sum.Int64()
	a := Arithmetic{Holds: total.Has(n)}
	if !total.Exact() {
		printed = "“" + printed + "”"
	}
	a.Text = strings.Join(parts, " + ") + " = " + viet.FormatInt(n) + ", in " + printed
	switch {
	case a.Holds:
		a.Text += ": đúng"
	case total.Exact() && n > total.Lo:
		a.Text += ": in thiếu " + viet.FormatInt(n-total.Lo)
	case total.Exact():
		a.Text += ": in thừa " + viet.FormatInt(total.Lo-n)
	default:
		a.Text += ": không khớp"
	}
	return a
}
