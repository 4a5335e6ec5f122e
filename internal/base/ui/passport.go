package ui

import (
	"context"
	"io"
)

// KeyValue draws facts as a list of terms and what they are.
type KeyValue struct{ Pairs []Pair }

// Pair is a term and what it is.
type Pair struct {
	Key  string
	Text string
	Href string
	Body Component // in place of Text
	Note string    // a smaller line under it
}

// Passport draws the head of a figure's passport: the number, its definition, and the facts that fix its meaning.
type Passport struct {
	Indicator  string // "Đơn vị máu tiếp nhận"
	Definition string // in words
	Figure     Figure // Size is Display here
	Facts      []Pair // period, map, campaign, target, rounding
	Code       string // printed beside the figure on paper: /p/CODE
}

// Gaps lists what the figure does not hold, so that silence is never taken for nothing.
type Gaps struct{ Items []Gap }

// Gap is something missing from a figure, or standing apart from it.
type Gap struct {
	Tone Tone
	Text string // "May Đồi Chè đã báo 48, chờ duyệt"
	Why  string
	Href string
}

// Claims stands what was published beside what the ledger says.
type Claims struct{ Items []Claim }

// Claim is a printed number.
type Claim struct {
	Printed    string // as printed: "hơn 1.500 người"
	Source     string // "Báo Hưng Yên, 05/07/2024"
	Href       string
	Ours       Figure
	Agrees     bool
	Arithmetic string // "2.610/2.819 = 92,6%, in 90,2%"
}

// Entries lists what a figure is made of, down to source and hand.
type Entries struct {
	Label string
	Items []Entry
	More  *More
	Total Quantity
	Of    string
}

// Entry is a line of the ledger.
type Entry struct {
	Seq      int64
	Day      string
	Unit     string
	UnitHref string
	Place    string
	Quantity Quantity
	Evidence Evidence
	Source   string // "báo cáo 7, dòng 3"
	Href     string // of the source
	By       string
	At       string // recorded when
	Device   string
	Reverses int64  // the entry it takes back; 0 for none
	Reversed bool   // taken back by a later one
	Note     string // the reason
	Via      string // how it came to stand here: "qua hợp nhất 01/07/2025"
	Unused   bool   // kept, but another kind of evidence is published for its cell
}

// Proof shows that entries lie sealed in the log, and how a stranger checks it without us.
type Proof struct {
	Sealed     bool
	Log        string // "2024"
	Size       int64  // entries sealed in it
	Root       string // of the tree, in hexadecimal or base64
	Checkpoint string // the signed note, as text
	At         string // when it was signed
	Download   string // the address of the proof's file
	Command    string // what checks it offline
	Waiting    int    // entries of this figure not sealed yet
}

// Render draws k.
func (k KeyValue) Render(ctx context.Context, w io.Writer) error { return keyValue(k).Render(ctx, w) }

// Render draws p.
func (p Passport) Render(ctx context.Context, w io.Writer) error { return passport(p).Render(ctx, w) }

// Render draws g.
func (g Gaps) Render(ctx context.Context, w io.Writer) error { return gaps(g).Render(ctx, w) }

// Render draws c.
func (c Claims) Render(ctx context.Context, w io.Writer) error { return claims(c).Render(ctx, w) }

// Render draws e.
func (e Entries) Render(ctx context.Context, w io.Writer) error { return entries(e).Render(ctx, w) }

// Render draws p.
func (p Proof) Render(ctx context.Context, w io.Writer) error { return proof(p).Render(ctx, w) }

func (p Passport) display() Figure {
	f := p.Figure
	f.Size = Display
	return f
}
