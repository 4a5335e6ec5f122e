package programs_test

import (
	"net/http"
	"regexp"
	"testing"

	"phongtrao/internal/api"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/programs"
)

// An officer gives a key, sees it once, the program comes in with it, and is out once the key is taken back.
func TestFromGivingToEnding(t *testing.T) {
	h := furnished.Demo(t)
	_, mux := pagetest.Door(h, programs.Screens(), programs.Actions())
	officer := pagetest.As(t, h, mux, "lan", seed.Password)
	page := officer.Get("/programs/new?unit=hy-toto").Says(http.StatusOK, "Cấp khóa", "Gửi số liệu của đơn vị")
	sent := pagetest.With(page.Fields("give"), "name", "Phần mềm nhân sự", "until", "31/12/2026", "viec-org.see", "on", "viec-token.hear", "on")
	given := officer.Post("/programs/new", sent).Says(http.StatusOK, "chỉ hiện một lần", "Phần mềm nhân sự")
	key := regexp.MustCompile(`pt_[\w-]+`).FindString(given.Text)
	if key == "" {
		t.Fatal("the key is not shown")
	}
	officer.Post("/programs/new", sent) // sent twice: one key
	list := officer.Get("/programs").Says(http.StatusOK, "Phần mềm nhân sự", "đang dùng được").Silent(key)
	if n := len(regexp.MustCompile(`>Phần mềm nhân sự<`).FindAllString(list.Text, -1)); n != 1 {
		t.Errorf("%d keys, want 1", n)
	}
	id := regexp.MustCompile(`/programs/([0-9a-z]{10,})`).FindStringSubmatch(list.Text)[1]
	ask := func() int {
		r, w := request("/api/v1/units", key)
		api.Handler(h).ServeHTTP(w, r)
		return w.Code
	}
	if status := ask(); status != http.StatusOK {
		t.Errorf("the key opens nothing: %d", status)
	}
	one := officer.Get("/programs/"+id).Says(http.StatusOK, "Nhận tin khi có thay đổi", "Đặt nơi nhận tin").Silent(key)
	bad := pagetest.With(one.Fields("receiver"), "url", "http://127.0.0.1/x", "tin-unit.changed", "on")
	officer.Post("/programs/"+id+"/receivers", bad).Says(http.StatusUnprocessableEntity, "https://")
	good := pagetest.With(one.Fields("receiver"), "url", "https://doi-tac.vn/tin", "tin-unit.changed", "on")
	officer.Post("/programs/"+id+"/receivers", good).Says(http.StatusOK, "whs_", "https://doi-tac.vn/tin")
	again := officer.Get("/programs/"+id).Says(http.StatusOK, "Gửi lại từ tin số").Silent("whs_")
	officer.Post("/programs/"+id+"/end", pagetest.With(again.Fields("end"), "reason", "không dùng nữa"))
	officer.Get("/programs/"+id).Says(http.StatusOK, "đã thu hồi", "không dùng nữa")
	if status := ask(); status != http.StatusUnauthorized {
		t.Errorf("the key still opens: %d", status)
	}
	officer.Get("/programs/api").Says(http.StatusOK, "POST /api/v1/slips", "Idempotency-Key")
}
