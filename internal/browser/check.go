package browser

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed testdata/axe/axe.min.js
var axe string

// violation is what axe-core found against a rule.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// Accessible fails the test for each breach of WCAG 2.0 to 2.2, levels A and AA, and of axe's best practice.
func (p *Page) Accessible() {
	p.t.Helper()
	if !Eval[bool](p, `typeof axe === "object"`) {
		Eval[bool](p, axe+";true")
	}
	found := Eval[[]violation](p, `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then((r) => r.violations.map((v) =>
		({id: v.id, help: v.help, nodes: v.nodes.map((n) => ({html: n.html, failureSummary: n.failureSummary}))})))`)
	for _, v := range found {
		var b strings.Builder
		for i, n := range v.Nodes {
			if i == 5 {
				fmt.Fprintf(&b, "\n  and %d more", len(v.Nodes)-i)
				break
			}
			fmt.Fprintf(&b, "\n  %.240s\n    %s", n.HTML, strings.ReplaceAll(n.Summary, "\n", " "))
		}
		p.t.Errorf("axe on %s: %s: %s%s", p.screen.Name, v.ID, v.Help, b.String())
	}
}

// Fits fails the test where the page is wider than the screen, or a target of the finger is smaller than 24 pixels
// (40 for a button or a link of the navigation).
func (p *Page) Fits() {
	p.t.Helper()
	wide := Eval[[]string](p, `(() => {
		const w = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= w) return [];
		const inside = (e) => { for (let a = e.parentElement; a; a = a.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(a).overflowX) && a !== document.body && a !== document.documentElement) return true; };
		return [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > w + 1 && !inside(e)).slice(0, 8).map((e) => e.cloneNode().outerHTML.slice(0, 160));
	})()`)
	for _, w := range wide {
		p.t.Errorf("wider than the screen of %s: %s", p.screen.Name, w)
	}
	small := Eval[[]string](p, `[...document.querySelectorAll("button, .btn, .pill, .nav a, .thumb > a, summary, input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=file]), select")]
		.filter((e) => e.checkVisibility() && !e.closest(".find") && e.getBoundingClientRect().height < 39.5)
		.slice(0, 8).map((e) => Math.round(e.getBoundingClientRect().height) + "px " + e.outerHTML.slice(0, 140))`)
	for _, s := range small {
		p.t.Errorf("target under 40 pixels on %s: %s", p.screen.Name, s)
	}
}
