package ui_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"phongtrao/internal/base/ui"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func draw(t *testing.T, c ui.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// eachSample runs a check on every sample of every component.
func eachSample(t *testing.T, check func(t *testing.T, e ui.Exhibit, drawn string)) {
	for _, e := range ui.Components() {
		for _, s := range e.Samples {
			t.Run(e.Name+"/"+s.Name, func(t *testing.T) { check(t, e, draw(t, s.Draw)) })
		}
	}
}

func TestEveryComponentHasThreeSamples(t *testing.T) {
	for _, e := range ui.Components() {
		var names []string
		for _, s := range e.Samples {
			names = append(names, s.Name)
		}
		if want := []string{"empty", "typical", "worst"}; !slices.Equal(names, want) {
			t.Errorf("%s has samples %v, want %v", e.Name, names, want)
		}
	}
}

var hashed = regexp.MustCompile(`\.[0-9a-f]{12}\.`)

// TestGolden compares each component with its golden file: all samples, a tag a line, without the hashes of assets.
func TestGolden(t *testing.T) {
	known := map[string]bool{}
	for _, e := range ui.Components() {
		path := filepath.Join("testdata", "golden", e.Name+".html")
		known[path] = true
		var b strings.Builder
		for _, s := range e.Samples {
			b.WriteString("<!-- " + s.Name + " -->\n" + strings.ReplaceAll(hashed.ReplaceAllString(draw(t, s.Draw), ".HASH."), "><", ">\n<") + "\n")
		}
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s differs; if it should, run with -update and read the difference (-want +got):\n%s", path, diff)
		}
	}
	files, err := filepath.Glob("testdata/golden/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[f] {
			t.Errorf("%s belongs to no component", f)
		}
	}
}

var void = map[string]bool{"area": true, "br": true, "hr": true, "img": true, "input": true, "link": true, "meta": true, "source": true, "wbr": true}

// TestSamplesAreWellFormed reads every sample as tags: each is closed in its turn, no id or attribute stands twice, and
// what refers to an id finds it. No tag carries a style or an on… attribute, for the policy would drop it.
func TestSamplesAreWellFormed(t *testing.T) {
	eachSample(t, func(t *testing.T, e ui.Exhibit, drawn string) {
		ids, refs := map[string]bool{}, map[string]string{}
		var open []string
		z := html.NewTokenizer(strings.NewReader(drawn))
		for z.Next() != html.ErrorToken {
			tok := z.Token()
			switch tok.Type {
			case html.StartTagToken, html.SelfClosingTagToken:
				seen := map[string]bool{}
				for _, a := range tok.Attr {
					if seen[a.Key] {
						t.Errorf("<%s> has %s twice", tok.Data, a.Key)
					}
					seen[a.Key] = true
					switch {
					case a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "hx-on"):
						t.Errorf("<%s %s=%q> breaks the policy", tok.Data, a.Key, a.Val)
					case (a.Key == "href" || a.Key == "action") && strings.HasPrefix(strings.ToLower(a.Val), "javascript"):
						t.Errorf("<%s %s=%q> runs a script", tok.Data, a.Key, a.Val)
					case (a.Key == "href" || a.Key == "action") && strings.Contains(a.Val, "templ"):
						t.Errorf("<%s %s=%q> was refused as unsafe", tok.Data, a.Key, a.Val)
					case a.Key == "id":
						if ids[a.Val] {
							t.Errorf("id %q stands twice", a.Val)
						}
						ids[a.Val] = true
					case a.Key == "for" || a.Key == "aria-labelledby" || a.Key == "aria-describedby" || a.Key == "data-dialog":
						for _, id := range strings.Fields(a.Val) {
							refs[id] = tok.Data + " " + a.Key
						}
					}
				}
				if tok.Data == "script" && !seen["src"] {
					t.Error("a script stands in the page")
				}
				if tok.Type == html.StartTagToken && !void[tok.Data] {
					open = append(open, tok.Data)
				}
			case html.EndTagToken:
				if len(open) == 0 || open[len(open)-1] != tok.Data {
					t.Fatalf("</%s> closes nothing; open are %v", tok.Data, open)
				}
				open = open[:len(open)-1]
			}
		}
		if len(open) > 0 {
			t.Errorf("never closed: %v", open)
		}
		for id, from := range refs {
			if !ids[id] {
				t.Errorf("%s refers to %q, which is not there", from, id)
			}
		}
	})
}

// TestWorstTextsAreEscaped: what people type never becomes a tag.
func TestTextsAreEscaped(t *testing.T) {
	evil := `<img src=x onerror="alert(1)">'"&`
	for _, c := range []ui.Component{
		ui.Text(evil), ui.Chip{Label: evil}, ui.PageHead{Title: evil, Lead: evil, Meta: []string{evil}},
		ui.Figure{Label: evil, Of: evil, Href: evil, Age: evil}, ui.Empty{Title: evil, Text: evil},
		ui.StepChart{Sentence: evil, Points: []ui.StepPoint{{Label: evil, Value: 1}}},
		ui.Hero{Title: evil, Percent: evil, Note: evil, Segments: []ui.Segment{{Label: evil, Quantity: ui.Exactly(5)}, {Label: evil, Quantity: ui.Exactly(5)}}},
		ui.TreeTable{ID: evil, Label: evil, Rows: []ui.TreeRow{{ID: evil, Name: evil, Note: evil, Kids: 1, Load: evil, Here: evil}}},
		ui.Form{ID: evil, Action: evil, Hidden: map[string]string{evil: evil}, Fields: []ui.Field{{Name: evil, Label: evil, Value: evil, Problem: evil, Kind: ui.LongField}}},
		ui.Shell{Title: evil, Place: evil, Nav: []ui.NavItem{{Label: evil, Icon: "house", Href: evil}}, Flash: &ui.Flash{Text: evil}},
	} {
		if drawn := draw(t, c); strings.Contains(drawn, "<img") || strings.Contains(drawn, `onerror="`) {
			t.Errorf("%T lets a tag through: %s", c, drawn)
		}
	}
}
