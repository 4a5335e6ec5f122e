package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper/docx"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kinds"
	"phongtrao/internal/lint"
	"phongtrao/internal/org"
)

type lintCmd struct {
	File     string `arg:"" placeholder:"TỆP" help:"Văn bản cần rà soát: .docx, .txt, .md."`
	DB       string `name:"db" env:"PHONGTRAO_DB" placeholder:"DB" help:"Cơ sở dữ liệu để đối chiếu; bỏ trống thì chỉ đối chiếu văn bản với chính nó."`
	JSON     bool   `name:"json" help:"In một giá trị JSON."`
	Campaign string `placeholder:"MÃ|TÊN" help:"Văn bản nói về phong trào này."`
	Unit     string `placeholder:"MÃ|TÊN" help:"Văn bản báo cáo số của đơn vị này."`
	From     string `placeholder:"NGÀY" help:"Kỳ báo cáo từ ngày, dạng 2024-01-01."`
	To       string `placeholder:"NGÀY" help:"Đến hết ngày."`
	Date     string `placeholder:"NGÀY" help:"Ngày của văn bản; bỏ trống thì đọc ở đầu văn bản."`
}

// linted is the answer of lint.
type linted struct {
	OK       bool           `json:"ok"` // nothing that cannot be true
	Findings []lint.Finding `json:"findings"`
}

func (c lintCmd) Run(e *env) error {
	about, err := c.about()
	if err != nil {
		return usage{err}
	}
	text, remarks, err := readText(c.File)
	if err != nil {
		return usage{err}
	}
	for _, r := range remarks {
		fmt.Fprintln(e.err, r)
	}
	var found []lint.Finding
	if c.DB == "" {
		if c.Campaign != "" || c.Unit != "" {
			return usage{fault.Invalidf("Muốn đối chiếu với phong trào hay đơn vị, hãy chỉ cơ sở dữ liệu bằng --db.")}
		}
		if found, err = lint.Check(nil, kinds.All(), about, text); err != nil {
			return err
		}
	} else {
		h, err := database{c.DB}.open(e, true)
		if err != nil {
			return err
		}
		defer h.Close()
		if err := h.DB.See(e.ctx, func(v *db.View) error {
			if about.Campaign, err = campaignNamed(v, c.Campaign); err != nil {
				return usage{err}
			}
			if about.Unit, err = unitNamed(v, c.Unit); err != nil {
				return usage{err}
			}
			found, err = lint.Check(v, h.Kinds, about, text)
			return err
		}); err != nil {
			return err
		}
	}
	if c.JSON {
		if found == nil {
			found = []lint.Finding{}
		}
		if err := json.NewEncoder(e.out).Encode(linted{!lint.Conflicts(found), found}); err != nil {
			return err
		}
	} else {
		for _, f := range found {
			fmt.Fprintf(e.out, "%s, dòng %d: “%s”\n  %s\n", f.Severity.Label(), 1+strings.Count(text[:f.From], "\n"), f.Text, f.Say)
		}
		if len(found) == 0 {
			fmt.Fprintln(e.out, "Không thấy điều gì cần xem lại.")
		}
	}
	if lint.Conflicts(found) {
		return errNo
	}
	return nil
}

// about reads the flags that need no database.
func (c lintCmd) about() (a lint.About, err error) {
	var days [3]day.Day
	for i, s := range []string{c.From, c.To, c.Date} {
		if s == "" {
			continue
		}
		if days[i], err = day.Parse(s); err != nil {
			return a, err
		}
	}
	if (days[0] == 0) != (days[1] == 0) || days[0] > days[1] {
		return a, fault.Invalidf("Kỳ báo cáo cần cả --from và --to, ngày đầu không sau ngày cuối.")
	}
	a.Period, a.Date = day.Period{From: days[0], To: days[1]}, days[2]
	return a, nil
}

// readText reads a text file in UTF-8, or in UTF-16 with its mark, or a Word file. Remarks are about the reading.
func readText(name string) (text string, remarks []string, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", nil, fault.NotFoundf("Không mở được tệp %s. Hãy xem lại đường dẫn.", name)
	}
	if info.Size() > 4*lint.Longest {
		return "", nil, fault.Invalidf("Tệp %s lớn quá mức có thể rà soát.", name)
	}
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".txt", ".md", "":
	case ".docx":
		f, err := os.Open(name)
		if err != nil {
			return "", nil, fault.NotFoundf("Không đọc được tệp %s. Hãy xem lại quyền đọc.", name)
		}
		defer f.Close()
		t, err := docx.Read(f, info.Size())
		return t.String(), t.Remarks, err
	default:
		return "", nil, fault.Invalidf("Không rà soát được tệp %s. Hãy lưu văn bản thành .docx hoặc .txt.", ext)
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return "", nil, fault.NotFoundf("Không đọc được tệp %s. Hãy xem lại quyền đọc.", name)
	}
	var order binary.ByteOrder
	switch {
	case len(b) >= 2 && b[0] == 0xff && b[1] == 0xfe:
		order = binary.LittleEndian
	case len(b) >= 2 && b[0] == 0xfe && b[1] == 0xff:
		order = binary.BigEndian
	default:
		b = []byte(strings.TrimPrefix(string(b), "\ufeff"))
		if !utf8.Valid(b) {
			return "", nil, fault.Invalidf("Tệp %s không phải UTF-8. Hãy lưu lại bằng mã Unicode (UTF-8).", name)
		}
		return string(b), nil, nil
	}
	wide := make([]uint16, 0, len(b)/2)
	for i := 2; i+1 < len(b); i += 2 {
		wide = append(wide, order.Uint16(b[i:]))
	}
	return string(utf16.Decode(wide)), nil, nil
}

// campaignNamed finds a campaign by its id or its name.
func campaignNamed(v *db.View, s string) (string, error) {
	if s == "" {
		return "", nil
	}
	all, err := campaign.List(v)
	if err != nil {
		return "", err
	}
	met := ""
	for _, c := range all {
		switch {
		case c.ID == s:
			return c.ID, nil
		case viet.Fold(c.Name) == viet.Fold(s):
			if met != "" {
				return "", fault.Invalidf("Có nhiều phong trào tên “%s”. Hãy dùng mã.", s)
			}
			met = c.ID
		}
	}
	if met == "" {
		return "", fault.NotFoundf("Không có phong trào “%s”.", s)
	}
	return met, nil
}

// unitNamed finds a unit by its id or its name.
func unitNamed(v *db.View, s string) (string, error) {
	if s == "" {
		return "", nil
	}
	h, err := org.HistoryOf(v)
	if err != nil {
		return "", err
	}
	if _, ok := h.Index(s); ok {
		return s, nil
	}
	hits, err := org.Search(v, s, org.Today(v), 2)
	if err != nil {
		return "", err
	}
	switch {
	case len(hits) == 0:
		return "", fault.NotFoundf("Không có đơn vị “%s”.", s)
	case len(hits) > 1 && hits[0].Score < 100 || len(hits) > 1 && hits[1].Score == 100 && hits[1].Alive == hits[0].Alive:
		return "", fault.Invalidf("Có nhiều đơn vị hợp với “%s”. Hãy ghi đủ tên, hoặc dùng mã.", s)
	}
	return string(hits[0].Unit), nil
}
