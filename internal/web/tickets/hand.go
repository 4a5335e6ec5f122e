package tickets

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/paper/qrpath"
	table "phongtrao/internal/base/sheet"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// poster is the code of the public page, to be printed or shared.
type poster struct {
	frame
	Name, When string
	Address    string
	Box, Path  string
	Sites      ui.Table
}

var posterPage = door.Page[poster]{
	Route: "GET /activities/{id}/tickets/poster", Title: "Mã QR đăng ký", Guard: door.Guard{Verb: roster.Seeing},
	Help:    "In tờ này dán ở công ty, hoặc gửi địa chỉ vào nhóm Zalo. Người quét đăng ký được ngay, không cần tài khoản.",
	Load:    loadPoster,
	View:    func(m poster) ui.Component { return posterView(m) },
	Head:    func(m poster) ui.Head { return m.head() },
	Samples: posterSamples(),
}

func loadPoster(a *door.Ask) (poster, error) {
	h, err := ticketed(a)
	if err != nil {
		return poster{}, err
	}
	m := poster{frame: h.frame("Mã QR đăng ký", "/poster"), Name: h.act.Name, When: h.act.Day.VN()}
	if h.c.Name != "" {
		m.Name = h.c.Name + " – " + h.act.Name
	}
	m.Head.Actions = []ui.Button{{Label: "In trang này", Icon: "printer", Print: true}}
	m.Address = h.base() + "/join/" + url.PathEscape(h.act.ID)
	if m.Box, m.Path, err = outline(m.Address); err != nil {
		return m, err
	}
	if len(h.sites) > 1 {
		m.Sites = ui.Table{Label: "Trang đăng ký của từng điểm", Cards: true, Columns: []ui.Column{{Label: "Điểm", Wide: true}, {Label: "Mã QR riêng"}}}
		for _, s := range h.sites[1:] {
			m.Sites.Rows = append(m.Sites.Rows, ui.Row{Cells: []ui.Cell{{Text: h.called(s), Sub: s.Name}, {Text: "Mở mã QR của điểm", Href: pathOf(s.ID) + "/poster"}}})
		}
	}
	return m, nil
}

// outline draws the code of an address.
func outline(address string) (box, path string, err error) {
	c, err := qrpath.Of(address)
	if err != nil {
		return "", "", err
	}
	var b strings.Builder
	for _, p := range c.Paths {
		for i, at := range p {
			b.WriteByte("ML"[min(i, 1)])
			fmt.Fprintf(&b, "%d %d", at.X+qrpath.Quiet, at.Y+qrpath.Quiet)
		}
		b.WriteByte('Z')
	}
	side := c.Size + 2*qrpath.Quiet
	return fmt.Sprintf("0 0 %d %d", side, side), b.String(), nil
}

var (
	exportingXLSX = exporting(table.XLSX)
	exportingCSV  = exporting(table.CSV)
)

// exporting hands the list out as a file, narrowed as the page is.
func exporting(f table.Format) door.Stream {
	return door.Stream{Route: "GET /activities/{id}/tickets/export." + string(f), Title: "Tải danh sách đăng ký", Guard: door.Guard{Verb: roster.SeeingTickets},
		Send: func(a *door.Ask, w http.ResponseWriter) error {
			h, err := ticketed(a)
			if err != nil {
				return err
			}
			l := look{q: a.Query("q"), site: a.Query("site"), unit: a.Query("unit"), state: a.Query("state"), party: a.Query("party")}
			if h.act.Parent != "" {
				l.site = h.act.ID
			}
			found, _, err := h.find(l, 0)
			if err != nil {
				return err
			}
			all, err := h.name(found)
			if err != nil {
				return err
			}
			door.Saved(w, f.ContentType(), "dang-ky-"+h.act.Day.String()+"."+string(f))
			return h.write(w, f, all)
		}}
}

func (h *held) write(w http.ResponseWriter, f table.Format, all []named) error {
	columns := []table.Column{{Title: "Họ và tên", Width: 28}, {Title: "Năm sinh"}, {Title: "Điện thoại", Width: 14}, {Title: "Đơn vị", Width: 36}, {Title: "Điểm", Width: 24}, {Title: "Đợt", Width: 16},
		{Title: "Số báo danh", Width: 14}, {Title: "Mã gõ tay", Width: 14}, {Title: "Tình trạng", Width: 14}, {Title: "Đăng ký lúc", Width: 18}}
	for _, c := range h.e.Choices {
		columns = append(columns, table.Column{Title: c.Label})
	}
	out, err := table.NewWriter(w, f, "Đăng ký", columns)
	if err != nil {
		return err
	}
	for _, n := range all {
		site, _ := h.site(n.Activity)
		var year any
		if n.person.Year != 0 {
			year = int64(n.person.Year)
		}
		row := []any{n.who(), year, n.person.Phone, n.unit, h.called(site), h.slotLabel(n.Slot), n.ticket.Bib, n.ticket.Code, stateLabels[n.State], day.Instant(n.MadeAt)}
		for _, c := range h.e.Choices {
			row = append(row, n.Choices[c.Key])
		}
		if err := out.Row(row...); err != nil {
			return err
		}
	}
	return out.Close()
}
