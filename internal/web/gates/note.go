package gates

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/photo"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/daybook"
	"phongtrao/internal/web/door"
)

// reporting notes an incident down.
var reporting = deed{
	path: "/activities/{id}/day/incident", title: "Ghi sự việc",
	help:  "Ghi nhanh việc vừa xảy ra ở điểm để cả đội và trung tâm cùng biết. Chọn loại, ghi chuyện gì và ở đâu; không ghi tên người.",
	guard: door.Guard{Verb: daybook.Noting},
	open: func(s *site, sent url.Values) (*sheet, error) {
		q := s.sheet("Ghi sự việc", "Ghi lại", "/day")
		kinds := form.Field{Name: "kind", Label: "Loại", Kind: form.OneOf, Required: true}
		for _, k := range daybook.Kinds {
			kinds.Choices = append(kinds.Choices, form.Choice{Value: string(k), Label: k.Label()})
		}
		q.form.Fields = []form.Field{kinds,
			{Name: "text", Label: "Chuyện gì", Help: "Không ghi tên người.", Kind: form.LongText, Required: true, Limit: 1000},
			{Name: "spot", Label: "Ở đâu", Help: "Ví dụ: cổng A2, vạch xuất phát.", Kind: form.Text, Limit: 100},
			{Name: "at", Label: "Lúc", Help: "Ví dụ 6:40. Để trống là vừa xong.", Kind: form.Text, Limit: 8}}
		return q, nil
	},
	act: func(tx *db.Tx, s *site, q *sheet) error {
		i := daybook.Incident{Activity: s.act.ID, Kind: daybook.Kind(q.answers.Text("kind")), Text: q.answers.Text("text"), Spot: q.answers.Text("spot")}
		if typed := q.answers.Text("at"); typed != "" {
			at, err := hourOf(typed)
			if err != nil {
				return fault.In("at", "Không đọc được giờ “%s”. Hãy ghi như 6:40.", typed)
			}
			i.At = day.InstantOf(tx.At.Day().Start().Time().Add(at))
		}
		_, err := daybook.Report(tx, i)
		return err
	},
	done: func(s *site, q *sheet) ui.Outcome { return said(s.path("/day"), "Đã ghi sự việc.") },
}

// settling says how an incident was dealt with.
var settling = deed{
	path: "/activities/{id}/day/incident/{incident}", title: "Ghi đã xử lý",
	help:  "Ghi sự việc đã được xử lý thế nào để mọi người yên tâm. Sự việc vẫn còn trong nhật ký của điểm.",
	guard: door.Guard{Verb: daybook.Noting},
	open: func(s *site, sent url.Values) (*sheet, error) {
		all, err := daybook.Incidents(s.a.V, s.act.ID)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(all, func(i daybook.Incident) bool { return i.ID == s.a.Path("incident") })
		if i < 0 {
			return nil, fault.NotFoundf("Không tìm thấy sự việc này ở điểm. Hãy tải lại trang.")
		}
		q := s.sheet("Ghi đã xử lý", "Đã xử lý", "/day")
		q.Above = ui.Notice{Tone: ui.Info, Title: all[i].Kind.Label(), Text: all[i].Text}
		q.form.Fields = []form.Field{{Name: "how", Label: "Đã xử lý thế nào", Kind: form.LongText, Required: true, Limit: 1000}}
		return q, nil
	},
	act: func(tx *db.Tx, s *site, q *sheet) error {
		return daybook.Settle(tx, s.act.ID, s.a.Path("incident"), q.answers.Text("how"))
	},
	done: func(s *site, q *sheet) ui.Outcome { return said(s.path("/day"), "Đã ghi cách xử lý.") },
}

// photoMax is how large one picture may be.
const photoMax = 12 << 20

// photographing keeps a picture.
var photographing = deed{
	path: "/activities/{id}/day/photo", title: "Thêm ảnh",
	help:  "Thêm ảnh của điểm, kèm việc người trong ảnh đã đồng ý hay chưa. Nơi chụp ghi trong ảnh được bỏ đi trước khi lưu.",
	guard: door.Guard{Verb: daybook.Noting},
	open: func(s *site, sent url.Values) (*sheet, error) {
		q := s.sheet("Thêm ảnh", "Thêm ảnh", "/day")
		consent := form.Field{Name: "consent", Label: "Người trong ảnh", Kind: form.OneOf, Required: true}
		for _, c := range daybook.Consents {
			consent.Choices = append(consent.Choices, form.Choice{Value: string(c), Label: c.Label()})
		}
		q.form.Fields = []form.Field{{Name: "photo", Label: "Ảnh", Help: "JPEG hoặc PNG, nhỏ hơn 12 MB.", Kind: form.File, Accept: []string{".jpg", ".jpeg", ".png"}}, consent,
			{Name: "text", Label: "Ảnh chụp gì", Help: "Không ghi tên người.", Kind: form.Text, Limit: 300}}
		return q, nil
	},
	do: func(a *door.Ask, q *sheet, work func(tx *db.Tx) error) error {
		p, err := received(a)
		if err != nil {
			return err
		}
		q.made = p
		return a.Do(work)
	},
	act: func(tx *db.Tx, s *site, q *sheet) error {
		p, _ := q.made.(daybook.Photo)
		p.Activity, p.Consent, p.Text = s.act.ID, daybook.Consent(q.answers.Text("consent")), q.answers.Text("text")
		_, err := daybook.Add(tx, p)
		return err
	},
	done: func(s *site, q *sheet) ui.Outcome { return said(s.path("/day")+"#photos", "Đã thêm ảnh.") },
}

// received keeps the picture of a form. What it says of the place where it was taken is left out before it touches the disk.
func received(a *door.Ask) (daybook.Photo, error) {
	var p daybook.Photo
	f, head, err := a.R.FormFile("photo")
	if err != nil {
		return p, fault.In("photo", "Hãy chọn một tệp ảnh.")
	}
	defer f.Close()
	if head.Size > photoMax {
		return p, fault.In("photo", "Ảnh lớn hơn %d MB. Hãy chụp lại với độ phân giải thấp hơn.", photoMax>>20)
	}
	b, err := io.ReadAll(io.LimitReader(f, photoMax+1))
	if err != nil {
		return p, err
	}
	p.Media = photo.Sniff(b)
	if p.Media != photo.JPEG && p.Media != photo.PNG {
		return p, fault.In("photo", "Tệp này không phải ảnh JPEG hay PNG. Ảnh HEIC của iPhone: vào Cài đặt, Camera, Định dạng, chọn “Tương thích nhất” rồi chụp lại.")
	}
	if b, err = photo.Clean(b); err != nil {
		return p, fault.In("photo", "Ảnh bị hỏng hoặc tải lên chưa hết. Hãy chọn lại.")
	}
	p.Hash, err = a.House.Files.Put(bytes.NewReader(b), photoMax)
	return p, err
}

// hiding takes a picture out of sight.
var hiding = deed{
	path: "/activities/{id}/day/photo/{photo}/hide", title: "Gỡ ảnh",
	help:  "Gỡ ảnh khỏi trang của điểm, ví dụ khi người trong ảnh không muốn. Ghi lý do để sau này còn biết.",
	guard: door.Guard{Verb: daybook.Noting},
	open: func(s *site, sent url.Values) (*sheet, error) {
		p, err := daybook.PhotoOf(s.a.V, s.act.ID, s.a.Path("photo"))
		if err != nil {
			return nil, err
		}
		q := s.sheet("Gỡ ảnh", "Gỡ ảnh", "/day")
		q.Drawn.Danger = true
		q.Lead = viet.Clean("Gỡ ảnh này khỏi trang của điểm? " + p.Text)
		q.form.Fields = []form.Field{{Name: "reason", Label: "Lý do", Kind: form.Text, Required: true, Limit: 200}}
		return q, nil
	},
	act: func(tx *db.Tx, s *site, q *sheet) error {
		return daybook.Hide(tx, s.act.ID, s.a.Path("photo"), q.answers.Text("reason"))
	},
	done: func(s *site, q *sheet) ui.Outcome { return said(s.path("/day"), "Đã gỡ ảnh.") },
}

// picture hands out a picture that is shown.
var picture = door.Stream{
	Route: "GET /activities/{id}/day/photo/{photo}", Title: "Ảnh tại điểm", Guard: door.Guard{Verb: daybook.Seeing},
	Send: func(a *door.Ask, w http.ResponseWriter) error {
		p, err := daybook.PhotoOf(a.V, a.Object, a.Path("photo"))
		if err != nil {
			return err
		}
		if p.Hidden != "" {
			return fault.NotFoundf("Ảnh này đã được gỡ.")
		}
		f, err := a.House.Files.Open(p.Hash)
		if err != nil {
			return err
		}
		defer f.Close()
		door.Shown(w, p.Media, "anh")
		_, err = io.Copy(w, f)
		return err
	},
}
