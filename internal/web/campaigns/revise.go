package campaigns

import (
	"fmt"
	"net/url"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/web/door"
)

// quantityField asks for a target's other number.
func quantityField(label, of string) form.Field {
	return form.Field{Name: "quantity", Label: label, Kind: form.Count, Required: true, Of: of}
}

// openTarget begins a sheet about one target.
func openTarget(a *door.Ask, title, submit string) (*promises, campaign.Target, *sheet, error) {
	p, t, err := targetAt(a, a.Path("id"))
	if err != nil {
		return nil, t, nil, err
	}
	s := &sheet{Title: title, Accent: p.accent(), submit: submit, cancel: "/targets/" + t.ID, about: t, hidden: []string{"version", fmt.Sprint(t.Version)},
		Lead:   p.names[t.Unit] + ": đang giao " + viet.FormatInt(t.Quantity) + " " + p.of[t.Indicator].Label() + ", " + t.Period.VN() + " (bản " + fmt.Sprint(t.Version) + ").",
		Crumbs: append(p.look.below(), ui.Link{Label: "Chỉ tiêu", Href: "/campaigns/" + p.c.ID + "/targets"}, ui.Link{Label: p.names[t.Unit], Href: "/targets/" + t.ID})}
	return p, t, s, nil
}

func doneTarget(text string) func(s *sheet) ui.Outcome {
	return func(s *sheet) ui.Outcome { return saidDone("/targets/"+s.about.(campaign.Target).ID, text) }
}

// revising gives a target another number.
var revising = inquiry{
	path: "/targets/{id}/revise", title: "Điều chỉnh chỉ tiêu",
	help:  "Đổi số của một chỉ tiêu đã giao; bản cũ vẫn giữ và vẫn xem được. Ghi số mới, dẫn văn bản điều chỉnh và lý do.",
	guard: door.Guard{Verb: campaign.Revising},
	open: func(a *door.Ask, _ url.Values) (*sheet, error) {
		p, t, s, err := openTarget(a, "Điều chỉnh chỉ tiêu", "Điều chỉnh")
		if err != nil {
			return nil, err
		}
		papers, err := paperChoices(a, t.Unit, p.c.Owner)
		if err != nil {
			return nil, err
		}
		s.form.Fields = append([]form.Field{quantityField("Chỉ tiêu mới", p.of[t.Indicator].Label())}, grounds(papers, "Lý do điều chỉnh", true)...)
		s.values = map[string]string{"quantity": viet.FormatInt(t.Quantity), "item": t.Item}
		if t.Parent != "" {
			s.Lead += " Phần tăng lấy từ dự phòng của cấp trên, phần giảm trả lại dự phòng ấy."
		}
		return s, nil
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		n, _ := s.answers.Number("quantity")
		return campaign.Revise(tx, a.Object, version(a), n.Lo, because(s.answers))
	},
	done: doneTarget("Đã điều chỉnh chỉ tiêu; bản cũ vẫn giữ."),
}

// proposing asks those above for another number.
var proposing = inquiry{
	path: "/targets/{id}/propose", title: "Đề nghị chỉ tiêu khác",
	help:  "Đơn vị đề nghị cấp trên giao số khác; chỉ tiêu giữ nguyên đến khi được đồng ý. Ghi số đề nghị và lý do.",
	guard: door.Guard{Verb: campaign.Proposing},
	open: func(a *door.Ask, _ url.Values) (*sheet, error) {
		p, t, s, err := openTarget(a, "Đề nghị chỉ tiêu khác", "Gửi đề nghị")
		if err != nil {
			return nil, err
		}
		s.form.Fields = []form.Field{quantityField("Số đơn vị đề nghị", p.of[t.Indicator].Label()), {Name: "reason", Label: "Lý do", Kind: form.LongText, Required: true, Limit: 1000}}
		return s, nil
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		n, _ := s.answers.Number("quantity")
		_, err := campaign.Propose(tx, a.Object, version(a), n.Lo, s.answers.Text("reason"))
		return err
	},
	done: doneTarget("Đã gửi đề nghị. Chỉ tiêu giữ nguyên đến khi cấp giao đồng ý."),
}

// disputing objects to a target.
var disputing = inquiry{
	path: "/targets/{id}/dispute", title: "Đề nghị xem lại chỉ tiêu",
	help:  "Báo cho cấp trên biết chỉ tiêu này cần xem lại. Ghi rõ lý do và căn cứ rồi gửi.",
	guard: door.Guard{Verb: campaign.Disputing},
	open: func(a *door.Ask, _ url.Values) (*sheet, error) {
		p, t, s, err := openTarget(a, "Đề nghị xem lại chỉ tiêu", "Gửi đề nghị")
		if err != nil {
			return nil, err
		}
		want := quantityField("Số đơn vị đề nghị", p.of[t.Indicator].Label())
		want.Required, want.Help = false, "Ghi số thì cấp giao đồng ý được ngay; để trống nếu chỉ muốn xem lại."
		s.form.Fields = []form.Field{{Name: "reason", Label: "Lý do", Help: "Chỉ tiêu vẫn có hiệu lực đến khi được điều chỉnh.", Kind: form.LongText, Required: true, Limit: 1000}, want}
		return s, nil
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		if err := campaign.Dispute(tx, a.Object, version(a), s.answers.Text("reason")); err != nil {
			return err
		}
		n, said := s.answers.Number("quantity")
		if !said {
			return nil
		}
		_, err := campaign.Propose(tx, a.Object, version(a)+1, n.Lo, s.answers.Text("reason"))
		return err
	},
	done: doneTarget("Đã gửi đề nghị xem lại."),
}

// agreeing gives a unit the number that it proposed.
var agreeing = inquiry{
	path: "/targets/{id}/agree", title: "Đồng ý đề nghị",
	help:  "Đồng ý với số đơn vị đề nghị; chỉ tiêu được điều chỉnh ngay, bản cũ vẫn giữ. Xem lại số và dẫn văn bản nếu có.",
	guard: door.Guard{Verb: campaign.Revising},
	open: func(a *door.Ask, sent url.Values) (*sheet, error) {
		p, t, s, err := openTarget(a, "Đồng ý đề nghị của đơn vị", "Đồng ý, điều chỉnh chỉ tiêu")
		if err != nil {
			return nil, err
		}
		o, err := proposalOf(a.V, sent.Get("proposal"), t.ID)
		if err != nil {
			return nil, err
		}
		s.Above = ui.Notice{Tone: ui.Info, Title: "Đơn vị đề nghị " + viet.FormatInt(o.Quantity) + " thay cho " + viet.FormatInt(t.Quantity), Text: o.Reason}
		s.hidden = append(s.hidden, "proposal", o.ID)
		papers, err := paperChoices(a, t.Unit, p.c.Owner)
		s.form.Fields = grounds(papers, "Lời trả lời", false)
		return s, err
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		if _, err := proposalOf(&tx.View, a.Form().Get("proposal"), a.Object); err != nil {
			return err
		}
		return campaign.Agree(tx, a.Form().Get("proposal"), version(a), because(s.answers))
	},
	done: doneTarget("Đã đồng ý và điều chỉnh chỉ tiêu."),
}

// declining leaves a target as it is.
var declining = inquiry{
	path: "/targets/{id}/decline", title: "Không đồng ý đề nghị",
	help:  "Trả lời đơn vị rằng chỉ tiêu không đổi theo đề nghị. Ghi lý do để đơn vị hiểu.",
	guard: door.Guard{Verb: campaign.Revising},
	open: func(a *door.Ask, sent url.Values) (*sheet, error) {
		_, t, s, err := openTarget(a, "Không đồng ý đề nghị của đơn vị", "Giữ nguyên chỉ tiêu")
		if err != nil {
			return nil, err
		}
		o, err := proposalOf(a.V, sent.Get("proposal"), t.ID)
		if err != nil {
			return nil, err
		}
		s.Above = ui.Notice{Tone: ui.Info, Title: "Đơn vị đề nghị " + viet.FormatInt(o.Quantity) + " thay cho " + viet.FormatInt(t.Quantity), Text: o.Reason}
		s.hidden = append(s.hidden, "proposal", o.ID)
		s.form.Fields = []form.Field{{Name: "reason", Label: "Lý do không đồng ý", Kind: form.LongText, Required: true, Limit: 1000}}
		return s, nil
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		if _, err := proposalOf(&tx.View, a.Form().Get("proposal"), a.Object); err != nil {
			return err
		}
		return campaign.Decline(tx, a.Form().Get("proposal"), s.answers.Text("reason"))
	},
	done: doneTarget("Đã trả lời đơn vị."),
}

// upholding leaves a target that a unit objects to as it is.
var upholding = inquiry{
	path: "/targets/{id}/uphold", title: "Giữ nguyên chỉ tiêu",
	help:  "Trả lời đề nghị xem lại: chỉ tiêu giữ nguyên, đơn vị xác nhận lại. Ghi lý do để đơn vị hiểu.",
	guard: door.Guard{Verb: campaign.Revising},
	open: func(a *door.Ask, _ url.Values) (*sheet, error) {
		_, t, s, err := openTarget(a, "Giữ nguyên chỉ tiêu", "Giữ nguyên, trả lời đơn vị")
		if err != nil {
			return nil, err
		}
		if t.State == campaign.Disputed {
			s.Above = ui.Notice{Tone: ui.Info, Title: "Đơn vị đề nghị xem lại", Text: t.Reason}
		}
		s.form.Fields = []form.Field{{Name: "reason", Label: "Lý do giữ nguyên", Kind: form.LongText, Required: true, Limit: 1000}}
		return s, nil
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		return campaign.Uphold(tx, a.Object, version(a), s.answers.Text("reason"))
	},
	done: doneTarget("Đã trả lời đơn vị: chỉ tiêu giữ nguyên, đơn vị xác nhận lại."),
}

// accepting takes a target on.
var accepting = inquiry{
	path: "/targets/{id}/accept", title: "Nhận chỉ tiêu",
	help:  "Đơn vị xác nhận nhận chỉ tiêu cấp trên giao. Xem lại số, kỳ và văn bản rồi bấm “Nhận chỉ tiêu”.",
	guard: door.Guard{Verb: campaign.AcceptingTarget},
	open: func(a *door.Ask, _ url.Values) (*sheet, error) {
		_, _, s, err := openTarget(a, "Nhận chỉ tiêu này?", "Nhận chỉ tiêu")
		return s, err
	},
	act:  func(tx *db.Tx, a *door.Ask, s *sheet) error { return campaign.Accept(tx, a.Object, version(a)) },
	done: doneTarget("Đã nhận chỉ tiêu."),
}

// proposalOf finds a proposal for a target: leave was asked for that target and no other.
func proposalOf(v *db.View, id, target string) (campaign.Proposal, error) {
	o, err := campaign.ProposalByID(v, id)
	if err == nil && o.Target != target {
		err = fault.NotFoundf("Không có đề nghị này cho chỉ tiêu đang xem. Hãy mở lại trang chỉ tiêu.")
	}
	return o, err
}
