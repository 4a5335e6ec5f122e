package oldfont_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"phongtrao/internal/base/oldfont"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		from oldfont.Encoding
		font string
		text string
		want string
	}{
		{oldfont.TCVN3, "", "TiÕng ViÖt", "Tiếng Việt"},
		{oldfont.TCVN3, "", "C«ng ®oµn c¬ së C«ng ty TNHH §Çu t\u00ad H\u00adng Yªn", "Công đoàn cơ sở Công ty TNHH Đầu tư Hưng Yên"},
		{oldfont.TCVN3, ".VnTimeH", "c«ng ®oµn", "CÔNG ĐOÀN"},
		{oldfont.TCVN3, "", "C«NG §OµN H¶I PHßNG", "CÔNG ĐOÀN HẢI PHÒNG"},
		{oldfont.TCVN3, ".VnTime", "Lª ThÞ Hµ", "Lê Thị Hà"},
		{oldfont.TCVN3, "Arial", "Lª Vò", "Lê Vũ"},
		{oldfont.TCVN3, "", "§oμn", "Đoàn"}, // Greek mu
		{oldfont.VNI, "", "Tieáng Vieät raát hay", "Tiếng Việt rất hay"},
		{oldfont.VNI, "", "COÂNG ÑOAØN KHU COÂNG NGHIEÄP", "CÔNG ĐOÀN KHU CÔNG NGHIỆP"},
		{oldfont.VNI, "", "Nguyeãn Thò Hoaøng Öôùc Ñöùc", "Nguyễn Thị Hoàng Ước Đức"},
		{oldfont.VNI, "", "Nguyeãn Vaên Tuù, Lyù Thöôøng Kieät, Myõ", "Nguyễn Văn Tú, Lý Thường Kiệt, Mỹ"},
		{oldfont.Misread, "", "Tiáº¿ng Viá»‡t", "Tiếng Việt"},
		{oldfont.Misread, "", "CÃ´ng Ä‘oÃ n", "Công đoàn"},
		{oldfont.Decomposed, "", norm.NFD.String("Liên đoàn Lao động"), "Liên đoàn Lao động"},
		{oldfont.CP1258, "", "Công ðoàn cõ sõÒ", "Công đoàn cơ sở"},
		{oldfont.Unicode, "", "TiÕng", "TiÕng"},
	} {
		if got := oldfont.Decode(c.text, c.from, c.font); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.from, c.text, got, c.want)
		}
	}
}

func TestOfFont(t *testing.T) {
	for name, want := range map[string]struct {
		e        oldfont.Encoding
		capitals bool
	}{
		".VnTime": {oldfont.TCVN3, false}, ".VnTimeH": {oldfont.TCVN3, true}, ".VnArial NarrowH": {oldfont.TCVN3, true}, "VNI-Times": {oldfont.VNI, false},
		"Times New Roman": {}, "": {}, "Vni": {},
	} {
		if e, capitals := oldfont.OfFont(name); e != want.e || capitals != want.capitals {
			t.Errorf("%q: %q %v", name, e, capitals)
		}
	}
}

func TestSyllable(t *testing.T) {
	for _, w := range strings.Fields("công đoàn nghiệp quyết gì giếng khuya thuở Nguyễn ước yến quýnh xoong oan uyên GIẶT nghiêng quốc hoà hòa") {
		if !oldfont.Syllable(w) {
			t.Errorf("%q is one", w)
		}
	}
	for _, w := range strings.Fields("c«ng cơng đòc tiÕng Müller xyz bcd ăă oâng ñoaøn uất̀ hộch́ mat̃") {
		if oldfont.Syllable(w) {
			t.Errorf("%q is none", w)
		}
	}
}

// units are names as they stand in real lists.
var units = []string{
	"Công đoàn cơ sở Công ty TNHH May mặc Phố Nối", "Công đoàn Khu công nghiệp Tràng Duệ", "Liên đoàn Lao động thành phố Hải Phòng",
	"Nghiệp đoàn Vận tải đường bộ", "CĐCS Trường Mầm non Sao Sáng", "Công ty Cổ phần Thép Việt Đức", "Bệnh viện Hữu nghị Việt Tiệp", "Xã Đường Hoa, huyện Hải Hà",
}

func column(texts []string, font string) []oldfont.Cell {
	var out []oldfont.Cell
	for _, s := range texts {
		out = append(out, oldfont.Cell{Text: s, Font: font})
	}
	return out
}

func each(texts []string, f func(string) string) (out []string) {
	for _, s := range texts {
		out = append(out, f(s))
	}
	return out
}

// Each encoding is told from the text alone, with a sample, and what needs no change is left as it is.
func TestColumn(t *testing.T) {
	for want, written := range map[oldfont.Encoding][]string{
		oldfont.Unicode: units, oldfont.TCVN3: each(units, toTCVN3), oldfont.VNI: each(units, toVNI),
		oldfont.Decomposed: each(units, norm.NFD.String), oldfont.Misread: each(units, toMisread), oldfont.CP1258: each(units, to1258),
	} {
		f := oldfont.Column(column(written, ""))
		if f.Encoding != want || f.Confidence < 80 || len(f.Other) > 0 || len(f.Lost) > 0 {
			t.Errorf("%s: %+v", want, f)
		}
		if changes := f.Changed > 0; changes != (want != oldfont.Unicode) || changes && f.After != oldfont.Decode(f.Before, want, "") {
			t.Errorf("%s: the sample %+v", want, f)
		}
		for i, c := range column(written, "") {
			if got := f.Read(i, c); got != units[i] {
				t.Errorf("%s: %q reads %q, want %q", want, c.Text, got, units[i])
			}
		}
	}
}

func TestColumnOfOthers(t *testing.T) {
	for name, c := range map[string]struct {
		cells []oldfont.Cell
		want  oldfont.Encoding
	}{
		"nothing":           {nil, oldfont.Unicode},
		"plain":             {column([]string{"TNHH ABC", "001", "Toto"}, ""), oldfont.Unicode},
		"foreign":           {column([]string{"Müller GmbH", "Citroën", "Señor Ñandú"}, ""), oldfont.Unicode},
		"one word in both":  {column([]string{"Công"}, ""), oldfont.Unicode},
		"the font decides":  {column([]string{"t«"}, ".VnTime"), oldfont.TCVN3},
		"a font that lies":  {column(units, ".VnTime"), oldfont.Unicode},
		"capitals of Latin": {column([]string{"CÔNG TY ABC", "TÔ VĨNH DIỆN"}, ""), oldfont.Unicode},
	} {
		if f := oldfont.Column(c.cells); f.Encoding != c.want {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// One column may hold several encodings: the cells that differ from most are named, and read in their own way.
func TestMixed(t *testing.T) {
	written := each(units, toTCVN3)
	written[2], written[5] = units[2], toVNI(units[5])
	capitals := each(append(units, "CÔNG ĐOÀN CÔNG TY TNHH ABC", "CÔNG TY ABC"), strings.Clone)
	for i := range units {
		capitals[i] = toTCVN3(units[i])
	}
	if f := oldfont.Column(column(capitals, "")); f.Encoding != oldfont.TCVN3 || f.Other[8] != oldfont.Unicode || f.Other[9] != oldfont.Unicode || f.Confidence != 100 {
		t.Errorf("Unicode in capitals among TCVN3: %+v", f)
	}
	written = append(written, "C?ng ?oàn", "C\uFFFDng", "Ai ký? Giám đốc")
	f := oldfont.Column(column(written, ""))
	if f.Encoding != oldfont.TCVN3 || len(f.Other) != 3 || f.Other[2] != oldfont.Unicode || f.Other[5] != oldfont.VNI || f.Other[10] != oldfont.Unicode {
		t.Errorf("%+v", f)
	}
	if len(f.Lost) != 2 || f.Lost[0] != 8 || f.Lost[1] != 9 {
		t.Errorf("lost: %v", f.Lost)
	}
	for i, want := range units {
		if got := f.Read(i, oldfont.Cell{Text: written[i]}); got != want {
			t.Errorf("%q reads %q, want %q", written[i], got, want)
		}
	}
}

// What is written in an old encoding reads as what it was, letter for letter.
func TestRoundTrip(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields(strings.Join(units, " ")+" ằ ẳ ẵ ắ ặ ề ể ễ ế ệ ồ ổ ỗ ố ộ ờ ở ỡ ớ ợ ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ ì ỉ ĩ í ị ũ ụ ẻ ẽ ẹ ỏ õ ọ ã ả ạ ầ ẩ ẫ ấ ậ Ằ Ẵ Ộ Ự Ỵ Ỉ Ĩ Ị Đ Ơ Ư")), 1, 12)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(words.Draw(t, "words"), " ")
		small := strings.ToLower(text)
		if got := oldfont.Decode(toTCVN3(small), oldfont.TCVN3, ".VnTime"); got != small {
			t.Fatalf("TCVN3: %q became %q", small, got)
		}
		if got := oldfont.Decode(toTCVN3(small), oldfont.TCVN3, ".VnTimeH"); got != strings.ToUpper(small) {
			t.Fatalf("TCVN3 in capitals: %q became %q", small, got)
		}
		if got := oldfont.Decode(toVNI(text), oldfont.VNI, ""); got != text {
			t.Fatalf("VNI: %q became %q", text, got)
		}
		if got := oldfont.Decode(toMisread(text), oldfont.Misread, ""); got != text {
			t.Fatalf("misread: %q became %q", text, got)
		}
		if got := oldfont.Decode(to1258(text), oldfont.CP1258, ""); got != text {
			t.Fatalf("1258: %q became %q", text, got)
		}
	})
}

func FuzzColumn(f *testing.F) {
	for _, s := range append(each(units, toTCVN3), each(units, toVNI)...) {
		f.Add(s, ".VnTimeH")
	}
	f.Add("\xff\xfe?", "VNI-Times")
	f.Add("Ã \u00ad´", "")
	f.Fuzz(func(t *testing.T, text, font string) {
		cells := []oldfont.Cell{{Text: text, Font: font}, {Text: "Công đoàn"}}
		found := oldfont.Column(cells)
		if found.Confidence < 0 || found.Confidence > 100 {
			t.Errorf("confidence %d", found.Confidence)
		}
		if got := found.Read(0, cells[0]); utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Errorf("%q became %q, which is no text", text, got)
		}
		if found.Changed == 0 && found.Before != "" {
			t.Errorf("a sample of nothing: %+v", found)
		}
	})
}

// The tables the other way round, written down here once more: vowels in the order of their tones.
var toTCVN3 = func() func(string) string {
	pairs := []string{
		"à", "\u00b5", "ả", "\u00b6", "ã", "\u00b7", "á", "\u00b8", "ạ", "\u00b9", "ă", "\u00a8", "ằ", "\u00bb", "ẳ", "\u00bc", "ẵ", "\u00bd", "ắ", "\u00be", "ặ", "\u00c6",
		"â", "\u00a9", "ầ", "\u00c7", "ẩ", "\u00c8", "ẫ", "\u00c9", "ấ", "\u00ca", "ậ", "\u00cb", "è", "\u00cc", "ẻ", "\u00ce", "ẽ", "\u00cf", "é", "\u00d0", "ẹ", "\u00d1",
		"ê", "\u00aa", "ề", "\u00d2", "ể", "\u00d3", "ễ", "\u00d4", "ế", "\u00d5", "ệ", "\u00d6", "ì", "\u00d7", "ỉ", "\u00d8", "ĩ", "\u00dc", "í", "\u00dd", "ị", "\u00de",
		"ò", "\u00df", "ỏ", "\u00e1", "õ", "\u00e2", "ó", "\u00e3", "ọ", "\u00e4", "ô", "\u00ab", "ồ", "\u00e5", "ổ", "\u00e6", "ỗ", "\u00e7", "ố", "\u00e8", "ộ", "\u00e9",
		"ơ", "\u00ac", "ờ", "\u00ea", "ở", "\u00eb", "ỡ", "\u00ec", "ớ", "\u00ed", "ợ", "\u00ee", "ù", "\u00ef", "ủ", "\u00f1", "ũ", "\u00f2", "ú", "\u00f3", "ụ", "\u00f4",
		"ư", "\u00ad", "ừ", "\u00f5", "ử", "\u00f6", "ữ", "\u00f7", "ứ", "\u00f8", "ự", "\u00f9", "ỳ", "\u00fa", "ỷ", "\u00fb", "ỹ", "\u00fc", "ý", "\u00fd", "ỵ", "\u00fe",
		"đ", "\u00ae", "Đ", "\u00a7", "Ă", "\u00a1", "Â", "\u00a2", "Ê", "\u00a3", "Ô", "\u00a4", "Ơ", "\u00a5", "Ư", "\u00a6",
	}
	return strings.NewReplacer(pairs...).Replace
}()

var toVNI = func() func(string) string {
	var pairs []string
	add := func(letters, written string) {
		to := strings.Fields(written)
		for i, l := range []rune(letters) {
			pairs = append(pairs, string(l), to[i])
			up := strings.ToUpper(to[i])
			pairs = append(pairs, strings.ToUpper(string(l)), up)
		}
	}
	add("àáảãạ", "aø aù aû aõ aï")
	add("ăằắẳẵặ", "aê aè aé aú aü aë")
	add("âầấẩẫậ", "aâ aà aá aå aã aä")
	add("èéẻẽẹêềếểễệ", "eø eù eû eõ eï eâ eà eá eå eã eä")
	add("ỉĩị", "æ ó ò")
	add("òóỏõọôồốổỗộ", "oø où oû oõ oï oâ oà oá oå oã oä")
	add("ơờớởỡợ", "ô ôø ôù ôû ôõ ôï")
	add("ùúủũụ", "uø uù uû uõ uï")
	add("ưừứửữự", "ö öø öù öû öõ öï")
	add("ỳýỷỹỵ", "yø yù yû yõ î")
	add("đ", "ñ")
	return strings.NewReplacer(pairs...).Replace
}()

// toMisread reads the bytes of UTF-8 as Windows-1252 does, which has no letter for five of them.
func toMisread(s string) string {
	var out strings.Builder
	for _, b := range []byte(s) {
		if r := charmap.Windows1252.DecodeByte(b); r != utf8.RuneError {
			out.WriteRune(r)
		} else {
			out.WriteRune(rune(b))
		}
	}
	return out.String()
}

// to1258 writes Windows-1258 and reads it as Windows-1252.
func to1258(s string) string {
	var b []byte
	for _, r := range s {
		for _, p := range parts(r) {
			c, ok := charmap.Windows1258.EncodeRune(p)
			if !ok {
				panic(string(p))
			}
			b = append(b, c)
		}
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		panic(err)
	}
	return string(out)
}

// parts takes the tone of a letter off, as Windows-1258 keeps it.
func parts(r rune) []rune {
	if _, ok := charmap.Windows1258.EncodeRune(r); ok {
		return []rune{r}
	}
	var tone []rune
	var rest []rune
	for _, p := range norm.NFD.String(string(r)) {
		if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", p) {
			tone = append(tone, p)
		} else {
			rest = append(rest, p)
		}
	}
	return append([]rune(norm.NFC.String(string(rest))), tone...)
}
