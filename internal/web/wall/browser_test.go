package wall

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/browser"
)

// projector is what most halls have.
var projector = browser.Screen{Name: "projector", Width: 1920, Height: 1080}

// gallery serves the samples, each with a stream that shows another one.
func gallery(t *testing.T, next map[string]model) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc(StyleRoute, Style)
	mux.HandleFunc(ScriptRoute, Script)
	mux.Handle("GET "+ui.Prefix, ui.Assets())
	mux.HandleFunc("GET /sample/{name}", func(w http.ResponseWriter, r *http.Request) {
		m := samples[r.PathValue("name")]
		m.Stream = "/stream/" + r.PathValue("name")
		if err := write(w, r, m); err != nil {
			t.Error(err)
		}
	})
	mux.HandleFunc("GET /stream/{name}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		if m, ok := next[r.PathValue("name")]; ok {
			fmt.Fprintf(w, "event: frame\ndata: %s\n\n", m.F.json())
		} else {
			fmt.Fprint(w, "event: beat\ndata: "+fmt.Sprint(samples[r.PathValue("name")].F.Now)+"\n\n")
		}
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.CloseClientConnections)
	t.Cleanup(server.Close)
	return server
}

// Every sample of the wall fits a projector, a desk and a telephone, can be read by those who do not see it, and stays whole without scripts.
func TestWallInBrowser(t *testing.T) {
	b := browser.Start(t)
	server := gallery(t, nil)
	for name := range samples {
		for _, s := range []browser.Screen{projector, browser.Desk, browser.Phone} {
			t.Run(name+"/"+s.Name, func(t *testing.T) {
				p := b.Open(t, s, server.URL+"/sample/"+name)
				p.Fits()
				if s.Name != browser.Desk.Name {
					p.Accessible()
				}
				p.Shoot("wall-" + name)
				if s.Width > 900 {
					if over := browser.Eval[int](p, `document.documentElement.scrollHeight - innerHeight`); over > 0 {
						t.Errorf("the wall is %d pixels higher than the screen", over)
					}
				}
			})
		}
	}
}

// A frame of the stream moves the page: numbers, bars, words; nothing is loaded anew.
func TestFrameMovesTheWall(t *testing.T) {
	later := usual()
	later.Total, later.LastMinute = 22_013, 190
	later.Lanes[7].State = "online"
	later.Online = 12
	server := gallery(t, map[string]model{"typical": newModel(later)})
	p := browser.Start(t).Open(t, browser.Desk, server.URL+"/sample/typical")
	p.Wait("the new total", `document.querySelector("[data-t=total]").textContent === "22.013"`)
	if class := browser.Eval[string](p, `document.querySelector("[data-c=goal]").getAttribute("class")`); !strings.Contains(class, "hit") {
		t.Errorf("beyond the target the bar's class is %q", class)
	}
	if p.Text(".net") != "12 / 12 điểm đang nối mạng" {
		t.Errorf("the network says %q", p.Text(".net"))
	}
	if browser.Eval[bool](p, `document.querySelector("[data-c=l7]").classList.contains("off")`) {
		t.Error("a site that came back is still hatched")
	}
	p.Shoot("wall-moved")
}
