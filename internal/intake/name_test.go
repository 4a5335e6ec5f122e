package intake_test

import (
	"testing"

	"phongtrao/internal/intake"
)

func TestQuiet(t *testing.T) {
	for name, want := range map[string]string{
		"CÔNG ĐOÀN CÔNG TY TNHH ABC":                      "Công đoàn Công ty TNHH ABC",
		"CÔNG ĐOÀN CƠ SỞ CÔNG TY CỔ PHẦN MAY PHỐ NỐI":     "Công đoàn cơ sở Công ty cổ phần May Phố Nối",
		"LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HẢI PHÒNG":          "Liên đoàn Lao động thành phố Hải Phòng",
		"CĐCS CÔNG TY TNHH MTV SAMSUNG VIỆT NAM":          "CĐCS Công ty TNHH MTV Samsung Việt Nam",
		"CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP TỈNH HƯNG YÊN":     "Công đoàn các khu công nghiệp tỉnh Hưng Yên",
		"công đoàn xã đường hoa":                          "Công đoàn xã Đường Hoa",
		"CÔNG ĐOÀN TRƯỜNG MẦM NON HOA SEN (KCN VSIP)":     "Công đoàn Trường Mầm non Hoa Sen (KCN VSIP)",
		"CÔNG ĐOÀN CÔNG TY TNHH SEWS-COMPONENTS VIỆT NAM": "Công đoàn Công ty TNHH SEWS-Components Việt Nam",
		"CÔNG ĐOÀN CÔNG TY 19/5":                          "Công đoàn Công ty 19/5",
		"CÔNG ĐOÀN CƠ SỞ, XÃ (PHƯỜNG) A":                  "Công đoàn cơ sở, xã (phường) A",
	} {
		if got := intake.Quiet(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
		if !intake.Shout(name) {
			t.Errorf("%q is not loud", name)
		}
	}
	for _, name := range []string{"Công đoàn Công ty TNHH ABC", "TNHH", "", "CĐCS Toto"} {
		if intake.Shout(name) {
			t.Errorf("%q is loud", name)
		}
	}
}
