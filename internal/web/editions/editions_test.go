package editions_test

import (
	"net/http"
	"regexp"
	"slices"
	"testing"

	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/editions"
	"phongtrao/internal/web/figures"
	"phongtrao/internal/web/pagetest"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, editions.Screens()) }

// TestLife begins a report, writes its words, closes it over nothing, sends it, takes it in; a stranger sees none of it.
func TestLife(t *testing.T) {
	h := furnished.Demo(t)
	_, mux := pagetest.Door(h, slices.Concat(editions.Screens(), figures.Screens()), editions.Actions(), editions.Streams()...)
	bao, seo, mai := pagetest.As(t, h, mux, "bao", seed.Password), pagetest.As(t, h, mux, "seo", seed.Password), pagetest.As(t, h, mux, "mai", seed.Password)
	bao.Get("/editions").Says(200, "đã tiếp nhận", "còn đúng", "bản thảo", "Lập báo cáo")
	seo.Get("/editions").Says(200, "Chưa có báo cáo nào")

	asked := bao.Get("/editions/new?campaign=hienmau-hungyen-2024&unit=hy-kcn&from=2024-01-01&to=2024-06-30").Says(200, "Hiến máu tình nguyện các KCN Hưng Yên năm 2024").Fields("form")
	to := bao.Post("/editions/new", pagetest.With(asked, "from", "01/01/2023", "to", "30/06/2023")).Says(422, "không có ngày nào").Status
	if to != 422 {
		t.Fatal(to)
	}
	id := bao.Post("/editions/new", pagetest.With(asked, "form", "quick")).Says(303).To
	bao.Get(id).Says(200, "BẢN THẢO, CHƯA CHỐT", "1.265", "105,4% chỉ tiêu 1.200", "Chốt báo cáo")
	seo.Get(id).Says(403)
	mai.Get(id + "/write").Says(403)

	words := bao.Get(id+"/write").Says(200, "Bản in thử").Fields("form")
	bao.Part(id+"/write?introduction=L%E1%BB%9Di+m%E1%BB%9F+%C4%91%E1%BA%A7u+th%E1%BB%AD", "div#look").Says(200, "Lời mở đầu thử").Silent("Chức vụ người ký")
	bao.Post(id+"/write", pagetest.With(words, "introduction", "Lời của Bảo.", "to", "- Tổng Liên đoàn;\nLưu: VT.")).Says(303)
	bao.Get(id).Says(200, "Lời của Bảo.", "Tổng Liên đoàn", "Lưu: VT")
	bao.Post(id+"/write", pagetest.With(words, "introduction", "Lời thứ hai.", "token", "other")).Says(422, "Lời thứ hai.", "Lời của Bảo.")

	confirm := bao.Get(id+"/close").Says(200, "Không có chỗ nào không khớp").Fields("form")
	bao.Post(id+"/close", confirm).Says(303)
	bao.Post(id+"/close", pagetest.With(confirm, "token", "again")).Says(422, "đã được người khác chốt")
	page := bao.Get(id).Says(200, "đã chốt", "Gửi bản đã chốt lên", "Mã băm bản in")
	if code := regexp.MustCompile(`href="(/p/[0-9A-Z-]+)"`).FindStringSubmatch(page.Text); code == nil {
		t.Error("no printed figure leads to its passport")
	} else {
		bao.Get(code[1]).Says(200, "1.265")
	}
	bao.Post(id+"/send", page.Fields("send")).Says(303)
	above := bao.Get("/editions").Says(200, "Chờ bạn", "Tiếp nhận hoặc trả lại")
	_ = above
	received := bao.Get(id)
	accept := regexp.MustCompile(`id="(accept-[^"]+)"`).FindStringSubmatch(received.Text)
	if accept == nil {
		t.Fatal("the level above cannot accept")
	}
	bao.Post(id+"/accept", received.Fields(accept[1])).Says(303)
	bao.Get(id).Says(200, "đã tiếp nhận")
	bao.Get(id+"/recall").Says(200, "Chưa có số nào thay đổi")
	bao.Get("/editions?show=affected").Says(200, "Không có báo cáo nào bị ảnh hưởng")
}

func TestFiles(t *testing.T) {
	h := furnished.Demo(t)
	_, mux := pagetest.Door(h, editions.Screens(), editions.Actions(), editions.Streams()...)
	bao, seo := pagetest.As(t, h, mux, "bao", seed.Password), pagetest.As(t, h, mux, "seo", seed.Password)
	id := regexp.MustCompile(`href="(/editions/[0-9a-z]{20})"`).FindStringSubmatch(bao.Get("/editions?show=closed").Text)[1]
	one, two := bao.Get(id+"/files/a.docx"), bao.Get(id+"/files/a.docx")
	if one.Status != http.StatusOK || one.Text != two.Text || one.Header.Get("Content-Disposition") == "" {
		t.Errorf("a closed report is not the same file twice: %d, %d and %d bytes", one.Status, len(one.Text), len(two.Text))
	}
	bao.Get(id+"/files/a.exe").Says(422, "đuôi")
	seo.Get(id + "/files/a.docx").Says(403)
	pagetest.Nobody(t, mux).Get(id + "/files/a.docx").Says(303)
}
