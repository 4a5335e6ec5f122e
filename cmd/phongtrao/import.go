package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/oldfont"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/house"
	"phongtrao/internal/intake"
)

type importCmd struct {
	Units importUnitsCmd `cmd:"" help:"Nhập danh sách đơn vị từ tệp .xlsx hoặc .csv."`
}

type importUnitsCmd struct {
	database
	File      string `arg:"" placeholder:"TỆP" help:"Tệp .xlsx hoặc .csv."`
	DryRun    bool   `help:"Chỉ xem trước, không ghi gì."`
	Parent    string `placeholder:"ĐƠN-VỊ" help:"Mã hoặc tên đơn vị cấp trên của danh sách; dòng không ghi cấp trên thì thuộc đơn vị này. Bỏ trống là đơn vị đứng đầu."`
	Sheet     string `placeholder:"TÊN" help:"Trang tính, theo tên hoặc số thứ tự; bỏ trống là trang đầu có dòng tiêu đề."`
	Decision  string `placeholder:"SỐ" help:"Số quyết định thành lập; bắt buộc khi ghi."`
	Date      string `placeholder:"NGÀY" help:"Ngày ký quyết định; bắt buộc khi ghi."`
	Issuer    string `placeholder:"CƠ-QUAN" help:"Cơ quan ban hành; bỏ trống là đơn vị cấp trên của danh sách."`
	Effective string `placeholder:"NGÀY" help:"Ngày có hiệu lực; bỏ trống là ngày ký."`
	Encoding  string `placeholder:"BẢNG-MÃ" help:"Bảng mã của các cột chữ: unicode, tcvn3, vni, cp1258, misread; bỏ trống là tự nhận và báo lại."`
	KeepCase  bool   `help:"Giữ nguyên tên viết hoa toàn bộ."`
	Errors    string `placeholder:"TỆP" help:"Ghi các dòng bị từ chối cùng lý do ra tệp .xlsx hoặc .csv này."`
	JSON      bool   `name:"json" help:"In một giá trị JSON."`
}

// imported is the answer of import units.
type imported struct {
	OK        bool               `json:"ok"`
	DryRun    bool               `json:"dry_run"`
	Sheet     string             `json:"sheet"`
	Under     string             `json:"under"`
	Change    string             `json:"change,omitempty"`
	Taken     int                `json:"taken"`
	Existing  int                `json:"existing"`
	Refused   int                `json:"refused"`
	Skipped   int                `json:"skipped"`
	Columns   []importedColumn   `json:"columns"`
	Encodings []importedEncoding `json:"encodings"`
	Rows      []importedRow      `json:"rows"`
}

type importedColumn struct {
	Column string `json:"column"`
	Title  string `json:"title"`
	Field  string `json:"field"`
	Stored bool   `json:"stored"`
}

type importedEncoding struct {
	Column     string                   `json:"column"`
	Encoding   string                   `json:"encoding"`
	Confidence int                      `json:"confidence"`
	Cells      int                      `json:"cells"`
	Mixed      map[oldfont.Encoding]int `json:"mixed,omitempty"` // cells of the column that are written in another way
	Before     string                   `json:"before"`
	After      string                   `json:"after"`
}

type importedRow struct {
	Row     int             `json:"row"`
	State   intake.State    `json:"state"`
	Name    string          `json:"name"`
	Was     string          `json:"was,omitempty"`
	Kind    string          `json:"kind,omitempty"`
	Code    string          `json:"code,omitempty"`
	Parent  string          `json:"parent"`
	From    string          `json:"from,omitempty"`
	Reasons []intake.Reason `json:"reasons,omitempty"`
	Notes   []string        `json:"notes,omitempty"`
	Choices []string        `json:"choices,omitempty"`
}

// surely is the least confidence with which an encoding is believed without having been told.
const surely = 80

func (c importUnitsCmd) Run(e *env) error {
	a, err := c.answers()
	if err != nil {
		return usage{err}
	}
	f, err := os.Open(c.File)
	if err != nil {
		return usage{err}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return usage{err}
	}
	book, err := sheet.Open(f, info.Size())
	if err != nil {
		return err
	}
	h, err := c.open(e, c.DryRun)
	if err != nil {
		return err
	}
	defer h.Close()
	var p *intake.Plan
	if err := h.DB.See(e.ctx, func(v *db.View) error {
		if a.Under, err = unitNamed(v, c.Parent); err != nil {
			return usage{err}
		}
		p, err = c.plan(v, book, &a)
		return err
	}); err != nil {
		return err
	}
	change := ""
	if !c.DryRun && p.Count(intake.Taken) > 0 {
		if change, err = c.commit(e, h, f, book, p, a); err != nil {
			return err
		}
	}
	if c.Errors != "" && p.Count(intake.Refused) > 0 {
		if err := c.refused(p); err != nil {
			return err
		}
	}
	if err := c.print(e.out, p, change); err != nil {
		return err
	}
	if p.Count(intake.Refused) > 0 {
		return errNo
	}
	return nil
}

// answers reads the flags. Writing needs to know the decision.
func (c importUnitsCmd) answers() (a intake.Answers, err error) {
	a = intake.Answers{Number: c.Decision, Issuer: c.Issuer, KeepCase: c.KeepCase}
	for _, d := range []struct {
		flag, text string
		to         *day.Day
	}{{"--date", c.Date, &a.Date}, {"--effective", c.Effective, &a.Effective}} {
		if d.text == "" {
			continue
		}
		if *d.to, err = viet.ParseDate(d.text); err != nil {
			return a, fault.Invalidf("%s: %s", d.flag, fault.Text(err))
		}
	}
	if a.Effective == 0 {
		a.Effective = a.Date
	}
	if e := oldfont.Encoding(c.Encoding); c.Encoding != "" && !slices.Contains(oldfont.Encodings, e) {
		return a, fault.Invalidf("--encoding: không có bảng mã “%s”. Hãy chọn unicode, tcvn3, vni, cp1258 hoặc misread.", c.Encoding)
	}
	if c.DryRun {
		return a, nil
	}
	var missing []string
	if viet.Clean(c.Decision) == "" {
		missing = append(missing, "--decision SỐ")
	}
	if a.Date == 0 {
		missing = append(missing, "--date NGÀY")
	}
	if len(missing) > 0 {
		return a, fault.Invalidf("Muốn ghi danh sách cần quyết định thành lập, còn thiếu %s. Nếu chỉ xem trước, hãy thêm --dry-run.", strings.Join(missing, " và "))
	}
	return a, nil
}

// plan reads the sheet that was asked for, else the first that has a heading.
func (c importUnitsCmd) plan(v *db.View, book *sheet.Book, a *intake.Answers) (*intake.Plan, error) {
	var first error
	for i, name := range book.Sheets() {
		if c.Sheet != "" && name != c.Sheet && fmt.Sprint(i+1) != c.Sheet {
			continue
		}
		t, err := book.Table(i)
		if err != nil {
			return nil, err
		}
		p, err := intake.Make(v, t, *a)
		if err == nil && c.Encoding != "" {
			a.Encodings = map[int]oldfont.Encoding{}
			for _, col := range p.Columns {
				if col.Asked {
					a.Encodings[col.At] = oldfont.Encoding(c.Encoding)
				}
			}
			p, err = intake.Make(v, t, *a)
		}
		if err == nil {
			a.Sheet = i
			return p, nil
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		return nil, usage{fault.Invalidf("--sheet: tệp không có trang tính “%s”; chỉ có %s.", c.Sheet, strings.Join(book.Sheets(), ", "))}
	}
	return nil, first
}

// commit takes the list in, over the organisation as it is then. An encoding that is not sure must be told.
func (c importUnitsCmd) commit(e *env, h *house.House, f io.ReadSeeker, book *sheet.Book, p *intake.Plan, a intake.Answers) (string, error) {
	columns, _ := p.Unsure()
	for _, col := range columns {
		if col.Finding.Confidence < surely {
			return "", usage{fault.Invalidf("Chưa chắc cột %s (%s) viết bằng bảng mã nào: “%s” có phải là “%s” không? Hãy ghi --encoding.", col.Letter(), col.Title, col.Finding.Before, col.Finding.After)}
		}
	}
	if a.Issuer == "" {
		a.Issuer = p.UnderName
	}
	a.Under = p.Under
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	hash, err := h.Files.Put(f, sheet.ReadBytes)
	if err != nil {
		return "", err
	}
	id, change := "", ""
	err = h.Desk.Do(e.ctx, act.System("lệnh import units"), intake.Keeping, p.Under, func(tx *db.Tx) error {
		if id, err = intake.Keep(tx, intake.List{Unit: p.Under, Name: filepath.Base(c.File), File: hash}); err != nil {
			return err
		}
		if err := intake.Answer(tx, id, a); err != nil {
			return err
		}
		now, err := c.plan(&tx.View, book, &a)
		if err != nil {
			return err
		}
		*p = *now
		if err := intake.Take(tx, id, p, nil); err != nil {
			return err
		}
		l, err := intake.Get(&tx.View, id)
		if err == nil {
			change = l.End.Change
		}
		return err
	})
	return change, err
}

func (c importUnitsCmd) refused(p *intake.Plan) error {
	format, err := sheet.ParseFormat(filepath.Ext(c.Errors))
	if err != nil {
		return usage{err}
	}
	f, err := os.Create(c.Errors)
	if err != nil {
		return usage{err}
	}
	if err := p.Errors(f, format); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func (c importUnitsCmd) print(out io.Writer, p *intake.Plan, change string) error {
	r := imported{OK: p.Count(intake.Refused) == 0, DryRun: c.DryRun, Sheet: p.Sheet, Under: p.Under, Change: change, Taken: p.Count(intake.Taken), Existing: p.Count(intake.Existing),
		Refused: p.Count(intake.Refused), Skipped: p.Skipped, Columns: []importedColumn{}, Encodings: []importedEncoding{}, Rows: []importedRow{}}
	for _, col := range p.Columns {
		r.Columns = append(r.Columns, importedColumn{col.Letter(), col.Title, string(col.Field), col.Field.Stored()})
		if f := col.Finding; f.Changed > 0 && col.Field.Stored() {
			x := importedEncoding{Column: col.Letter(), Encoding: string(col.Encoding), Confidence: f.Confidence, Cells: f.Changed, Before: f.Before, After: f.After}
			for _, e := range f.Other {
				if x.Mixed == nil {
					x.Mixed = map[oldfont.Encoding]int{}
				}
				x.Mixed[e]++
			}
			r.Encodings = append(r.Encodings, x)
		}
	}
	choices := map[string][]string{}
	for _, above := range p.Parents {
		for _, o := range above.Choices {
			choices[above.Text] = append(choices[above.Text], o.Name+" ("+o.Unit+")")
		}
	}
	for _, row := range p.Rows {
		unit, listed := p.Place(row)
		x := importedRow{Row: row.Number, State: row.State, Name: row.Name, Was: row.Was(), Kind: row.Kind, Code: row.Code, Parent: unit, From: row.From.String(), Reasons: row.Reasons, Notes: row.Notes}
		if listed != "" {
			x.Parent = listed
		}
		if row.State == intake.Refused && unit == "" && listed == "" {
			x.Choices = choices[row.Above]
		}
		r.Rows = append(r.Rows, x)
	}
	if c.JSON {
		return json.NewEncoder(out).Encode(r)
	}
	verb := "Đã nhập"
	if c.DryRun {
		verb = "Sẽ nhập"
	}
	fmt.Fprintf(out, "%s %d đơn vị dưới %s; đã có %d, bị từ chối %d.\n", verb, r.Taken, p.UnderName, r.Existing, r.Refused)
	for _, x := range r.Encodings {
		fmt.Fprintf(out, "Cột %s viết bằng %s (chắc %d%%)%s: “%s” đọc là “%s”\n", x.Column, oldfont.Encoding(x.Encoding).Label(), x.Confidence, mixed(x.Mixed), x.Before, x.After)
	}
	for _, col := range r.Columns {
		if f := intake.Field(col.Field); f != intake.NotTaken && f != intake.Ordinal && !col.Stored {
			fmt.Fprintf(out, "Cột %s (%s) chưa được ghi vào hệ thống.\n", col.Column, col.Title)
		}
	}
	table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	for _, row := range p.Rows {
		if row.State == intake.Refused {
			fmt.Fprintf(table, "Dòng %d\t%s\t%s\n", row.Number, row.Name, row.Why())
		}
	}
	return table.Flush()
}

// mixed tells which cells of a column are written in another way.
func mixed(cells map[oldfont.Encoding]int) string {
	s := ""
	for _, e := range oldfont.Encodings {
		if cells[e] > 0 {
			s += fmt.Sprintf(", %d ô viết bằng %s", cells[e], e.Label())
		}
	}
	return s
}
