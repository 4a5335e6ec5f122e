// Package ui draws pages out of components.
//
// A component is a struct that draws itself: its fields say what it shows, and it is used in a template as
// @ui.Figure{Quantity: q, Href: passport}. It is handed what it draws; it reads no database and knows no nouns.
// What it keeps true: a figure always leads to its source (Figure), every page reads without JavaScript, nothing
// carries a style or an on… attribute (the policy in CSP forbids both), and each component has samples "empty",
// "typical" and "worst" that the gallery, the golden tests and the accessibility checks share.
package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Component is anything that draws itself.
type Component = templ.Component

// Text draws a text, escaped.
type Text string

// Render draws t.
func (t Text) Render(ctx context.Context, w io.Writer) error {
	_, err := io.WriteString(w, templ.EscapeString(string(t)))
	return err
}

// Group draws components one after another.
type Group []Component

// Render draws g.
func (g Group) Render(ctx context.Context, w io.Writer) error {
	for _, c := range g {
		if err := c.Render(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

// Tone is the mood of a mark. It is never the only sign: a word or a shape always stands beside the colour.
type Tone string

const (
	Plain Tone = ""     // no mood
	Info  Tone = "info" // something to know
	Good  Tone = "good" // done, in order
	Gold  Tone = "gold" // the target is reached
	Warn  Tone = "warn" // something to look at
	Bad   Tone = "bad"  // wrong, refused, late
)

// toneIcon is the shape that goes with a tone.
func toneIcon(t Tone) string {
	switch t {
	case Good, Gold:
		return "circle-check"
	case Warn:
		return "triangle-alert"
	case Bad:
		return "circle-alert"
	}
	return "info"
}

// Link is an address with its words.
type Link struct {
	Label string
	Href  string
}

// Button is a link or a form's button that looks like one.
type Button struct {
	Label   string
	Icon    string // of the sprite, or ""
	Href    string // a link; "" makes it the submit button of the form around it
	Name    string // of a submit button, where a form has several
	Value   string
	Primary bool   // the one thing to do here
	Danger  bool   // takes something away
	Dialog  string // the id of a Confirm on this page, which opens instead of following Href
	Print   bool   // prints the page; shown only where JavaScript runs
}

// Render draws b.
func (b Button) Render(ctx context.Context, w io.Writer) error { return button(b).Render(ctx, w) }

// Chip is a short state with a shape.
type Chip struct {
	Label string
	Tone  Tone
	Icon  string // "" takes the tone's
}

// Render draws c.
func (c Chip) Render(ctx context.Context, w io.Writer) error { return chip(c).Render(ctx, w) }

// Badge is a quiet word in a frame: a kind, a code, a count.
type Badge struct {
	Label string
	Title string // a longer form, for those who point at it
}

// Render draws b.
func (b Badge) Render(ctx context.Context, w io.Writer) error { return badge(b).Render(ctx, w) }

// Icon is a line drawing of the sprite, without words of its own.
type Icon string

// Render draws i.
func (i Icon) Render(ctx context.Context, w io.Writer) error { return icon(string(i)).Render(ctx, w) }
