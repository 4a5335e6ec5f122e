// Package pagetest holds drawn pages to what browsers need.
//
// Only tests import it.
package pagetest

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"phongtrao/internal/base/ui"
)

// Samples draws every sample of pages and checks it: each page has "empty", "typical" and "worst", and each is Sound.
func Samples[C any](t *testing.T, screens []ui.Screen[C]) {
	t.Helper()
	for _, s := range screens {
		var names []string
		for _, d := range s.Drawings() {
			names = append(names, d.Name)
			t.Run(s.Pattern()+"/"+d.Name, func(t *testing.T) { Sound(t, d.Draw) })
		}
		for _, want := range []string{"empty", "typical", "worst"} {
			if !slices.Contains(names, want) {
				t.Errorf("%s has no sample %q", s.Pattern(), want)
			}
		}
		if s.Leave() == nil || s.Label() == "" {
			t.Errorf("%s has no guard or no title", s.Pattern())
		}
	}
}

// Sound draws a component and checks that it is whole: no id twice, no style= or on…=, every control with a label, every
// reference to an id that is there, every link to an address of this site, every posted form with a token.
func Sound(t *testing.T, c ui.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	ids, labelled := map[string]int{}, map[string]bool{}
	each(doc, func(n *html.Node) {
		if id := attr(n, "id"); id != "" {
			ids[id]++
		}
		if n.Data == "label" {
			labelled[attr(n, "for")] = true
		}
	})
	for id, times := range ids {
		if times > 1 {
			t.Errorf("id %q stands %d times", id, times)
		}
	}
	each(doc, func(n *html.Node) {
		for _, a := range n.Attr {
			switch {
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s %s=%q>: the policy drops it", n.Data, a.Key, a.Val)
			case a.Key == "aria-labelledby" || a.Key == "aria-describedby":
				for id := range strings.FieldsSeq(a.Val) {
					if ids[id] == 0 {
						t.Errorf("<%s %s=%q>: no such id", n.Data, a.Key, a.Val)
					}
				}
			case a.Key == "href" && !local(a.Val), a.Key == "action" && !local(a.Val):
				t.Errorf("<%s %s=%q> leads out of the site", n.Data, a.Key, a.Val)
			}
		}
		switch n.Data {
		case "style":
			t.Error("<style> in a page")
		case "script":
			if attr(n, "src") == "" {
				t.Error("a script in a page")
			}
		case "a":
			if strings.TrimSpace(text(n)) == "" {
				t.Errorf("a link to %s without words", attr(n, "href"))
			}
		case "input", "select", "textarea":
			kind := attr(n, "type")
			if kind == "hidden" || kind == "radio" || kind == "checkbox" || attr(n, "aria-hidden") == "true" || attr(n, "aria-label") != "" {
				return
			}
			if !labelled[attr(n, "id")] {
				t.Errorf("control %q has no label", attr(n, "name"))
			}
		}
	})
	return b.String()
}

func each(n *html.Node, f func(*html.Node)) {
	if n.Type == html.ElementNode {
		f(n)
	}
	for c := range n.ChildNodes() {
		each(c, f)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func local(href string) bool {
	return strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "?")
}
