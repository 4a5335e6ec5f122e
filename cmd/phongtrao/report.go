package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper/press"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/compose"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
)

type reportCmd struct {
	database
	Campaign    string `required:"" placeholder:"MÃ|TÊN" help:"Phong trào: mã, hoặc tên viết có dấu hay không dấu."`
	Unit        string `placeholder:"MÃ|TÊN" help:"Đơn vị lập báo cáo: mã, tên, tên tắt; bỏ trống là đơn vị chủ trì phong trào."`
	From        string `required:"" placeholder:"NGÀY" help:"Từ ngày, dạng 2024-01-01."`
	To          string `required:"" placeholder:"NGÀY" help:"Đến hết ngày."`
	Out         string `required:"" placeholder:"TỆP" help:"Tệp in ra; đuôi tệp cho biết dạng: .docx, .pdf, .xlsx, .html."`
	Provisional bool   `help:"Báo cáo nhanh, số liệu chưa đầy đủ."`
	Base        string `placeholder:"URL" env:"PHONGTRAO_URL" help:"Địa chỉ của hệ thống, để liên kết và mã QR mở được số liệu."`
}

func (c reportCmd) Run(e *env) error {
	format, err := press.Of(c.Out)
	if err != nil {
		return usage{err}
	}
	ask := compose.Ask{Provisional: c.Provisional, Base: strings.TrimRight(c.Base, "/"), Kept: c.Base != ""}
	for _, f := range []struct {
		name, typed string
		d           *day.Day
	}{{"from", c.From, &ask.Period.From}, {"to", c.To, &ask.Period.To}} {
		if *f.d, err = day.Parse(f.typed); err != nil {
			return usage{fault.In(f.name, "Ngày “%s” không đúng. Hãy viết như 2026-07-28.", f.typed)}
		}
	}
	h, err := house.Open(e.ctx, c.DB, house.Options{Reading: true, NoSeal: true})
	if err != nil {
		return err
	}
	defer h.Close()
	var d compose.Draft
	if err := h.DB.See(e.ctx, func(v *db.View) (err error) {
		if err := c.find(v, &ask); err != nil {
			return err
		}
		d, err = compose.Make(v, h.Kinds, ask)
		return err
	}); err != nil {
		return err
	}
	c.keep(e, h, d)
	if err := place(c.Out, func(w io.Writer) error { return format.Write(w, d.Document) }); err != nil {
		return err
	}
	fmt.Fprintln(e.out, c.Out)
	return nil
}

// find looks up campaign and unit by key, else by name.
func (c reportCmd) find(v *db.View, ask *compose.Ask) error {
	all, err := campaign.List(v)
	if err != nil {
		return err
	}
	var named []candidate
	for _, one := range all {
		if one.ID == c.Campaign {
			named = []candidate{{one.ID, one.Name, 1}}
			ask.Unit = one.Owner
			break
		}
		if s := viet.Match(c.Campaign, one.Name); s.Sure() {
			named = append(named, candidate{one.ID, one.Name, int(s)})
		}
	}
	if ask.Campaign, err = only(named, "phong trào", c.Campaign); err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(one campaign.Campaign) bool { return one.ID == ask.Campaign })
	ask.Unit = all[i].Owner
	if c.Unit == "" {
		return nil
	}
	on := day.AsOf{Day: min(ask.Period.To, v.At.Day())}
	if _, there, err := org.Get(v, c.Unit, on); err != nil || there {
		ask.Unit = c.Unit
		return err
	}
	hits, err := org.Search(v, c.Unit, on, 8)
	if err != nil {
		return err
	}
	named = nil
	for _, hit := range hits {
		score := hit.Score
		if hit.Alive {
			score += 1000
		}
		named = append(named, candidate{hit.Unit, hit.Name, score})
	}
	ask.Unit, err = only(named, "đơn vị", c.Unit)
	return err
}

// candidate is something that a name may mean.
type candidate struct {
	id, name string
	score    int
}

// only returns the one that a name means: the only one, or the one that fits better than all others. Else it lists them.
func only(all []candidate, what, typed string) (string, error) {
	slices.SortStableFunc(all, func(a, b candidate) int { return b.score - a.score })
	switch {
	case len(all) == 0:
		return "", fault.NotFoundf("Không tìm thấy %s “%s”. Hãy kiểm tra lại tên, hoặc dùng mã.", what, typed)
	case len(all) == 1 || all[0].score > all[1].score:
		return all[0].id, nil
	}
	var list strings.Builder
	for _, c := range all[:min(len(all), 8)] {
		fmt.Fprintf(&list, "\n  %s  %s", c.id, c.name)
	}
	return "", fault.Invalidf("Có nhiều %s hợp với “%s”. Hãy dùng mã của một trong số này:%s", what, typed, list.String())
}

// keep writes down what the printed codes stand for. A database that cannot be written to still gives its report: the codes
// are the same wherever they are worked out, and are kept when the figures are next printed.
func (c reportCmd) keep(e *env, h *house.House, d compose.Draft) {
	if len(d.Figures) == 0 {
		return
	}
	err := h.Desk.Do(e.ctx, act.System("in báo cáo từ dòng lệnh"), passport.Printing, passport.Object(d.Figures[0].Question), func(tx *db.Tx) error {
		for _, b := range d.Figures {
			if _, err := passport.Keep(tx, b.Question); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		fmt.Fprintln(e.err, "phongtrao: không ghi được mã số liệu vào cơ sở dữ liệu, báo cáo vẫn in:", fault.Text(err))
	}
}

// place writes a file whole or not at all: what stood there before stays until the new one is complete.
func place(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".phongtrao-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone when it was renamed
	err = write(f)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
