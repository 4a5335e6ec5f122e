package campaigns

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// split is the page on which a target is spread by some basis: how, and what would come of it, before anything is written.
type split struct {
	Title   string
	Crumbs  []ui.Link
	Accent  ui.Accent
	Ask     ui.Form
	Notices []ui.Notice
	Preview *ui.Shares
	Pager   ui.Pager
}

func (m split) head() ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs, Accent: m.Accent} }

// The ways to spread a target.
const (
	evenly   = "even"
	byMember = "members"
	byLast   = "last"
	byScale  = "scale"
)

var splitWays = []form.Choice{
	{Value: evenly, Label: "Chia đều"}, {Value: byMember, Label: "Theo số đoàn viên"},
	{Value: byLast, Label: "Theo kết quả cùng kỳ năm trước"}, {Value: byScale, Label: "Tăng, giảm mọi đơn vị theo một tỷ lệ"},
}

var splitPage = door.Page[split]{
	Route: "GET /targets/{id}/split", Title: "Chia theo căn cứ", Guard: door.Guard{Verb: campaign.Sharing},
	Help:    "Chia chỉ tiêu theo đoàn viên, theo năm trước, chia đều hoặc tăng giảm cùng tỷ lệ; xem trước rồi mới ghi. Đơn vị chưa có căn cứ được nêu tên và để bạn nhập tay.",
	Load:    func(a *door.Ask) (split, error) { return loadSplit(a, a.R.URL.Query(), nil) },
	View:    func(m split) ui.Component { return splitView(m) },
	Head:    func(m split) ui.Head { return m.head() },
	Samples: splitSamples(),
}

// splitForm asks how to spread.
func splitForm(d *cascade) form.Form {
	return form.Form{Fields: []form.Field{
		{Name: "how", Label: "Căn cứ", Kind: form.OneOf, Required: true, Choices: splitWays},
		{Name: "who", Label: "Chia cho", Kind: form.OneOf, Required: true, Choices: []form.Choice{{Value: "all", Label: "Mọi đơn vị trực thuộc"}, {Value: "given", Label: "Chỉ các đơn vị đang được giao"}}},
		{Name: "keep", Label: "Dự phòng giữ lại", Kind: form.Count, Of: d.of.Label()},
		{Name: "step", Label: "Làm tròn từng phần đến", Kind: form.OneOf, Required: true, Choices: []form.Choice{{Value: "1", Label: "1"}, {Value: "5", Label: "5"}, {Value: "10", Label: "10"}, {Value: "100", Label: "100"}, {Value: "1000", Label: "1.000"}}},
		{Name: "by", Label: "Tỷ lệ tăng, giảm (%)", Help: "Chỉ dùng khi tăng, giảm theo một tỷ lệ. Ví dụ 5, hoặc -2,5.", Kind: form.Text, Limit: 12},
	}}
}

// plan is a spreading that was reckoned and not written.
type plan struct {
	parts   []campaign.ShareOf
	missing []org.UnitID
	left    int64
	keep    int64
	words   string
	basis   func(org.UnitID) ledger.Question // nil where nothing is known of each unit
	known   map[org.UnitID]ledger.Total
}

// digest names a plan: what is written must be what was looked at.
func (p plan) digest() string {
	h := sha256.New()
	for _, s := range p.parts {
		fmt.Fprintln(h, s.Unit, s.Quantity)
	}
	fmt.Fprintln(h, p.keep)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// reckon spreads the target as the answers say.
func (d *cascade) spread(answers form.Answers) (p plan, err error) {
	keep, _ := answers.Number("keep")
	step, _ := strconv.ParseInt(answers.Text("step"), 10, 64)
	p.keep = keep.Lo
	var units []org.UnitID
	for _, u := range d.units {
		if _, lives := d.below[u]; answers.Text("who") == "all" && lives || d.is("given", u) {
			units = append(units, u)
		}
	}
	others := int64(0) // what those hold that are not asked
	for u, k := range d.kids {
		if !slices.Contains(units, u) {
			others += k.Quantity
		}
	}
	basis := make([]campaign.Basis, len(units))
	for i, u := range units {
		basis[i] = campaign.Basis{Unit: u, Has: d.kids[u].Quantity, Weight: 1, Known: true}
	}
	switch how := answers.Text("how"); how {
	case evenly:
		p.words = "chia đều"
	case byScale:
		return d.scale(answers.Text("by"), basis)
	case byMember, byLast:
		p.basis, p.words = d.members, "chia theo số đoàn viên ngày "+d.on.VN()
		if how == byLast {
			p.basis, p.words = d.lastYear, "chia theo kết quả "+yearBefore(d.t.Period).VN()
		}
		if how == byMember {
			if _, err := indicator.Get(d.v, membersKey); err != nil {
				return p, fault.In("how", "Chưa có chỉ số “Số đoàn viên” nên chưa chia theo đoàn viên được. Hãy chọn căn cứ khác.")
			}
		}
		if p.known, err = d.known(p.basis, units); err != nil {
			return p, err
		}
		for i, u := range units {
			basis[i].Weight, basis[i].Known = max(0, p.known[u].Lo), p.known[u].Entries > 0
		}
	}
	p.parts, p.missing, p.left, err = campaign.Spread(max(0, d.t.Quantity-others), p.keep, step, basis)
	return p, err
}

// scale changes what units have by a percentage.
func (d *cascade) scale(by string, basis []campaign.Basis) (p plan, err error) {
	tenths, err := signedTenths(by)
	if err != nil {
		return p, err
	}
	p.keep, p.words = campaign.KeepAsIs, "điều chỉnh "+viet.Clean(by)+"% mọi đơn vị"
	basis = slices.DeleteFunc(basis, func(b campaign.Basis) bool { return b.Has == 0 })
	if p.parts, err = campaign.Scale(tenths, basis); err != nil {
		return p, err
	}
	p.left = d.t.Reserve
	for i, s := range p.parts {
		p.left -= s.Quantity - basis[i].Has
	}
	if p.left < 0 {
		return p, fault.In("by", "Tăng như vậy vượt chỉ tiêu %s là %s. Hãy chọn tỷ lệ nhỏ hơn, hoặc điều chỉnh chỉ tiêu của cấp trên trước.", viet.FormatInt(d.t.Quantity), viet.FormatInt(-p.left))
	}
	return p, nil
}

// signedTenths reads a percentage with at most one decimal, down as well as up: "5", "-2,5".
func signedTenths(text string) (int64, error) {
	s := viet.Clean(text)
	sign := int64(1)
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	n, err := viet.ParseDecimal(s)
	if err != nil || n.Places > 1 || n.Units < 0 || n.Units > 1e6 {
		return 0, fault.In("by", "Không đọc được tỷ lệ “%s”. Hãy ghi như 5, hoặc -2,5.", text)
	}
	if n.Places == 0 {
		n.Units *= 10
	}
	return sign * n.Units, nil
}

// loadSplit draws the page; refused says why what was looked at was not written.
func loadSplit(a *door.Ask, sent url.Values, refused error) (split, error) {
	t, err := campaign.TargetByID(a.V, a.Path("id"))
	if err != nil {
		return split{}, err
	}
	d, _, err := cascadeAt(a, t.Campaign, t.ID)
	if err != nil {
		return split{}, err
	}
	m := split{Title: "Chia " + ui.Int(t.Quantity) + " " + d.of.Label() + " theo căn cứ", Accent: d.accent(),
		Crumbs: append(d.crumbs(), ui.Link{Label: d.names[t.Unit], Href: dividing(t)})}
	ask := splitForm(d)
	f := ui.Form{ID: "how", Get: true, Action: "/targets/" + t.ID + "/split", Submit: "Xem trước", Cancel: dividing(t), Wide: true}
	if sent.Get("how") == "" {
		m.Ask = f.Ask(ask, form.Fill(map[string]string{"how": evenly, "who": "all", "keep": viet.FormatInt(d.kept), "step": "1"}), nil)
		return m, nil
	}
	answers, problems := ask.Parse(sent)
	var p plan
	if len(problems) == 0 {
		if p, err = d.spread(answers); err != nil {
			if fault.KindOf(err) != fault.Invalid {
				return m, err
			}
			problems = append(problems, form.ProblemOf(err))
		}
	}
	if refused != nil {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Bad, Title: "Chưa ghi được", Text: fault.Text(refused)})
	}
	m.Ask = f.Ask(ask, answers, problems)
	if len(problems) > 0 {
		return m, nil
	}
	return m, d.preview(&m, p, sent)
}

// preview draws what would be written.
func (d *cascade) preview(m *split, p plan, sent url.Values) error {
	if n := len(p.missing); n > 0 {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Warn, Title: ui.Int(int64(n)) + " đơn vị chưa có căn cứ, giữ nguyên số đang có",
			Text: fewNames(d.names, p.missing, 8) + ". Sau khi ghi, hãy nhập tay cho các đơn vị này; chưa biết không có nghĩa là 0.", Link: &ui.Link{Label: "Xem các đơn vị chưa giao", Href: d.address("show", "none")}})
	}
	if p.left > 0 {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Info, Title: "Còn mở " + ui.Int(p.left) + " " + d.of.Label(), Text: "Phần này chưa thuộc đơn vị nào; chia tiếp bằng tay, hoặc để lại làm dự phòng."})
	}
	after, _ := strconv.Atoi(sent.Get("after"))
	after = max(0, min(after, len(p.parts)))
	rows := p.parts[after:min(after+sharesMax, len(p.parts))]
	b := d.balance()
	b.Given = d.t.Quantity - p.left - max(0, p.keep)
	b.Kept = p.keep
	if p.keep == campaign.KeepAsIs {
		b.Kept = min(d.kept, p.left)
		b.Given = d.t.Quantity - p.left
	}
	papers, err := paperChoices(d.a, d.t.Unit, d.c.Owner)
	if err != nil {
		return err
	}
	s := ui.Shares{ID: "shares", Label: "Xem trước phần chia", Balance: b, Action: "/targets/" + d.t.ID + "/split", Typed: ui.Column{Label: "Sẽ giao", Num: true}, Submit: "Ghi phần chia của " + ui.Int(int64(len(p.parts))) + " đơn vị",
		Cancel: dividing(d.t), Note: capital(p.words) + ". Chưa ghi gì. Tổng các phần cộng dự phòng và phần còn mở đúng bằng " + ui.Int(d.t.Quantity) + ".",
		Hidden: door.Token("version", strconv.Itoa(d.t.Version), "digest", p.digest())}
	for _, f := range splitForm(d).Fields {
		s.Hidden[f.Name] = sent.Get(f.Name)
	}
	if p.basis != nil {
		s.Before = []ui.Column{{Label: "Căn cứ", Num: true}}
	}
	s.After = []ui.Column{{Label: "Đang giao", Num: true}, {Label: "Thay đổi", Num: true}}
	s.Fields = ui.Form{}.Ask(form.Form{Fields: grounds(papers, "Lý do, khi đổi số của đơn vị đã nhận", false)}, form.Fill(map[string]string{"reason": sent.Get("reason"), "dispatch": sent.Get("dispatch"), "item": sent.Get("item")}), nil).Fields
	for _, part := range rows {
		was := d.kids[part.Unit].Quantity
		r := ui.ShareRow{Name: d.names[part.Unit], Href: "/units/" + part.Unit, Value: ui.Int(part.Quantity), After: []ui.Cell{{Text: "–"}, {Text: "–"}}}
		if p.basis != nil {
			r.Before = []ui.Cell{figureCell(p.basis(part.Unit), p.known[part.Unit])}
		}
		if was > 0 {
			r.After[0].Text = ui.Int(was)
		}
		if more := part.Quantity - was; more != 0 {
			r.Changed, r.After[1].Text = true, signed(more)
		}
		s.Rows = append(s.Rows, r)
	}
	m.Preview = &s
	to := func(after int) string {
		q := url.Values{}
		for _, f := range splitForm(d).Fields {
			q.Set(f.Name, sent.Get(f.Name))
		}
		q.Set("after", strconv.Itoa(after))
		return "/targets/" + d.t.ID + "/split?" + q.Encode()
	}
	m.Pager = ui.Pager{Label: "Trang xem trước", Text: fmt.Sprintf("%d–%d trong %s đơn vị", after+1, after+len(rows), ui.Int(int64(len(p.parts))))}
	if after > 0 {
		m.Pager.Prev = to(max(0, after-sharesMax))
	}
	if after+sharesMax < len(p.parts) {
		m.Pager.Next = to(after + sharesMax)
	}
	return nil
}

func signed(n int64) string {
	if n > 0 {
		return "+" + ui.Int(n)
	}
	return "−" + ui.Int(-n)
}

// fewNames names the first of some units, and counts the rest.
func fewNames(names map[org.UnitID]string, units []org.UnitID, most int) string {
	text := ""
	for i, u := range units {
		if i == most {
			return text + fmt.Sprintf(" và %d đơn vị khác", len(units)-most)
		}
		if i > 0 {
			text += ", "
		}
		text += names[u]
	}
	return text
}

// errMoved refuses a plan whose basis is no longer what it was when it was looked at.
var errMoved = fault.Conflictf("Căn cứ hoặc số đang giao vừa thay đổi từ lúc bạn xem trước. Bảng dưới đây là số mới; hãy xem lại rồi ghi.")

// splitting writes a plan as it was looked at.
var splitting = door.Action{
	Route: "POST /targets/{id}/split", Title: "Ghi phần chia theo căn cứ", Guard: door.Guard{Verb: campaign.Sharing},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		sent := a.Form()
		var p plan
		var t campaign.Target
		refused := a.See(func(*db.View) error {
			var err error
			if t, err = campaign.TargetByID(a.V, a.Object); err != nil {
				return err
			}
			d, _, err := cascadeAt(a, t.Campaign, t.ID)
			if err != nil {
				return err
			}
			answers, problems := splitForm(d).Parse(sent)
			if len(problems) > 0 {
				return form.Fault(problems)
			}
			if p, err = d.spread(answers); err == nil && p.digest() != sent.Get("digest") {
				err = errMoved
			}
			return err
		})
		batch := ""
		if refused == nil {
			refused = a.Do(func(tx *db.Tx) (err error) {
				batch, err = campaign.Allot(tx, a.Object, version(a), campaign.Allotment{Parts: p.parts, Keep: p.keep, What: p.words,
					Because: campaign.Because{Dispatch: sent.Get("dispatch"), Item: sent.Get("item"), Reason: sent.Get("reason")}})
				return err
			})
		}
		if refused == nil {
			return wrote(dividing(t), batch, "Đã ghi phần chia của "+ui.Int(int64(len(p.parts)))+" đơn vị ("+p.words+")."), nil
		}
		if k := fault.KindOf(refused); k != fault.Invalid && k != fault.Conflict {
			return ui.Outcome{}, refused
		}
		if stale := (*campaign.Stale)(nil); errors.As(refused, &stale) {
			refused = errMoved
		}
		var m split
		err := a.See(func(*db.View) (err error) {
			m, err = loadSplit(a, sent, refused)
			return err
		})
		return ui.Outcome{Again: splitView(m), Head: m.head()}, err
	},
}

func splitSamples() ui.Samples[split] {
	ask := ui.Form{ID: "how", Get: true, Action: "/targets/t1/split", Submit: "Xem trước", Wide: true}.Ask(
		form.Form{Fields: []form.Field{{Name: "how", Label: "Căn cứ", Kind: form.OneOf, Choices: splitWays}, {Name: "keep", Label: "Dự phòng giữ lại", Kind: form.Count}}}, form.Fill(map[string]string{"how": evenly}), nil)
	s := ui.Shares{ID: "shares", Label: "Xem trước phần chia", Action: "/targets/t1/split", Hidden: map[string]string{"token": "sample"}, Typed: ui.Column{Label: "Sẽ giao", Num: true}, Balance: ui.Balance{Whole: 1200, Given: 1100, Kept: 100, Of: "đơn vị máu"},
		Before: []ui.Column{{Label: "Căn cứ", Num: true}}, After: []ui.Column{{Label: "Đang giao", Num: true}}, Rows: []ui.ShareRow{{Name: "CĐCS TOTO", Value: "700", Changed: true, Before: []ui.Cell{{Body: fig(800)}}, After: []ui.Cell{{Text: "300"}}}}}
	typical := split{Title: "Chia 1.200 đơn vị máu theo căn cứ", Crumbs: sampleCrumbs, Ask: ask, Preview: &s}
	worst := typical
	long := s
	long.ID = "long"
	long.Rows = []ui.ShareRow{{Name: longName, Value: "999.999.999.999", Before: []ui.Cell{{Body: figs(manyDong, "")}}, After: []ui.Cell{{Text: "1"}}}}
	worst.Preview = &long
	worst.Notices = []ui.Notice{{Tone: ui.Warn, Title: "2.819 đơn vị chưa có căn cứ, giữ nguyên số đang có", Text: longName + " và 2.818 đơn vị khác.", Link: &ui.Link{Label: "Xem các đơn vị chưa giao", Href: "/campaigns/c1/targets?show=none"}}}
	worst.Pager = ui.Pager{Text: "1–80 trong 2.819 đơn vị", Next: "/targets/t1/split?after=80"}
	return ui.Samples[split]{"empty": {Title: "Chia 10 người theo căn cứ", Ask: ask}, "typical": typical, "worst": worst}
}
