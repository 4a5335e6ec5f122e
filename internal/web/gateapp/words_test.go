package gateapp_test

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"
	"modernc.org/quickjs"

	"phongtrao/internal/gate/rule"
)

// saying is what stands on the screen for one word.
type saying struct {
	Title, Fact, Todo string
	Allow             []string
}

// TestWords: for each word of the rule, at each service and for each way of being known, the phone has a title that fits the screen, and,
// unless it is green, what is the matter and what to do; what is yellow offers reasons. It has no other words.
func TestWords(t *testing.T) {
	r := api.Build(api.BuildOptions{EntryPoints: []string{"src/words.ts"}, Bundle: true, Format: api.FormatIIFE, GlobalName: "words", Target: api.ES2022, Charset: api.CharsetUTF8, TsconfigRaw: "{}"})
	if len(r.Errors) > 0 {
		t.Fatal(api.FormatMessages(r.Errors, api.FormatMessagesOptions{}))
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := vm.Close(); err != nil {
			t.Error(err)
		}
	})
	const without = `globalThis.Intl = {DateTimeFormat: class { format() { return "06:12"; } }, NumberFormat: class { format(n) { return String(n); } }};` // the engine has none
	for _, text := range []string{without, string(r.OutputFiles[0].Contents), `globalThis.ask = (s) => JSON.stringify(words.say(JSON.parse(s), 1));`} {
		if _, err := vm.Eval(text, quickjs.EvalGlobal); err != nil {
			t.Fatal(err)
		}
	}
	colours := map[rule.Word]rule.Colour{}
	for _, how := range rule.Hows { // the colour of a word never depends on anything else
		for _, f := range []rule.Facts{{Expired: true}, {Garbage: true}, {Forged: true}, {Elsewhen: true}, {Revoked: true}, {Used: true}, {}, {Walks: true}, {After: true, Walks: true},
			{Window: rule.Early}, {Window: rule.Late}, {Away: true}, {Listed: true}} {
			f.How = how
			v := rule.Decide(f)
			colours[v.Word] = v.Colour
		}
	}
	for _, w := range rule.Words {
		if colours[w] == "" {
			t.Fatalf("no facts lead to %q", w)
		}
		for _, what := range []string{"came", "shirt"} {
			for _, how := range rule.Hows {
				in, err := json.Marshal(map[string]any{"word": w, "what": what, "how": how, "colour": colours[w]})
				if err != nil {
					t.Fatal(err)
				}
				out, err := vm.Call("ask", string(in))
				if err != nil {
					t.Fatalf("%s: %v", in, err)
				}
				var s saying
				if err := json.Unmarshal([]byte(out.(string)), &s); err != nil {
					t.Fatal(err)
				}
				if n := utf8.RuneCountInString(s.Title); n == 0 || n > 20 {
					t.Errorf("%s: the title %q", in, s.Title)
				}
				if colours[w] != rule.Green && (s.Fact == "" || s.Todo == "") {
					t.Errorf("%s: %+v does not say what to do", in, s)
				}
				if (len(s.Allow) > 1) != (colours[w] == rule.Yellow) {
					t.Errorf("%s: the reasons %q", in, s.Allow)
				}
			}
		}
	}
	n, err := vm.Eval(`words.allWords.length`, quickjs.EvalGlobal)
	if err != nil {
		t.Fatal(err)
	}
	if n, ok := n.(int); !ok || n != len(rule.Words) {
		t.Errorf("the phone has %v words, the rule %d", n, len(rule.Words))
	}
}
