package ui

import (
	"context"
	"io"
	"net/url"
)

// Resend holds on the page all that was typed into a form which nobody could be found to have sent: the session had ended. Who signs in
// in another window comes back and sends it from here; nothing is kept on the server meanwhile.
type Resend struct {
	Action string
	Fields url.Values
	Files  bool   // files came with it, which a browser does not give twice
	SignIn string // where one signs in, in a window of its own
}

// Render draws r.
func (r Resend) Render(ctx context.Context, w io.Writer) error { return resend(r).Render(ctx, w) }
