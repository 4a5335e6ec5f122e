package dispatch

import "strings"

// difference is what two versions of a document do not have in common.
type difference struct {
	label    string
	was, now string
	of       func(Dispatch) string
}

// parts are what is compared between versions, with the words for it.
var parts = []struct {
	label string
	of    func(Dispatch) string
}{
	{"loại", func(d Dispatch) string { return d.Kind.Name() }},
	{"số", func(d Dispatch) string { return d.Number }},
	{"ngày", func(d Dispatch) string { return d.Date.VN() }},
	{"văn bản đi/đến", func(d Dispatch) string { return d.Direction.Label() }},
	{"cơ quan ban hành", func(d Dispatch) string { return d.Issuer }},
	{"mã đơn vị ban hành", func(d Dispatch) string { return d.IssuerUnit }},
	{"cơ quan chủ quản", func(d Dispatch) string { return d.ParentBody }},
	{"địa danh", func(d Dispatch) string { return d.Place }},
	{"trích yếu", func(d Dispatch) string { return d.Subject }},
	{"người ký", func(d Dispatch) string { return d.Signer }},
	{"chức vụ người ký", func(d Dispatch) string { return d.SignerTitle }},
	{"đơn vị vào sổ", func(d Dispatch) string { return d.Owner }},
	{"tệp", func(d Dispatch) string { return strings.TrimSpace(d.FileName + " " + d.File) }},
	{"ghi chú", func(d Dispatch) string { return d.Note }},
	{"kính gửi", func(d Dispatch) string { return lines(d.Recipients) }},
	{"nơi nhận", func(d Dispatch) string { return lines(d.Copies) }},
	{"căn cứ", func(d Dispatch) string {
		var all []string
		for _, c := range d.Cites {
			all = append(all, strings.TrimSpace(c.Number+" "+c.Date.VN()+" "+c.Issuer))
		}
		return strings.Join(all, "; ")
	}},
}

func differences(was, now Dispatch) (all []difference) {
	for _, p := range parts {
		if a, b := p.of(was), p.of(now); a != b {
			all = append(all, difference{p.label, a, b, p.of})
		}
	}
	return all
}

func lines(rs []Recipient) string {
	var all []string
	for _, r := range rs {
		text := r.Text
		if r.Resolves() {
			text += " [" + strings.Join(append(r.Kinds, r.Unit), " ") + "]"
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}
