package editions

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"phongtrao/internal/base/paper/html"
)

// A sheet of paper is white with black letters by day and by night; on a printer it is the page itself.
const sheetStyle = `
.paper-sheet { background: #fff; color: #000; color-scheme: light; padding: clamp(1rem, 4vw, 3rem) clamp(.75rem, 5vw, 3.5rem); border: 1px solid #d5d5d5; border-radius: 4px; box-shadow: 0 1px 6px rgb(0 0 0 / .12); overflow-x: auto; }
.paper-sheet a, .paper-sheet .paper-bound { color: #003f7d; }
.paper-sheet .paper-bound { border-bottom: 1px dotted; }
.paper-sheet .paper-scroll { max-width: 100%; }
.cols:has(> * .paper-sheet) > *, *:has(> .paper-sheet) { min-width: 0; }
@media screen { .paper-sheet .paper-table:has(td:nth-child(12)) { min-width: 74rem; } }
.paper-sheet .paper-head > div { min-width: 0; }
.paper-sheet .paper-sources td, .paper-sheet .paper-foot { overflow-wrap: anywhere; }
@media (max-width: 40rem) { .paper-sheet { margin-inline: -.5rem; border-radius: 0; } .paper-sheet .paper-sign { grid-template-columns: 1fr; } }
@media print { .paper-sheet { border: 0; box-shadow: none; padding: 0; overflow: visible; } .paper-sheet .paper-bound { color: inherit; border: 0; } main:has(.cols .paper-sheet) > :not(.cols), main:has(.cols .paper-sheet) .card { display: none !important; } }
`

// StyleRoute is where the style of papers is handed out.
const StyleRoute = "GET /editions/paper.css"

var style = html.Style() + sheetStyle

// styleAddress changes with the style, so that browsers may keep it.
var styleAddress = func() string {
	sum := sha256.Sum256([]byte(style))
	return "/editions/paper.css?v=" + hex.EncodeToString(sum[:6])
}()

// Style hands out the style of papers.
func Style(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(style))
}
