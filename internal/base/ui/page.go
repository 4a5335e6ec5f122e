package ui

import (
	"maps"
	"slices"
)

// Page is an address that is looked at: it loads a model and draws it.
//
// C is what the web layer hands to a page (its request, its view, who asks); M is the model, typed, made by Load and
// drawn by View, so that a sample of M is a sample of the page. The web layer shortens the first parameter away:
//
//	type Page[M any] = ui.Page[*Ask, M]
type Page[C, M any] struct {
	Route string // "GET /campaigns/{id}/targets"
	Title string // what the page is called in lists: "Chỉ tiêu"
	Help  string // at most two sentences: what the page is for, and what to do first; drawn behind a question mark
	Guard any    // who may see it; opaque here, read by the web layer

	Load func(C) (M, error)           // asks; the faults it returns become pages of their own
	View func(M) Component            // what stands inside the shell's main part
	Head func(M) Head                 // title of the tab and crumbs; nil takes Title
	Part map[string]func(M) Component // fragments by the id of the element they replace, for htmx; nil has none

	Samples Samples[M]
}

// Head is what a page tells the shell around it.
type Head struct {
	Title  string
	Crumbs []Link // from the section down to the parent; the page itself is not among them
	Accent Accent
	Help   string // filled in from the page's own Help
}

// Samples are models to draw a page with, by name: at least "empty", "typical" and "worst".
type Samples[M any] map[string]M

// Sample is a drawn sample.
type Sample struct {
	Name string
	Draw Component
}

// Screen is a page whose model is out of sight, so that pages stand in one table.
type Screen[C any] interface {
	Pattern() string       // the route
	Label() string         // the title
	Guidance() string      // the help, "" for none
	Leave() any            // the guard
	Open(C) (Drawn, error) // loads, and gives what can be drawn
	Drawings() []Sample    // the samples, by name
}

// Drawn is a loaded page.
type Drawn struct {
	Head Head
	View Component
	part func(id string) Component
}

// Part returns the fragment that replaces the element with an id, and the whole view where there is none.
func (d Drawn) Part(id string) Component {
	if d.part != nil {
		if c := d.part(id); c != nil {
			return c
		}
	}
	return d.View
}

// Pattern returns the route.
func (p Page[C, M]) Pattern() string { return p.Route }

// Label returns the title.
func (p Page[C, M]) Label() string { return p.Title }

// Guidance returns the help.
func (p Page[C, M]) Guidance() string { return p.Help }

// Leave returns the guard.
func (p Page[C, M]) Leave() any { return p.Guard }

// Open loads the model and gives what can be drawn.
func (p Page[C, M]) Open(c C) (Drawn, error) {
	m, err := p.Load(c)
	if err != nil {
		return Drawn{}, err
	}
	return p.draw(m), nil
}

func (p Page[C, M]) draw(m M) Drawn {
	d := Drawn{Head: Head{Title: p.Title}, View: p.View(m)}
	if p.Head != nil {
		d.Head = p.Head(m)
	}
	d.Head.Help = p.Help
	d.part = func(id string) Component {
		if f := p.Part[id]; f != nil {
			return f(m)
		}
		return nil
	}
	return d
}

// Drawings returns the samples, drawn, by name.
func (p Page[C, M]) Drawings() []Sample {
	var all []Sample
	for _, name := range slices.Sorted(maps.Keys(p.Samples)) {
		all = append(all, Sample{name, p.View(p.Samples[name])})
	}
	return all
}

// Action is an address that is posted to; it does one thing and ends in an Outcome.
type Action[C any] struct {
	Route string // "POST /campaigns/{id}/targets"
	Title string // "Giao chỉ tiêu"
	Guard any    // who may do it; opaque here, read by the web layer
	Do    func(C) (Outcome, error)
}

// Outcome is where an action leads.
type Outcome struct {
	To    string    // redirect here (303)
	Flash *Flash    // said once on the next page
	Again Component // or: the page once more with what was typed and what is wrong with it (422)
	Head  Head      // of Again
	Step  bool      // nothing is wrong with what was typed: Again is the next step of the same work (200)
}
