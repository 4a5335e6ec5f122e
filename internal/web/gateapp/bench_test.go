package gateapp_test

import (
	"slices"
	"testing"

	"phongtrao/internal/browser"
)

// BenchmarkPhone measures a phone whose page is four times slower than this machine, with 25,000 tickets: the list loaded and kept, the program
// opened without a network, a frame of the camera turned into a verdict that is on the disk.
//
//	go test -run '^$' -bench Phone -benchtime 3x ./internal/web/gateapp
func BenchmarkPhone(b *testing.B) {
	const times = 4
	var load, cold, verdict []float64
	for range b.N {
		e := newEvent(25_000)
		var film []string
		for i := range uint32(6) {
			t, _ := e.ticket(100+i, "Nguyễn Thị Hoà", "Áo cỡ M")
			film = append(film, t.Address("https://gate.example"))
		}
		s := newServer(b, e.pack(b))
		p := browser.StartFilming(b, browser.Film(b, film...)).Open(b, browser.Phone, s.url+"/gate/")
		p.Wait("the core", `globalThis.gate`)
		p.Slow(times)
		load = append(load, browser.Eval[float64](p, `gate.core.enrol("MOI-1").then(async () => { const began = performance.now(); await gate.core.loadList(); return performance.now() - began; })`))
		p.Wait("the service worker", `navigator.serviceWorker.controller`)
		p.Offline(true)
		p.Go(s.url + "/gate/")
		p.Wait("the core without a network", `globalThis.gate && gate.core.state().list`)
		cold = append(cold, browser.Eval[float64](p, `gate.ready`))
		browser.Eval[bool](p, `gate.film().then(() => true)`)
		p.Wait("twelve verdicts", `gate.seen.length >= 12`)
		verdict = append(verdict, browser.Eval[[]float64](p, `gate.seen.map((s) => s.ms)`)...)
		browser.Eval[bool](p, `gate.camera.stop(), true`)
	}
	at := func(all []float64, share float64) float64 {
		slices.Sort(all)
		return all[min(len(all)-1, int(float64(len(all))*share))]
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(at(load, 0.5), "load-ms")
	b.ReportMetric(at(cold, 0.5), "cold-ms")
	b.ReportMetric(at(verdict, 0.5), "verdict-p50-ms")
	b.ReportMetric(at(verdict, 0.95), "verdict-p95-ms")
}
