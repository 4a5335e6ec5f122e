package web_test

import (
	"regexp"
	"strings"
	"testing"

	"phongtrao/internal/web"
)

// ends are the ends of sentences: a mark and a space, or the end of the text.
var ends = regexp.MustCompile(`[.!?…]”?( |$)`)

// Every page says in at most two sentences what it is for and what to do first. Rows that are loaded into a page are no pages.
func TestEveryPageHelps(t *testing.T) {
	for _, s := range web.Screens(web.Options{Demo: true}) {
		if strings.HasSuffix(s.Pattern(), "/rows") {
			continue
		}
		help := s.Guidance()
		if n := len(ends.FindAllString(help, -1)); n == 0 || n > 2 {
			t.Errorf("%s (%s): %d sentences in the help %q, want one or two", s.Pattern(), s.Label(), n, help)
		}
	}
}
