package campaigns

import (
	"fmt"
	"net/url"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kind"
	"phongtrao/internal/web/door"
)

// editing describes a campaign anew. What it is (kind, leader, period, document) is not asked: it stays.
var editing = inquiry{
	path: "/campaigns/{id}/edit", title: "Sửa phần giới thiệu phong trào", guard: door.Guard{Verb: campaign.Editing},
	help: "Sửa tên, lời giới thiệu, chỉ số chính và màu của phong trào; số liệu và chỉ tiêu không đổi. Bản cũ vẫn giữ, kèm người sửa và giờ sửa.",
	open: func(a *door.Ask, _ url.Values) (*sheet, error) {
		l, err := lookAt(a, a.Path("id"))
		if err != nil {
			return nil, err
		}
		s := &sheet{Title: "Sửa phần giới thiệu phong trào", Lead: "Loại hình, đơn vị chủ trì, thời gian và văn bản phát động không sửa ở đây: chúng nói phong trào là gì.",
			Crumbs: l.below(), Accent: l.accent(), submit: "Lưu bản mới", cancel: "/campaigns/" + l.c.ID, about: l.c, hidden: []string{"version", fmt.Sprint(l.c.Version)}}
		lead := form.Field{Name: "lead", Label: "Chỉ số chính", Kind: form.OneOf, Required: true, Help: "Số hiện to nhất trên trang và trong danh sách."}
		for _, i := range kind.Indicators(l.k) {
			lead.Choices = append(lead.Choices, form.Choice{Value: i.Key, Label: i.Name + " (" + i.Label() + ")"})
		}
		accents := form.Field{Name: "accent", Label: "Màu của phong trào", Kind: form.OneOf, Required: true}
		for _, w := range campaign.Accents {
			accents.Choices = append(accents.Choices, form.Choice{Value: w, Label: capital(campaign.AccentLabel(w))})
		}
		s.form.Fields = []form.Field{
			{Name: "name", Label: "Tên phong trào", Help: "Như trong văn bản, có năm.", Kind: form.Text, Required: true},
			{Name: "summary", Label: "Giới thiệu", Help: "Một, hai câu: hưởng ứng gì, ở đâu, dành cho ai.", Kind: form.LongText, Limit: 1000},
			lead, accents}
		s.values = map[string]string{"name": l.c.Name, "summary": l.c.Summary, "lead": l.lead.Key, "accent": l.c.Accent}
		return s, nil
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		return campaign.Edit(tx, a.Object, version(a), campaign.Words{Name: s.answers.Text("name"), Summary: s.answers.Text("summary"),
			Lead: s.answers.Text("lead"), Accent: s.answers.Text("accent")})
	},
	done: func(s *sheet) ui.Outcome {
		return saidDone("/campaigns/"+s.about.(campaign.Campaign).ID, "Đã lưu phần giới thiệu mới; bản cũ vẫn giữ.")
	},
}
