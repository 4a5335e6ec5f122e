package stickers_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rsc.io/qr"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper/stickers"
)

const mm = 72 / 25.4

// rows are tickets of two unions, some without a name, some with more than fits.
func rows(n int) []stickers.Row {
	all := make([]stickers.Row, n)
	for i := range all {
		r := stickers.Row{Bib: fmt.Sprintf("VS-%04d-7", i+1), Code: "4K7N-2Q9X", Unit: "CĐCS Công ty TNHH Điện tử Mẫu Việt Nam",
			Address: "HTTPS://PHONGTRAO.EXAMPLE/T/" + strings.Repeat("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 4)[i%10:][:116]}
		switch {
		case i%3 == 0:
			r.Name = "Nguyễn Thị Thuỳ Dương"
		case i%7 == 1:
			r.Name = "Công Tằng Tôn Nữ Thị Phương Thảo Ngọc Quỳnh Như Hoàng Yến"
			r.Unit = "CĐCS Công ty Trách nhiệm hữu hạn một thành viên Sản xuất Thương mại Dịch vụ Xuất nhập khẩu Mẫu Mẫu Mẫu"
		}
		if i%2 == 0 {
			r.Slot = "Đợt 1: 6 giờ"
		}
		all[i] = r
	}
	return all
}

func sheet(n int) stickers.Sheet {
	return stickers.Sheet{Event: "Giải chạy Xuân công nhân", Site: "KCN VSIP Hải Phòng", Day: "01/02/2026", Rows: rows(n)}
}

// render prints a page as a grey picture of so many dots a point.
func render(t *testing.T, pdf []byte, name string, scale int) (grey []byte, wide int) {
	t.Helper()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("pdftoppm is not installed: .ci/run installs poppler-utils")
		}
		t.Skip("SKIPPED: pdftoppm is not installed, so nobody looks at the codes (Debian: poppler-utils)")
	}
	base := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(base+".pdf", pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-gray", "-r", fmt.Sprint(72*scale), "-f", "1", "-l", "1", "-singlefile", base+".pdf", base).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(base + ".pgm")
	if err != nil {
		t.Fatal(err)
	}
	var high, top int
	if _, err := fmt.Sscanf(string(data[:40]), "P5\n%d %d\n%d", &wide, &high, &top); err != nil || top != 255 {
		t.Fatalf("the head of the picture: %v", err)
	}
	return data[len(data)-wide*high:], wide
}

// In the printed picture every module of a code is as dark or light as the address says, and nothing is printed in the quiet zone.
func TestCodesInThePicture(t *testing.T) {
	for size, at := range map[stickers.Size]struct{ x, y, side float64 }{
		stickers.Label: {7.25*mm + 1.2*mm, 15.15*mm + 4.05*mm, 30 * mm},
		stickers.Chest: {(595.28/2 - 60*mm) / 2, 50 * mm, 60 * mm},
	} {
		s := sheet(5)
		var b bytes.Buffer
		if err := stickers.Write(&b, s, size); err != nil {
			t.Fatal(err)
		}
		const scale = 8
		grey, wide := render(t, b.Bytes(), string(size), scale)
		code, err := qr.Encode(s.Rows[0].Address, qr.M)
		if err != nil {
			t.Fatal(err)
		}
		if code.Size != 41 {
			t.Errorf("%d modules", code.Size)
		}
		dot, wrong := at.side/float64(code.Size+8), 0
		for y := -4; y < code.Size+4; y++ {
			for x := -4; x < code.Size+4; x++ {
				px := int((at.x + (float64(x)+4.5)*dot) * scale)
				py := int((at.y + (float64(y)+4.5)*dot) * scale)
				if black := grey[py*wide+px] < 128; black != code.Black(x, y) {
					wrong++
				}
			}
		}
		if wrong > 0 {
			t.Errorf("%s: %d modules are not as they should be", size, wrong)
		}
	}
}

// Pages are as many as needed, a union begins a new one, the same rows give the same bytes, and what cannot be printed is said.
func TestSheets(t *testing.T) {
	two := sheet(30)
	for i := range two.Rows {
		two.Rows[i].Unit = fmt.Sprint("Đơn vị ", i/22)
	}
	for name, c := range map[string]struct {
		write func(b *bytes.Buffer) error
		pages int
	}{
		"labels":             {func(b *bytes.Buffer) error { return stickers.Write(b, two, stickers.Label) }, 3},
		"chests":             {func(b *bytes.Buffer) error { return stickers.Write(b, two, stickers.Chest) }, 6 + 2},
		"gate":               {func(b *bytes.Buffer) error { return stickers.Gate(b, sheet(93), false) }, 2},
		"gate with the name": {func(b *bytes.Buffer) error { return stickers.Gate(b, sheet(93), true) }, 3},
	} {
		var a, b bytes.Buffer
		if err := c.write(&a); err != nil {
			t.Fatal(err)
		}
		if err := c.write(&b); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: printed anew, other bytes (%v)", name, err)
		}
		if n := bytes.Count(a.Bytes(), []byte("/Type /Page\n")); n != c.pages {
			t.Errorf("%s: %d pages, not %d", name, n, c.pages)
		}
	}
	for name, err := range map[string]error{
		"nothing":  stickers.Write(&bytes.Buffer{}, sheet(0), stickers.Label),
		"too many": stickers.Gate(&bytes.Buffer{}, sheet(stickers.RowsMax+1), false),
		"no size":  stickers.Write(&bytes.Buffer{}, sheet(1), "x"),
	} {
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The sheet for a gate names nobody unless it is chosen: nothing but the fonts' own tables tells the two apart in a packed file, so the
// lengths are compared with sheets whose rows have no names.
func TestGateNamesNobody(t *testing.T) {
	with, without := sheet(40), sheet(40)
	for i := range without.Rows {
		without.Rows[i].Name, without.Rows[i].Unit = "", ""
	}
	var a, b bytes.Buffer
	if err := stickers.Gate(&a, with, false); err != nil {
		t.Fatal(err)
	}
	if err := stickers.Gate(&b, without, false); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("names or unions change the sheet (%v)", err)
	}
}

func BenchmarkWrite(b *testing.B) {
	s := sheet(1000)
	for b.Loop() {
		var out bytes.Buffer
		if err := stickers.Write(&out, s, stickers.Label); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len())/1000, "bytes/ticket")
	}
}
