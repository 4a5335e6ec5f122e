package editions

import (
	"context"
	"io"
	"net/url"
	"strings"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/html"
	"phongtrao/internal/edition"
	"phongtrao/internal/web/door"
)

// printed is the document of a report as it stands: the closed one, or the draft.
func printed(a *door.Ask, e edition.Edition) (paper.Document, error) {
	if e.Closed != nil {
		return edition.Document(a.V, e.ID)
	}
	d, err := draft(a, e)
	return d.Document, err
}

// article draws a document as a part of a page. On paper its links are whole addresses; here they stay within this house.
type article struct{ paper.Document }

// Render draws a.
func (a article) Render(_ context.Context, w io.Writer) error {
	var b strings.Builder
	if err := html.Part(&b, a.Document); err != nil {
		return err
	}
	text := b.String()
	seen := map[string]bool{}
	for _, s := range a.Sources {
		u, err := url.Parse(s.URL)
		if err != nil || u.Host == "" {
			continue
		}
		if home := u.Scheme + "://" + u.Host; !seen[home] {
			seen[home] = true
			text = strings.ReplaceAll(text, `href="`+home+`/`, `href="/`)
		}
	}
	_, err := io.WriteString(w, text)
	return err
}
