package tongue

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

const sample = `
Tổng quan	Overview
Số liệu	Figures
Gửi	Send
NLĐ	Workers
đơn vị	units
Còn {} đơn vị chưa gửi	{} units have not sent
{} của {} lúc {}	{2}'s {1} at {3}
Đạt {} chỉ tiêu	{} of the target
Chưa có số liệu	No figures yet
Bản {#}	Version {}
`

func TestSay(t *testing.T) {
	c, err := Parse(sample)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		vi, en string
		known  bool
	}{
		{"Tổng quan", "Overview", true},
		{"Bản 12", "Version 12", true},
		{"Bản in thử", "Bản in thử", false}, // no number
		{"  tổng  quan\n", "  overview\n", true},
		{"Tổng quan:", "Overview:", true},
		{"Chưa có số liệu.", "No figures yet.", true},
		{"Số liệu · Tổng quan", "Figures · Overview", true},
		{"Còn 1.265 đơn vị chưa gửi", "1,265 units have not sent", true},
		{"còn 3 đơn vị chưa gửi", "3 units have not sent", true},
		{"Số liệu của Hà Nội lúc 07:05", "Hà Nội's Figures at 07:05", true},
		{"Đạt 105,4% chỉ tiêu", "105.4% of the target", true},
		{"Liên đoàn Lao động tỉnh Hưng Yên", "Liên đoàn Lao động tỉnh Hưng Yên", false},
		{"1.265", "1,265", true},
		{"≥ 22.000", "≥ 22,000", true},
		{"30/06/2025", "30/06/2025", true},
		{"1.234.567,8", "1,234,567.8", true},
		{"03/KH-BCĐHMKCN", "03/KH-BCĐHMKCN", true},
		{"Điểm 1.265 và 2.000 người", "Điểm 1,265 và 2,000 người", false},
		{"phiên bản 1.2.3", "phiên bản 1.2.3", false},
		{"", "", true},
	} {
		for range 2 { // the second time from memory
			if got, known := c.Say(x.vi); got != x.en || known != x.known {
				t.Errorf("Say(%q) = %q, %v; want %q, %v", x.vi, got, known, x.en, x.known)
			}
		}
	}
}

func TestPage(t *testing.T) {
	c, err := Parse(sample)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range [][2]string{
		{`<html lang="vi"><body>`, `<html lang="en"><body>`},
		{`<button title="Gửi" class="b">Gửi</button>`, `<button title="Send" class="b">Send</button>`},
		{`<input placeholder="Số liệu" value="Số liệu"/>`, `<input placeholder="Figures" value="Số liệu"/>`},
		{`<article lang="vi"><p>Số liệu</p><article>Gửi</article></article><p>Số liệu</p>`, `<article lang="vi"><p>Số liệu</p><article>Gửi</article></article><p>Figures</p>`},
		{`<script>"Số liệu"</script><p>a &lt; b</p>`, `<script>"Số liệu"</script><p>a &lt; b</p>`},
		{`<textarea>Gửi</textarea><noscript><p>Gửi</p></noscript>`, `<textarea>Gửi</textarea><noscript><p>Send</p></noscript>`},
		{`<img lang="vi"><p>Gửi</p>`, `<img lang="vi"><p>Send</p>`},
		{`<a href="/figures?a=1&amp;b=2" title="Số liệu">Số liệu <b>1.265</b></a>`, `<a href="/figures?a=1&amp;b=2" title="Figures">Figures <b>1,265</b></a>`},
	} {
		if got := string(c.Page([]byte(x[0]))); got != x[1] {
			t.Errorf("Page(%s)\n got %s\nwant %s", x[0], got, x[1])
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, bad := range []string{"Gửi", "Gửi\t", "\tSend", "Gửi\tSend\nGửi\tPost", "Còn {}\t{} and {2}"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("Parse(%q) took it", bad)
		}
	}
}

func TestCatalogueOfThisBuild(t *testing.T) {
	if _, err := Parse(table); err != nil {
		t.Fatal(err)
	}
}

// What is translated stays a page of the same shape: no tag is lost or made.
func FuzzPage(f *testing.F) {
	c, err := Parse(sample)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{`<p title="Gửi">Số liệu</p>`, `<a b='"'>&amp;</a>`, `<article lang="vi">x`, "<!-- Gửi -->", "<p", "\xff<p>\xff", `<svg viewBox="0 0"><path d="x"/></svg>`} {
		f.Add(s)
	}
	tags := func(s string) (all []string) {
		z := html.NewTokenizer(strings.NewReader(s))
		for {
			switch z.Next() {
			case html.ErrorToken:
				return all
			case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
				name, _ := z.TagName()
				all = append(all, string(name))
			}
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.Contains(s, "\x00") {
			return
		}
		if got := string(c.Page([]byte(s))); strings.Join(tags(got), " ") != strings.Join(tags(s), " ") {
			t.Errorf("%q became %q", s, got)
		}
	})
}

func BenchmarkPage(b *testing.B) {
	c := English()
	page := []byte(strings.Repeat(`<tr><td title="Số liệu">Liên đoàn Lao động tỉnh</td><td>1.265</td><td><a href="/x">Số liệu</a></td></tr>`, 500))
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		c.Page(page)
	}
}
