package stations

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/station"
)

const long = "Máy tính xách tay dự phòng của ban tổ chức đặt tại nhà điều hành khu công nghiệp, cạnh cổng số 3 phía đường tránh"

func sampleInvite(answers form.Answers, problems []form.Problem) *ui.Form {
	f := ui.Form{ID: "invite", Action: "/activities/a/stations/invite", Submit: "Tạo mã mời"}.Ask(question, answers, problems)
	return &f
}

var (
	sampleAt     = day.Of(2026, 2, 1).Start() + 6*3600*1_000_000
	sampleRevoke = &ui.Form{ID: "revoke-1", Action: "/activities/a/stations/1/revoke", Submit: "Thu hồi trạm", Danger: true, Fields: []ui.Field{{Name: "reason", Label: "Lý do thu hồi", Required: true}}}
	sampleNamed  = list{Site: "a", Name: "Điểm cầu KCN VSIP", Campaign: "c", CampaignName: "Những bước chân khỏe đẹp", Host: "https://phongtrao.vn"}
)

var samples = ui.Samples[list]{
	"empty": with(func(m *list) { m.Invite = sampleInvite(form.Answers{}, nil) }),
	"typical": with(func(m *list) {
		m.Code, m.CodeFor, m.Invite = "4K7N2Q-9XABCD-EFGHJK-MNPQRS", "Máy xách tay", sampleInvite(form.Answers{}, nil)
		m.Stations = []line{{ID: "1", Name: "Máy ở cổng chính", State: "đang hoạt động", Tone: ui.Good, Seen: "06:41 ngày 01/02/2026", Via: "qua mạng", Taken: 1265, Waiting: 120, Until: "00:00 ngày 05/02/2026", By: "Lê Minh Châu", Revoke: sampleRevoke}}
		m.Invites = []ui.Pair{{Key: "Máy dự phòng", Text: "Mã tạo lúc 08:00 ngày 30/01/2026", Note: "Người tạo: Lê Minh Châu. Dùng được đến 08:00 ngày 05/02/2026."}}
	}),
	"worst": with(func(m *list) {
		m.Name, m.CampaignName, m.Names = long, long, map[string]string{"1": long}
		m.Stations = []line{{ID: "1", Name: long, State: "lâu không liên lạc", Tone: ui.Warn, Seen: "chưa liên lạc", Taken: 1234567, Waiting: 98765, Troubles: 3, Until: "05:12 ngày 01/02/2026: " + long, By: long}}
		m.Troubles = []station.Trouble{{Station: "1", N: 12345, Text: "Gói số 12345 mang tên máy “" + long + "” nhưng chữ ký không phải của máy ấy.", Found: sampleAt}}
		m.Invite = sampleInvite(form.Fill(map[string]string{"name": long}), []form.Problem{{Field: "name", Text: "Tên trạm dài không quá 60 ký tự. Hãy viết ngắn lại."}})
	}),
}

func with(change func(m *list)) list {
	m := sampleNamed
	change(&m)
	return m
}
