package gateapp_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"phongtrao/internal/browser"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/web/gateapp"
)

// The citizen card of nobody: layout of 2021.
const card = "031199001234|142533672|Nguyễn Thị Mẫu|05031999|Nữ|Thôn Đông, Xã An Bình, Thành phố Hải Phòng|15042021"

var small = browser.Screen{Name: "small", Width: 320, Height: 568, Phone: true, Scale: 2}

// phone is a phone at the site's door.
type phone struct {
	*browser.Page
	t *testing.T
}

// enrolled opens the program by the link of an enrolment code and waits for the list.
func enrolled(t *testing.T, b *browser.Browser, s *site) phone {
	t.Helper()
	p := phone{b.Open(t, browser.Phone, s.http.URL+gateapp.Prefix+"#CUAA-1234"), t}
	p.at("Chuẩn bị ca trực")
	p.Wait("the list", `/6 vé, tải lúc/.test(document.body.innerText)`)
	return p
}

// hold keeps green verdicts on the screen until next, however slow the machine of the test is.
func (p phone) hold() {
	p.t.Helper()
	browser.Eval[bool](p.Page, `(() => {
		const real = window.setTimeout;
		window.setTimeout = (f, ms, ...rest) => (ms === 1200 ? ((window.later = f), 0) : real(f, ms, ...rest));
		return true;
	})()`)
}

// next lets the time pass for which a green verdict stays.
func (p phone) next() {
	p.t.Helper()
	browser.Eval[bool](p.Page, `later(), true`)
	p.Wait("the next person", `document.querySelector(".counts") && !document.querySelector(".verdict")`)
}

// tap clicks the button, or what is labelled, with a text.
func (p phone) tap(text string) {
	p.t.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll("button, label:has(input[type=radio]), label.switch")].find((b) => b.checkVisibility() && !b.disabled && (b.innerText.replace(/^✓ /, "") === %[1]q || b.getAttribute("aria-label") === %[1]q || b.querySelector("b, span")?.innerText === %[1]q))`, text)
	p.Wait("the button "+text, find)
	browser.Eval[bool](p.Page, find+`.click(), true`)
}

// sees waits for a verdict and returns all that stands on it.
func (p phone) sees(colour, title string) string {
	p.t.Helper()
	p.Wait(colour+" "+title, fmt.Sprintf(`document.querySelector(".verdict.%s h1")?.innerText === %q`, colour, title))
	return p.Text(".verdict")
}

// types types as a hardware scanner does, in one go.
func (p phone) scans(text string) {
	p.t.Helper()
	p.Press(text + browser.Enter)
}

// clear empties a field as a hand does.
func (p phone) clear(css string) {
	p.t.Helper()
	browser.Eval[bool](p.Page, fmt.Sprintf(`((f) => { f.value = ""; f.dispatchEvent(new Event("input", {bubbles: true})); return true; })(document.querySelector(%q))`, css))
}

func (p phone) at(title string) {
	p.t.Helper()
	p.Wait("the screen "+title, fmt.Sprintf(`document.querySelector("h1")?.innerText === %q`, title))
}

// fits looks at the screen as it is, and as it is on a small phone.
func (p phone) fits(name string) {
	p.t.Helper()
	p.Fits()
	p.Accessible()
	p.Shoot("gate-" + name)
	p.Turn(small)
	p.Fits()
	p.Shoot("gate-" + name)
	p.Turn(browser.Phone)
}

// TestSixScans: in airplane mode, after a reload, on a phone four times slower, the camera sees two true tickets, a citizen card, a forged
// ticket, one of the two again, one that the list does not know. Each gets its colour; the server hears of nothing. With the network back
// it has each once.
func TestSixScans(t *testing.T) {
	s := newSite(t)
	film := browser.Film(t, s.ticket(1), s.ticket(2), card, s.forged(3), s.ticket(1), s.ticket(99))
	p := enrolled(t, browser.StartFilming(t, film), s)
	browser.Eval[bool](p.Page, `navigator.serviceWorker.ready.then(() => true)`)
	p.Offline(true)
	p.Slow(4)
	s.forget()
	p.Go(s.http.URL + gateapp.Prefix)
	p.at("Chuẩn bị ca trực")
	browser.Eval[bool](p.Page, `(() => {
		window.saw = [];
		let was = "";
		new MutationObserver(() => {
			const v = document.querySelector(".verdict");
			const now = v ? v.className.split(" ")[1] + ": " + v.querySelector("h1").innerText + " " + (v.querySelector(".who")?.innerText ?? "") : "";
			if (now && now !== was) window.saw.push(now.trim());
			was = now;
		}).observe(document.querySelector("#app"), {childList: true, subtree: true, characterData: true, attributes: true});
		return true;
	})()`)
	p.tap("Sẵn sàng, bắt đầu ca")
	p.Wait("six verdicts", `window.saw.length >= 6`)
	p.Wait("a way out", `document.querySelector(".verdict")?.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true})), document.querySelector(".foot button:last-child")?.click(), document.querySelector(".menu")`)
	saw := browser.Eval[[]string](p.Page, `window.saw`)[:6]
	slices.Sort(saw) // the film may begin anywhere
	want := []string{"green: Mời vào Lê Minh Tuấn", "green: Mời vào Nguyễn Thị Hồng Nhung", "green: Mời vào Nguyễn Thị Mẫu", "red: Vé không thật", "red: Vé đã dùng Nguyễn Thị Hồng Nhung", "yellow: Xem lại"}
	if !slices.Equal(saw, want) {
		t.Errorf("the camera saw\n%s\nwant\n%s", strings.Join(saw, "\n"), strings.Join(want, "\n"))
	}
	t.Logf("from the frame to the verdict, milliseconds: %.0f", browser.Eval[[]float64](p.Page, `performance.getEntriesByName("verdict").map((m) => m.duration)`))
	s.silent()
	p.Slow(1)
	p.Offline(false)
	p.Wait("all is sent", `document.querySelector(".verdict")?.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true})), /Đã gửi hết/.test(document.querySelector(".menu")?.innerText)`)
	if n := s.total("came"); n != 3 {
		t.Errorf("the server counts %d, want 3", n)
	}
	if c, ok := s.scan(func(c gate.Scan) bool { return c.How == rule.ByCard }); !ok || c.Card.Last != "1234" || c.Card.Year != 1999 || len(c.Card.Hash) != 64 {
		t.Errorf("of the card arrived %+v", c.Card)
	}
}

// TestAtTheDoor: a shift of a volunteer with a hardware scanner and a camera that the phone does not let us see through, offline from the first person on.
func TestAtTheDoor(t *testing.T) {
	s := newSite(t)
	p := enrolled(t, browser.StartFilming(t, ""), s)
	p.fits("ready")
	p.Offline(true)
	s.forget()
	p.hold()
	p.Refuse("camera")
	p.tap("Sẵn sàng, bắt đầu ca")
	p.Wait("how to allow the camera", `/chọn Quyền/.test(document.querySelector(".window")?.innerText)`)
	p.fits("no-camera")

	p.scans(s.ticket(1))
	if v := p.sees("green", "Mời vào"); !strings.Contains(v, "Nguyễn Thị Hồng Nhung") || !strings.Contains(v, "Áo cỡ M") {
		t.Errorf("on the green screen stands %q", v)
	}
	p.fits("green")
	p.next()
	if got := browser.Eval[string](p.Page, `document.querySelector("[role=alert]").innerText`); !strings.HasPrefix(got, "Mời vào. Nguyễn Thị Hồng Nhung") {
		t.Errorf("read aloud was %q", got)
	}
	p.Click(".last .tick") // one more thing for the same person
	p.Wait("the tick", `document.querySelector(".last .tick.on")?.innerText.includes("Nhận áo")`)

	p.scans(s.ticket(1))
	p.sees("red", "Vé đã dùng")
	p.fits("again")
	p.scans(s.ticket(99)) // a bad one never blocks the next
	p.sees("yellow", "Xem lại")
	p.fits("yellow")
	if n := p.Count(".verdict button"); n != 2 {
		t.Errorf("the yellow screen has %d buttons", n)
	}
	p.tap("Đọc đúng họ tên")
	p.tap("Cho vào, ghi chú")
	p.scans(s.ticket(4))
	if v := p.sees("yellow", "Vé điểm khác"); !strings.Contains(v, "KCN Sông Trăng") {
		t.Errorf("of another site it says %q", v)
	}
	p.tap("Không cho vào")
	p.scans(s.ticket(5))
	p.sees("red", "Vé đã thu hồi")
	p.scans("https://vneid.gov.vn/abcdef")
	p.sees("red", "Không phải vé")
	p.tap("Quét tiếp")

	p.tap("Gõ mã, tìm tên")
	wrong := "0" + guests[2].code[1:]
	p.Type("#code", wrong)
	p.Wait("the wrong letter", `/sai một chữ/.test(document.querySelector("#code-hint").innerText)`)
	p.fits("code")
	p.clear("#code")
	p.Type("#code", strings.ToLower(guests[2].code)+browser.Enter)
	p.sees("green", "Mời vào")
	p.Press(browser.Escape)
	p.tap("Gõ mã, tìm tên")
	p.tap("Họ và tên")
	p.Type("#name", "hòa thị thúy"+browser.Enter) // another spelling of the same name
	p.Wait("one row", `document.querySelectorAll(".people button").length === 1`)
	p.fits("name")
	p.Click(".people button")
	p.sees("green", "Mời vào")
	p.Press(browser.Escape)

	p.tap("Không vé")
	p.fits("walk-in")
	p.tap("Họ tên")
	p.Type("#walk-name", "Vũ Văn Mới")
	p.Type("#walk-unit", "giay song")
	p.tap("CĐCS Giày Sông Trăng")
	p.fits("person")
	p.tap("Ghi và cho vào")
	p.sees("green", "Mời vào")
	p.Press(browser.Escape)
	p.tap("Không vé")
	p.tap("Đếm thêm")
	p.tap("Thêm 5 người")
	p.tap("Thêm 10 người")
	p.Wait("fifteen", `document.querySelector(".sum b").innerText === "15"`)
	p.fits("plus")
	p.tap("Rút lại")
	p.Wait("five", `document.querySelector(".sum b").innerText === "5"`)
	p.tap("Quay lại")

	p.tap("Kiểm đếm theo đoàn")
	p.Type("#block-unit", "doi che")
	p.tap("CĐCS May Đồi Chè")
	p.tap("4")
	p.tap("2")
	p.Type("#block-a", "Hùng")
	p.Type("#block-b", "hùng")
	p.tap("Ghi 42 người")
	p.Wait("two people", `/hai người khác nhau/.test(document.querySelector("[role=alert].wrong").innerText)`)
	p.fits("block")
	p.clear("#block-b")
	p.Type("#block-b", "Chi")
	p.tap("Ghi 42 người")
	p.at("Bản ghi vừa qua")
	p.fits("records")
	p.tap("Quay lại")

	p.tap("Nhập từ phiếu giấy")
	p.clear("#paper-time")
	p.Type("#paper-time", "0001")
	p.Type("#paper-code", guests[1].code+browser.Enter)
	p.Wait("the record", `document.querySelector(".rows li.green")`)
	p.fits("paper")
	p.tap("Quay lại")
	for _, c := range [][2]string{{"Thống kê", "Thống kê của máy này"}, {"Cài đặt", "Cài đặt"}, {"Hàng chờ gửi", "Hàng chờ gửi"}, {"Kết thúc ca", "Chưa kết thúc ca được"}} {
		p.tap(c[0])
		p.at(c[1])
		p.fits(c[0])
		p.tap("Quay lại")
	}
	p.fits("menu")
	s.silent()

	p.Offline(false)
	p.tap("Hàng chờ gửi")
	p.Wait("nothing waits", `document.querySelector(".sum b").innerText === "0" || document.querySelector(".tail .pri:not(:disabled)")?.click()`)
	// two with tickets, one with a note, one by code, one by name, one walk-in, five more, one on paper
	if n := s.total("came"); n != 11 {
		t.Errorf("the server counts %d, want 11", n)
	}
	if n := s.total("shirt"); n != 1 {
		t.Errorf("the server counts %d shirts", n)
	}
	if b, ok := s.block(); !ok || b.People != 42 || b.Unit != "u1" || b.Counters != [2]string{"Hùng", "Chi"} {
		t.Errorf("the block arrived as %+v", b)
	}
	for what, find := range map[string]func(gate.Scan) bool{
		"the note": func(c gate.Scan) bool {
			return c.Said == rule.Unlisted && c.Admitted && c.Reason == "Đọc đúng họ tên"
		},
		"the refusal": func(c gate.Scan) bool { return c.Said == rule.Away && !c.Admitted && c.Reason == "Vé điểm khác" },
		"the walk-in": func(c gate.Scan) bool {
			return c.How == rule.ByPerson && c.Person.Name == "Vũ Văn Mới" && c.Unit == "u2"
		},
		"the paper": func(c gate.Scan) bool {
			return c.How == rule.ByPaper && c.Serial == 2 && truly(c).Minute() == 1
		},
		"the undoing":   func(c gate.Scan) bool { return c.Undoes > 0 },
		"the name":      func(c gate.Scan) bool { return c.How == rule.ByName && c.Serial == 6 },
		"the short one": func(c gate.Scan) bool { return c.How == rule.ByCode && c.Serial == 3 },
	} {
		if _, ok := s.scan(find); !ok {
			t.Errorf("%s did not arrive", what)
		}
	}
}

// truly is the true time of a record.
func truly(c gate.Scan) time.Time {
	if c.Offset == nil {
		return time.UnixMilli(c.At)
	}
	return time.UnixMilli(c.At + *c.Offset)
}

// TestOtherDays: what is not as it should be is said in a sentence, and the gate goes on as far as it can.
func TestOtherDays(t *testing.T) {
	s := newSite(t)
	s.off = 2 * time.Hour
	b := browser.Start(t)
	p := phone{b.Open(t, browser.Phone, s.http.URL+gateapp.Prefix), t}
	p.at("Ghi danh máy")
	p.fits("enrol")
	p.Type("#enrol-code", "CUAA-9999"+browser.Enter)
	p.Wait("the refusal", `/đã dùng cho một máy khác/.test(document.querySelector("#enrol-code-hint").innerText)`)
	p.clear("#enrol-code")
	p.Type("#enrol-code", "CUAA-1234"+browser.Enter)
	p.at("Chuẩn bị ca trực")
	p.hold()
	p.Wait("the clock", `/Máy chậm 2 giờ/.test(document.body.innerText)`)
	p.tap("Sẵn sàng, bắt đầu ca")
	p.scans(s.ticket(2))
	p.sees("green", "Mời vào")
	p.next()
	p.Wait("the record", `/Chờ gửi 0/.test(document.querySelector(".counts")?.innerText.replace(/\s+/g, " "))`)
	if c, _ := s.scan(func(c gate.Scan) bool { return c.Serial == 0 }); c.Offset == nil || *c.Offset < 7_190_000 || *c.Offset > 7_210_000 {
		t.Errorf("the record has the offset %v", c.Offset)
	}
	set := func(f func()) {
		s.mu.Lock()
		f()
		s.mu.Unlock()
	}
	set(func() { s.old = true })
	p.scans(s.ticket(1))
	p.at("Cần bản mới của trang")
	p.fits("old")
	set(func() { s.old, s.revoked = false, true })
	p.Go(s.http.URL + gateapp.Prefix)
	p.at("Máy đã ngừng soát vé")
	p.fits("revoked")
	p.tap("Xem hàng chờ gửi")
	p.Wait("the record is kept", `document.querySelector(".sum b").innerText === "1"`)
}
