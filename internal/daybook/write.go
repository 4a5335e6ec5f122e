package daybook

import (
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/blob"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Limits of what is noted, in characters.
const (
	textMax = 1000
	spotMax = 100
)

// Report keeps an incident and returns its key. When it happened is now where i.At is 0.
func Report(tx *db.Tx, i Incident) (string, error) {
	i.Text, i.Spot = viet.Clean(i.Text), viet.Clean(i.Spot)
	if i.At == 0 {
		i.At = tx.At
	}
	switch {
	case i.Kind.Label() == "":
		return "", fault.In("kind", "Hãy chọn loại sự việc.")
	case i.Text == "":
		return "", fault.In("text", "Hãy ghi ngắn gọn việc gì đã xảy ra.")
	case len([]rune(i.Text)) > textMax:
		return "", fault.In("text", "Nội dung dài quá %d ký tự. Hãy ghi ngắn lại.", textMax)
	case len([]rune(i.Spot)) > spotMax:
		return "", fault.In("spot", "Nơi xảy ra dài quá %d ký tự. Hãy ghi ngắn lại.", spotMax)
	case i.At > tx.At:
		return "", fault.In("at", "Giờ xảy ra còn ở phía trước. Hãy xem lại giờ.")
	}
	a, err := activity.Get(&tx.View, i.Activity)
	if err != nil {
		return "", err
	}
	i.ID = tx.ID()
	act.Note(tx, "“"+a.Name+"”: "+i.Kind.Label()+".")
	return i.ID, insertIncident(tx, i)
}

// Settle says how an incident of a site was dealt with.
func Settle(tx *db.Tx, activityID, id, how string) error {
	all, err := Incidents(&tx.View, activityID)
	if err != nil {
		return err
	}
	if how = viet.Clean(how); how == "" {
		return fault.In("how", "Hãy ghi đã xử lý thế nào.")
	}
	for _, i := range all {
		switch {
		case i.ID != id:
		case !i.Open():
			return fault.Conflictf("Sự việc này đã được ghi là xử lý xong lúc %s.", i.Settled.VN())
		default:
			return insertSettled(tx, id, how)
		}
	}
	return fault.NotFoundf("Không tìm thấy sự việc này ở điểm. Hãy tải lại trang.")
}

// Add keeps a picture whose bytes are in the store of files, and returns its key.
func Add(tx *db.Tx, p Photo) (string, error) {
	p.Text = viet.Clean(p.Text)
	switch {
	case !blob.Valid(p.Hash) || p.Media == "":
		return "", fault.In("photo", "Hãy chọn một tệp ảnh.")
	case p.Consent.Label() == "":
		return "", fault.In("consent", "Hãy chọn người trong ảnh đã đồng ý hay chưa.")
	case len([]rune(p.Text)) > textMax:
		return "", fault.In("text", "Lời ghi dài quá %d ký tự. Hãy ghi ngắn lại.", textMax)
	}
	if _, err := activity.Get(&tx.View, p.Activity); err != nil {
		return "", err
	}
	p.ID = tx.ID()
	return p.ID, insertPhoto(tx, p)
}

// Hide takes a picture of a site out of sight, for a reason.
func Hide(tx *db.Tx, activityID, id, reason string) error {
	p, err := PhotoOf(&tx.View, activityID, id)
	if err != nil {
		return err
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do gỡ ảnh.")
	}
	if p.Hidden != "" {
		return fault.Conflictf("Ảnh này đã được gỡ với lý do “%s”.", p.Hidden)
	}
	return insertHidden(tx, id, reason)
}
