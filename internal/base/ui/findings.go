package ui

import (
	"context"
	"io"
)

// Findings draws what a check of a text has to say: the words, what they claim, what comes out.
type Findings struct {
	Items []Found
	None  string // the sentence where nothing was found; empty is the usual one
}

// Found is one thing that was found.
type Found struct {
	Tone    Tone   // Bad: cannot be true; Warn: worth a look; Info: good to know
	Word    string // the same in a word: "Không khớp"
	Quote   string // the words as written
	Claimed string // "90,2%"
	Out     string // what comes out: "92,6%"; "" where nothing can be reckoned
	Say     string // a sentence
	Href    string // the figure that it was compared with, "" for none
	Where   string // "dòng 4"
}

// Render draws f.
func (f Findings) Render(ctx context.Context, w io.Writer) error { return foundList(f).Render(ctx, w) }
