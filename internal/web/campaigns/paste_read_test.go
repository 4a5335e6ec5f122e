package campaigns

import (
	"strings"
	"testing"

	"phongtrao/internal/org"
)

func TestReadPasted(t *testing.T) {
	for _, c := range []struct {
		text, name string
		quantity   int64
		problem    string
	}{
		{"CĐCS TOTO\t300", "CĐCS TOTO", 300, ""},
		{"CĐCS TOTO;1.200", "CĐCS TOTO", 1200, ""},
		{"1\tCĐCS TOTO\t1,2 nghìn", "CĐCS TOTO", 1200, ""},
		{"CĐCS TOTO | 25", "CĐCS TOTO", 25, ""},
		{"CĐCS TOTO 1.200", "CĐCS TOTO", 1200, ""},
		{"CĐCS số 7: 15", "CĐCS số 7", 15, ""},
		{"\"CĐCS TOTO\"\t\"300\"", "CĐCS TOTO", 300, ""},
		{"CĐCS TOTO\t1 200", "CĐCS TOTO", 1200, ""},
		{"CĐCS TOTO\t300\tghi chú", "CĐCS TOTO", 300, ""},
		{"CĐCS TOTO\t0", "CĐCS TOTO", 0, ""},
		{"x\t1\nCĐCS TOTO\tba trăm", "CĐCS TOTO", 0, "ba trăm"},
		{"CĐCS TOTO\t1.5", "CĐCS TOTO", 0, "1.5"},
		{"CĐCS TOTO\t-5", "CĐCS TOTO", 0, "âm"},
		{"CĐCS TOTO\tkhoảng 200", "CĐCS TOTO", 0, "200"},
		{"x\t1\nCĐCS TOTO\t", "CĐCS TOTO", 0, "Không thấy số"},
		{"300\t400", "", 0, "Không thấy tên"},
	} {
		lines, _ := readPasted(c.text)
		if len(lines) == 0 {
			t.Errorf("%q: nothing", c.text)
			continue
		}
		p := lines[len(lines)-1]
		if p.name != c.name || p.quantity != c.quantity || (c.problem == "") != (p.problem == "") || !strings.Contains(p.problem, c.problem) {
			t.Errorf("%q: %+v", c.text, p)
		}
	}
	lines, total := readPasted("Đơn vị\tChỉ tiêu\r\n\r\nA\t1\r\nB\t2\r\nTổng cộng\t4\r\n")
	if len(lines) != 2 || lines[0].line != 3 || total != "4" {
		t.Errorf("heading and total: %+v, %q", lines, total)
	}
}

func TestMatch(t *testing.T) {
	names := map[org.UnitID]string{"a": "CĐCS Công ty TNHH TOTO Việt Nam", "b": "CĐCS Công ty TNHH Sews-Components Việt Nam", "c": "CĐCS Công ty Cổ phần May Hưng Yên", "d": "CĐCS Công ty TNHH May Hưng Yên", "e": "CĐCS Công ty Hoà Phát"}
	m := newMatcher([]org.UnitID{"a", "b", "c", "d", "e"}, names)
	for _, c := range []struct {
		name, unit string
		maybe      string
	}{
		{"CĐCS Công ty TNHH TOTO Việt Nam", "a", ""}, {"cdcs cong ty tnhh toto viet nam", "a", ""}, {"TOTO Việt Nam", "a", ""},
		{"Công đoàn cơ sở Công ty TNHH MTV TOTO VIỆT NAM", "a", ""}, {"Hòa Phát", "e", ""}, {"Cty Hoà Phát", "e", ""},
		{"May Hưng Yên", "", "c"}, {"toto", "", "a"}, {"Sews-Componets", "", ""}, {"Samsung", "", ""}, {"Sews Components VN", "", "b"},
	} {
		unit, maybe := m.find(c.name)
		if unit != c.unit || c.maybe != "" && (len(maybe) == 0 || maybe[0] != c.maybe) {
			t.Errorf("%q is %q, maybe %v; want %q, %q", c.name, unit, maybe, c.unit, c.maybe)
		}
	}
	lines, _ := readPasted("TOTO Việt Nam\t1\ncdcs cong ty tnhh toto viet nam\t2\n")
	m.match(lines)
	if !lines[0].sure() || lines[1].sure() || !strings.Contains(lines[1].problem, "dòng 1") {
		t.Errorf("twice: %+v", lines)
	}
}

// FuzzReadPasted: whatever is pasted, a line that is taken has a name and a number that may be a target.
func FuzzReadPasted(f *testing.F) {
	for _, s := range []string{"CĐCS TOTO\t300", "a;1,2 nghìn\nTổng\t3", "|||", "1\t2", "x 9999999999999999999", "\x00\t\xff", "a\t1e9", "Đơn vị\tSố\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines, _ := readPasted(text)
		for _, p := range lines {
			if p.problem == "" && (p.name == "" || p.number == "" || p.quantity < 0) {
				t.Errorf("%q: %+v", text, p)
			}
		}
	})
}
