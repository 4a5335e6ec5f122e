package signin

import (
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
)

// Samples are the page as it is first seen, after a mistake, and locked.
func Samples() []ui.Sample {
	return []ui.Sample{
		{Name: "empty", Draw: view(page{To: "/"})},
		{Name: "typical", Draw: view(page{To: "/units", Expected: true, Login: "ha@hp", Problem: form.Problem{Field: "password", Text: "Tên đăng nhập hoặc mật khẩu không đúng."}})},
		{Name: "worst", Draw: view(page{To: "/", Theme: "dark", Problem: form.Problem{Text: "Đã nhập sai nhiều lần. Hãy đợi 15 phút rồi thử lại; nếu quên mật khẩu, hãy nhờ người quản trị đặt lại."}, Flash: &ui.Flash{Tone: ui.Good, Text: "Bạn đã đăng xuất."}})},
	}
}
