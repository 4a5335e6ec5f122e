package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Inside draws inner as the children of outer: a page in its shell, a list in its card.
func Inside(outer, inner Component) Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return outer.Render(templ.WithChildren(ctx, inner), w)
	})
}

// Box returns a component as one that takes children in a template: @ui.Box(ui.Card{Title: …}) { … }.
func Box(c Component) Component { return c }
