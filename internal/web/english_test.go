package web_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"phongtrao/internal/base/tongue"
	"phongtrao/internal/web"
)

// spoken are the elements whose text is the product's own, never a name or a number that somebody typed.
var spoken = []string{"button", "label", "th", "legend", "summary"}

// names is how names begin that stand in samples: of units, and of the sheets and columns of somebody's file. They are carried over
// as they are, so no English is asked for them.
var names = []string{"Công đoàn ", "CĐCS", "CĐ ", "LĐLĐ ", "Liên đoàn Lao động ", "KCN ", "Phụ lục ", "“"}

// A person who chose English finds every button, every question and every heading of a table in English, on every page. With
// TEST_UNTRANSLATED set, all texts that the catalogue does not know are written to the file it names, names and data among them.
func TestEnglish(t *testing.T) {
	missing, all := map[string]string{}, map[string]int{}
	for _, s := range web.Screens(web.Options{Demo: true}) {
		note(missing, s.Pattern(), s.Label())
		if s.Guidance() != "" {
			note(missing, s.Pattern(), s.Guidance())
		}
		for _, d := range s.Drawings() {
			if d.Name == "worst" {
				continue // full of names at their longest
			}
			var b bytes.Buffer
			if err := d.Draw.Render(t.Context(), &b); err != nil {
				t.Fatal(err)
			}
			words(t, b.Bytes(), func(tag, text string) {
				if _, known := tongue.English().Say(text); !known {
					all[plain(text)]++
					if slices.Contains(spoken, tag) {
						note(missing, s.Pattern(), text)
					}
				}
			})
		}
	}
	for text, where := range missing {
		t.Errorf("%s: no English for %q", where, text)
	}
	if file := os.Getenv("TEST_UNTRANSLATED"); file != "" {
		var lines []string
		for text, n := range all {
			lines = append(lines, fmt.Sprintf("%d\t%s\n", n, text))
		}
		for text := range missing {
			lines = append(lines, fmt.Sprintf("must\t%s\n", text))
		}
		slices.Sort(lines)
		if err := os.WriteFile(file, []byte(strings.Join(lines, "")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func note(missing map[string]string, where, text string) {
	if _, known := tongue.English().Say(text); known {
		return
	}
	if !slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(plain(text), n) }) {
		missing[plain(text)] = where
	}
}

func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// words calls f with every text of a page and every label that is read out, and the element that it stands in.
func words(t *testing.T, page []byte, f func(tag, text string)) {
	t.Helper()
	root, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	var walk func(n *html.Node, tag string)
	walk = func(n *html.Node, tag string) {
		if n.Type == html.ElementNode {
			if n.Data == "script" || n.Data == "style" || n.Data == "textarea" {
				return
			}
			if !slices.Contains(spoken, tag) {
				tag = n.Data
			}
			for _, a := range n.Attr {
				switch {
				case a.Key == "lang" && a.Val == "vi":
					return
				case a.Key == "scope" && a.Val == "row": // the name of what the row is about
					tag = "td"
				case slices.Contains([]string{"title", "aria-label", "placeholder"}, a.Key) && strings.ContainsFunc(a.Val, unicode.IsLetter):
					f("", a.Val)
				}
			}
		}
		if n.Type == html.TextNode && strings.ContainsFunc(n.Data, unicode.IsLetter) {
			f(tag, n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, tag)
		}
	}
	walk(root, "")
}
