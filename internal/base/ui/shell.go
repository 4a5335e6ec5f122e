package ui

import (
	"context"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Shell is the frame of every page of the product: navigation, search, who is signed in, a message, and the page itself
// as its children.
//
//	@ui.Shell{Title: …, Nav: …} { @page }
type Shell struct {
	Title   string // of the tab
	Place   string // the union body the person works for, under the product's name
	Home    string // where the brand leads; "" is "/"
	Nav     []NavItem
	Crumbs  []Link // from the section down to the parent
	Help    string // two sentences about the page, behind a question mark; "" draws none
	Keep    string // where this view is kept under a name; "" where it is none to keep
	User    *User  // nil: nobody is signed in
	Search  string // where the search field leads with ?q=…; "" draws none
	Query   string // what was searched for
	Flash   *Flash
	Banner  string // a sentence above the page: where this is, and what waits; "" draws none
	Theme   string // "light", "dark", or "" for whatever the device prefers: Theme(r)
	Back    string // this page's address, to come back to after switching the theme
	Accent  Accent
	SignOut string // where signing out is posted; "" is "/sign-out"
}

// NavItem is a place in the navigation. The first four also stand at the bottom of a telephone's screen; the rest behind "Thêm".
type NavItem struct {
	Label   string
	Icon    string
	Href    string
	Current bool
	Count   int // things waiting there; 0 draws nothing
}

// User is who is signed in.
type User struct {
	Name string
	Role string // "Cán bộ Liên đoàn"
	Href string // their own page, or ""
}

// Initials are the first letters of the middle and given names: "Trần Thu Hà" is "TH".
func (u User) Initials() string {
	words := strings.Fields(u.Name)
	if len(words) > 2 {
		words = words[len(words)-2:]
	}
	var s []rune
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		s = append(s, unicode.ToUpper(r))
	}
	return string(s)
}

// Flash is a message about what was just done, with a way to undo it where there is one.
type Flash struct {
	Tone Tone
	Text string
	Undo *Undo `json:",omitempty"`
}

// Undo is a form that takes back what was just done.
type Undo struct {
	Action string            // where it is posted
	Label  string            // "" is "Hoàn tác"
	Fields map[string]string // what is posted with it
}

// Front is the frame of pages without navigation: signing in, and faults before it.
type Front struct {
	Title string
	Theme string
	Back  string
	Flash *Flash
}

// PageHead is the top of a page: its title, its state in a few words, and what can be done here.
type PageHead struct {
	Title   string
	Lead    string // a sentence under the title, or ""
	Chips   []Chip
	Meta    []string // short facts: "5 đợt", "02/03 – 28/06/2026"
	Actions []Button
}

// Card is a sheet of paper with a title; its content are its children.
type Card struct {
	ID     string // to lead to it, or for htmx to replace it; may be ""
	Title  string
	Lead   string    // a sentence under the title
	Link   *Link     // at the right of the title: "Xem tất cả"
	Aside  Component // at the right of the title instead: a chip, a count, a key
	Accent bool      // a line of the campaign's colour on top
	Quiet  bool      // sunk, for what stands beside the matter
}

// Columns lays its children out beside a narrower column; on a telephone one stands under the other.
type Columns struct {
	Side  Component
	Label string // what the side column holds, for readers
}

// Notice is a message that belongs to a place on the page; its children follow the text.
type Notice struct {
	Tone  Tone
	Title string
	Text  string
	Link  *Link
}

// Empty stands where nothing is yet, and says the next step.
type Empty struct {
	Icon  string
	Title string
	Text  string
	Next  *Button
}

// Render draws s around the children in ctx.
func (s Shell) Render(ctx context.Context, w io.Writer) error { return shell(s).Render(ctx, w) }

// Render draws f around the children in ctx.
func (f Front) Render(ctx context.Context, w io.Writer) error { return front(f).Render(ctx, w) }

// Render draws p.
func (p PageHead) Render(ctx context.Context, w io.Writer) error { return pageHead(p).Render(ctx, w) }

// Render draws c around the children in ctx.
func (c Card) Render(ctx context.Context, w io.Writer) error { return card(c).Render(ctx, w) }

// Render draws c around the children in ctx.
func (c Columns) Render(ctx context.Context, w io.Writer) error { return columns(c).Render(ctx, w) }

// Render draws n.
func (n Notice) Render(ctx context.Context, w io.Writer) error { return notice(n).Render(ctx, w) }

// Render draws e.
func (e Empty) Render(ctx context.Context, w io.Writer) error { return empty(e).Render(ctx, w) }

// short is the count as there is room for it.
func (n NavItem) short() string {
	if n.Count > 99 {
		return "99+"
	}
	return Int(int64(n.Count))
}

// slug makes an id out of a title: letters and digits stay, all else becomes a hyphen.
func slug(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return '-'
	}, s), "-")
}

// or returns s, and other where s is empty.
func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
