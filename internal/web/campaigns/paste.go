package campaigns

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// paste is the page on which two columns of a spreadsheet become parts of a target: first read and matched, then written in one act.
type paste struct {
	Title   string
	Crumbs  []ui.Link
	Accent  ui.Accent
	Notices []ui.Notice
	Ask     *ui.Form // what to paste
	Read    *pasteRead
}

// pasteRead is what was read of it.
type pasteRead struct {
	Action, Cancel string
	Hidden         map[string]string
	Text           string
	Balance        ui.Balance
	Doubts         []doubt
	More           int // doubts that are not shown
	Sure           ui.Table
	Fields         []ui.Field
	Writes         int
}

// doubt is a line of which it is not certain what it says.
type doubt struct {
	Line    int
	Name    string
	Number  string
	Problem string
	Field   string
	Picked  string
	Choices []ui.Choice
}

// How much of what was read is shown.
const (
	doubtsMax = 60
	sureMax   = 60
)

func (m paste) head() ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs, Accent: m.Accent} }

var pastePage = door.Page[paste]{
	Route: "GET /targets/{id}/paste", Title: "Dán từ bảng tính", Guard: door.Guard{Verb: campaign.Sharing},
	Help: "Chép hai cột tên đơn vị và chỉ tiêu từ Excel rồi dán vào đây, hoặc chọn tệp .xlsx, .csv. Hệ thống khớp từng tên cho bạn xem trước; chỉ khi bạn bấm ghi thì số mới thay đổi.",
	Load: func(a *door.Ask) (paste, error) {
		d, m, err := pasteAt(a)
		if err != nil {
			return m, err
		}
		m.Ask = d.pasteForm(nil, nil)
		return m, nil
	},
	View:    func(m paste) ui.Component { return pasteView(m) },
	Head:    func(m paste) ui.Head { return m.head() },
	Samples: pasteSamples(),
}

func pasteAt(a *door.Ask) (*cascade, paste, error) {
	t, err := campaign.TargetByID(a.V, a.Path("id"))
	if err != nil {
		return nil, paste{}, err
	}
	d, _, err := cascadeAt(a, t.Campaign, t.ID)
	if err != nil {
		return nil, paste{}, err
	}
	return d, paste{Title: "Dán chỉ tiêu từ bảng tính", Accent: d.accent(), Crumbs: append(d.crumbs(), ui.Link{Label: d.names[t.Unit], Href: dividing(t)})}, nil
}

func (d *cascade) pasteForm(sent url.Values, problems []form.Problem) *ui.Form {
	f := ui.Form{ID: "form", Action: "/targets/" + d.t.ID + "/paste", Hidden: door.Token(), Submit: "Xem trước", Cancel: dividing(d.t), Upload: true}.Ask(form.Form{Fields: []form.Field{
		{Name: "text", Label: "Hai cột: tên đơn vị, chỉ tiêu", Help: "Mỗi dòng một đơn vị, cách nhau bằng tab hoặc dấu chấm phẩy. Số ghi 1200, 1.200 hay 1,2 nghìn đều được; tên viết tắt, không dấu cũng được.", Kind: form.LongText, Limit: door.FormMax},
		{Name: "file", Label: "Hoặc tệp .xlsx, .csv", Help: "Lấy trang tính đầu tiên.", Kind: form.File},
	}}, form.Fill(map[string]string{"text": sent.Get("text")}), problems)
	return &f
}

// pasting reads what was pasted and shows it; sent once more from there, it writes.
var pasting = door.Action{
	Route: "POST /targets/{id}/paste", Title: "Ghi phần chia dán từ bảng tính", Guard: door.Guard{Verb: campaign.Sharing},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		sent := a.Form()
		text, err := pastedText(a.R, sent)
		var m paste
		var lines []pasted
		var t campaign.Target
		draw := func(refused error) error {
			return a.See(func(*db.View) error {
				d, page, err := pasteAt(a)
				if err != nil {
					return err
				}
				m, t = page, d.t
				if refused == nil && viet.Clean(text) == "" {
					refused = fault.In("text", "Chưa có gì để đọc. Hãy dán hai cột, hoặc chọn một tệp.")
				}
				total := ""
				if refused == nil {
					if lines, total = readPasted(text); len(lines) == 0 {
						refused = fault.In("text", "Không đọc được dòng nào có tên đơn vị và số. Hãy dán đúng hai cột.")
					}
				}
				if refused != nil {
					m.Ask = d.pasteForm(sent, []form.Problem{form.ProblemOf(refused)})
					return nil
				}
				newMatcher(d.units, d.names).match(lines)
				picks(lines, sent)
				return d.showPasted(&m, text, lines, total, sent)
			})
		}
		if err := draw(err); err != nil {
			return ui.Outcome{}, err
		}
		again := ui.Outcome{Again: pasteView(m), Head: m.head(), Step: m.Read != nil}
		if m.Read == nil || sent.Get("write") == "" {
			return again, nil
		}
		batch := ""
		parts := partsOf(lines)
		err = a.Do(func(tx *db.Tx) (err error) {
			batch, err = campaign.Allot(tx, a.Object, version(a), campaign.Allotment{Parts: parts, Keep: campaign.KeepAsIs, What: fmt.Sprintf("dán %d dòng từ bảng tính", len(parts)),
				Because: campaign.Because{Dispatch: sent.Get("dispatch"), Item: sent.Get("item"), Reason: sent.Get("reason")}})
			return err
		})
		switch k := fault.KindOf(err); {
		case err == nil:
			return wrote(dividing(t), batch, fmt.Sprintf("Đã ghi %d dòng dán từ bảng tính.", len(parts))), nil
		case k != fault.Invalid && k != fault.Conflict:
			return ui.Outcome{}, err
		}
		why := ui.Notice{Tone: ui.Bad, Title: "Chưa ghi được", Text: fault.Text(err)}
		if stale := (*campaign.Stale)(nil); errors.As(err, &stale) {
			why.Text = errMoved.Error()
		}
		if err := draw(nil); err != nil {
			return ui.Outcome{}, err
		}
		m.Notices = append([]ui.Notice{why}, m.Notices...)
		return ui.Outcome{Again: pasteView(m), Head: m.head()}, nil
	},
}

// pastedText is what was typed, or what stands in the file.
func pastedText(r *http.Request, sent url.Values) (string, error) {
	if r.MultipartForm == nil {
		return sent.Get("text"), nil
	}
	file, head, err := r.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) {
		return sent.Get("text"), nil
	}
	if err != nil {
		return "", fault.In("file", "Không đọc được tệp. Hãy chọn lại tệp.")
	}
	defer file.Close()
	if head.Size == 0 {
		return sent.Get("text"), nil
	}
	body, err := io.ReadAll(file)
	if err != nil {
		return "", fault.In("file", "Không đọc được tệp. Hãy chọn lại tệp.")
	}
	text, err := pastedFile(body)
	if err != nil && fault.Field(err) == "" && fault.KindOf(err) == fault.Invalid {
		err = fault.In("file", "%s", fault.Text(err))
	}
	return text, err
}

func pickField(line int) string { return "pick-" + strconv.Itoa(line) }

// picks takes from what was sent which unit a doubtful line means: only one of those that were offered.
func picks(lines []pasted, sent url.Values) {
	taken := map[org.UnitID]int{}
	for _, p := range lines {
		if p.sure() {
			taken[p.unit] = p.line
		}
	}
	for i := range lines {
		p := &lines[i]
		u := sent.Get(pickField(p.line))
		if u == "" || p.unit != "" || p.problem != "" || !slices.Contains(p.maybe, u) {
			continue
		}
		if at, twice := taken[u]; twice {
			p.problem = "Trùng đơn vị với dòng " + ui.Int(int64(at)) + ". Hãy bỏ một dòng."
			continue
		}
		p.unit, taken[u] = u, p.line
	}
}

func partsOf(lines []pasted) (out []campaign.ShareOf) {
	for _, p := range lines {
		if p.sure() {
			out = append(out, campaign.ShareOf{Unit: p.unit, Quantity: p.quantity})
		}
	}
	return out
}

// showPasted draws what was read: what is in doubt first, then the balance as it would be, then what is sure.
func (d *cascade) showPasted(m *paste, text string, lines []pasted, total string, sent url.Values) error {
	papers, err := paperChoices(d.a, d.t.Unit, d.c.Owner)
	if err != nil {
		return err
	}
	r := &pasteRead{Action: "/targets/" + d.t.ID + "/paste", Cancel: "/targets/" + d.t.ID + "/paste", Hidden: door.Token("version", strconv.Itoa(d.t.Version)), Balance: d.balance()}
	r.Fields = ui.Form{}.Ask(form.Form{Fields: grounds(papers, "Lý do, khi đổi số của đơn vị đã nhận", false)},
		form.Fill(map[string]string{"reason": sent.Get("reason"), "dispatch": sent.Get("dispatch"), "item": sent.Get("item")}), nil).Fields
	r.Sure = ui.Table{Label: "Các dòng đã khớp", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Dán vào", Num: true}, {Label: "Đang giao", Num: true}, {Label: "Thay đổi", Num: true}},
		Empty: &ui.Empty{Icon: "file-input", Title: "Chưa dòng nào khớp chắc chắn"}}
	sum := int64(0)
	for _, p := range lines {
		sum += p.quantity
		if !p.sure() {
			d.doubt(r, p, sent)
			continue
		}
		r.Writes++
		was := d.kids[p.unit].Quantity
		r.Balance.Given += p.quantity - was
		if len(r.Sure.Rows) < sureMax {
			row := ui.Row{Cells: []ui.Cell{{Text: d.names[p.unit]}, {Text: ui.Int(p.quantity), Strong: true}, {Text: "–"}, {Text: "–"}}}
			if p.name != d.names[p.unit] {
				row.Cells[0].Sub = "dán: " + p.name
			}
			if was > 0 {
				row.Cells[2].Text = ui.Int(was)
			}
			if p.quantity != was {
				row.Cells[3].Text = signed(p.quantity - was)
			}
			r.Sure.Rows = append(r.Sure.Rows, row)
		}
	}
	if left := r.Writes - len(r.Sure.Rows); left > 0 {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Info, Title: "Và " + ui.Int(int64(left)) + " dòng khớp nữa", Text: "Bảng dưới chỉ hiện các dòng đầu; khi ghi, mọi dòng đã khớp đều được ghi."})
	}
	r.Text = text // as it came: lines are named by their number
	r.Balance.Kept = min(d.kept, max(0, r.Balance.Whole-r.Balance.Given))
	if r.Balance.Open() < 0 {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Bad, Title: "Tổng vượt chỉ tiêu " + ui.Int(-r.Balance.Open()) + " " + d.of.Label(), Text: "Ghi xong thì các đơn vị giữ " + ui.Int(r.Balance.Given) + ", trong khi chỉ tiêu là " + ui.Int(d.t.Quantity) + ". Hãy sửa số trong bảng tính rồi dán lại."})
	}
	if n, err := wholeNumber(total); total != "" && (err != nil || n != sum) {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Warn, Title: "Dòng tổng trong bảng tính không khớp", Text: "Dòng tổng ghi " + total + ", cộng các dòng lại được " + ui.Int(sum) + "."})
	}
	m.Read = r
	return nil
}

func (d *cascade) doubt(r *pasteRead, p pasted, sent url.Values) {
	if len(r.Doubts) == doubtsMax {
		r.More++
		return
	}
	x := doubt{Line: p.line, Name: p.name, Number: p.number, Problem: p.problem}
	if p.problem == "" && len(p.maybe) == 0 {
		x.Problem = "Không tìm thấy đơn vị trực thuộc nào có tên này. Hãy sửa tên, hoặc nhập tay."
	}
	if p.problem == "" && len(p.maybe) > 0 {
		x.Field, x.Picked = pickField(p.line), sent.Get(pickField(p.line))
		if _, answered := sent[x.Field]; !answered && len(p.maybe) == 1 {
			x.Picked = p.maybe[0] // proposed; who sends it has seen it
		}
		for _, u := range p.maybe {
			x.Choices = append(x.Choices, ui.Choice{Value: u, Label: d.names[u]})
		}
	}
	r.Doubts = append(r.Doubts, x)
}

func pasteSamples() ui.Samples[paste] {
	ask := ui.Form{ID: "form", Action: "/targets/t1/paste", Hidden: map[string]string{"token": "sample"}, Submit: "Xem trước", Upload: true, Fields: []ui.Field{{Name: "text", Label: "Hai cột: tên đơn vị, chỉ tiêu", Kind: ui.LongField}, {Name: "file", Label: "Hoặc tệp .xlsx, .csv", Kind: ui.FileField}}}
	sure := ui.Table{Label: "Các dòng đã khớp", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Dán vào", Num: true}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: "CĐCS TOTO", Sub: "dán: toto"}, {Text: "300"}}}}}
	read := pasteRead{Action: "/targets/t1/paste", Cancel: "/targets/t1/paste", Hidden: map[string]string{"token": "sample"}, Text: "toto\t300", Balance: ui.Balance{Whole: 1200, Given: 300, Of: "đơn vị máu"}, Sure: sure, Writes: 1}
	bad := read
	bad.Balance.Given, bad.More = 1_999_999, 40
	bad.Doubts = []doubt{{Line: 3, Name: longName, Number: "1.5", Problem: "“1.5” là 15 hay một phẩy năm? Hãy ghi lại."}, {Line: 4, Name: "toto", Number: "5", Field: "pick-4", Choices: []ui.Choice{{Value: "u1", Label: longName}, {Value: "u2", Label: "CĐCS TOTO"}}}}
	return ui.Samples[paste]{
		"empty":   {Title: "Dán chỉ tiêu từ bảng tính", Ask: &ask},
		"typical": {Title: "Dán chỉ tiêu từ bảng tính", Crumbs: sampleCrumbs, Read: &read},
		"worst":   {Title: "Dán chỉ tiêu từ bảng tính", Crumbs: sampleCrumbs, Notices: []ui.Notice{{Tone: ui.Bad, Title: "Tổng vượt chỉ tiêu", Text: longName}}, Read: &bad},
	}
}
