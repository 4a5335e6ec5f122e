package press_test

import (
	"bytes"
	"testing"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/press"
)

func TestOf(t *testing.T) {
	for _, f := range press.Formats {
		got, err := press.Of(`C:\báo cáo.v2` + f.Ending)
		if err != nil || got.Ending != f.Ending {
			t.Errorf("%s: %v", f.Ending, err)
		}
		var one, two bytes.Buffer
		for _, b := range []*bytes.Buffer{&one, &two} {
			if err := f.Write(b, paper.Document{Issuer: "CÔNG ĐOÀN", Kind: "BÁO CÁO", Title: "Kết quả"}); err != nil {
				t.Fatal(err)
			}
		}
		if one.Len() == 0 || !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Errorf("%s: printing twice gives %d and %d bytes that differ", f.Ending, one.Len(), two.Len())
		}
	}
	for _, name := range []string{"bao-cao", "x.doc", "", ".exe", "docx"} {
		if _, err := press.Of(name); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%q: %v", name, err)
		}
	}
}
