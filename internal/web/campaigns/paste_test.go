package campaigns_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"phongtrao/internal/base/sheet"
	"phongtrao/internal/web/pagetest"
)

// TestPaste reads two columns of a spreadsheet, shows what each line means, writes the lines that are sure in one act, and takes
// them back in one.
func TestPaste(t *testing.T) {
	_, as := visit(t)
	bao := as("bao")
	board := "/campaigns/hienmau-hungyen-2024/targets"
	page := "/targets/" + bao.Get(board).Fields("shares").Get("of") + "/paste"
	form := bao.Get(page).Says(200, "Hai cột").Fields("form")
	bao.Post(page, pagetest.With(form, "text", " \n ")).Says(422, "Chưa có gì để đọc")
	bao.Post(page, pagetest.With(form, "text", "chỉ có chữ\nvà chữ")).Says(422)
	as("lan").Get(page).Says(403)

	text := "STT\tĐơn vị\tChỉ tiêu\n1\tcdcs cong ty tnhh sews-components viet nam\t0,2 nghìn\n2\tTOTO\t1.000\n3\tCông ty TNHH Lạ\t5\n4\tCĐCS Công ty TNHH Điện tử Canon Việt Nam\t1.5\n5\tCông ty TNHH Điện tử Canon Việt Nam\t100\nTổng cộng\t\t1.400\n"
	shown := bao.Post(page, pagetest.With(form, "text", text)).Says(200, "dán: cdcs cong ty", "200", "2 dòng đã khớp", "3 dòng cần xem", "Không tìm thấy đơn vị trực thuộc nào", "1.5", "cộng các dòng lại được 1.305", "Bỏ qua dòng này")
	bao.Get(board).Says(200, "Chưa giao 4")
	read := shown.Fields("read")
	read.Del("write")
	pick := regexp.MustCompile(`name="(pick-\d+)"`).FindStringSubmatch(shown.Text)
	if pick == nil || read.Get("text") == "" {
		t.Fatalf("nothing to pick: %v", read)
	}
	bao.Post(page, pagetest.With(read, pick[1], "hy-toto")).Says(200, "3 dòng đã khớp", "Vượt", "Tổng vượt chỉ tiêu 100")
	bao.Post(page, pagetest.With(read, pick[1], "hy-toto", "write", "yes")).Says(422, "vượt chỉ tiêu 1.200 là 100", "3 dòng đã khớp")
	bao.Post(page, pagetest.With(read, pick[1], "tinh-01")).Says(200, "2 dòng đã khớp") // what was not offered cannot be picked
	if to := bao.Post(page, pagetest.With(read, "write", "yes")).Says(303).To; !strings.HasPrefix(to, board) {
		t.Error(to)
	}
	kept(t, bao.Get(board).Says(200, "dán 2 dòng từ bảng tính"), "200", "100")
}

// TestPasteFile reads the same out of a file; what is no spreadsheet is told beside its field.
func TestPasteFile(t *testing.T) {
	_, as := visit(t)
	bao := as("bao")
	board := "/campaigns/hienmau-hungyen-2024/targets"
	page := "/targets/" + bao.Get(board).Fields("shares").Get("of") + "/paste"
	send := func(name string, body []byte) pagetest.Answer {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		w.WriteField("text", "")
		part, _ := w.CreateFormFile("file", name)
		part.Write(body)
		w.Close()
		r := httptest.NewRequest(http.MethodPost, page, &b)
		r.Header.Set("Content-Type", w.FormDataContentType())
		return bao.Send(r)
	}
	var x bytes.Buffer
	w, err := sheet.NewWriter(&x, sheet.XLSX, "Chỉ tiêu", []sheet.Column{{Title: "Đơn vị"}, {Title: "Chỉ tiêu"}})
	if err != nil {
		t.Fatal(err)
	}
	w.Row("CĐCS Công ty TNHH Sews-Components Việt Nam", int64(700))
	w.Row("CĐCS Công ty TNHH Điện tử Canon Việt Nam", int64(300))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	read := send("chi-tieu.xlsx", x.Bytes()).Says(200, "2 dòng đã khớp", "700").Fields("read")
	if to := bao.Post(page, pagetest.With(read, "write", "yes")).Says(303).To; !strings.HasPrefix(to, board) {
		t.Error(to)
	}
	kept(t, bao.Get(board).Says(200, "dán 2 dòng từ bảng tính"), "700", "300")
	undo := regexp.MustCompile(`/target-batches/[^"]*/undo`).FindString(bao.Get(board).Text)
	bao.Post(undo, nil).Says(303)
	bao.Get(board).Says(200, "đã hoàn tác", "Chưa giao 4")
	send("chi-tieu.csv", []byte("Đơn vị;Số\nTOTO Việt Nam - Chi nhánh Hưng Yên;12\n")).Says(200, "1 dòng đã khớp")
	send("x.xlsx", []byte("PK\x03\x04 chỉ là rác")).Says(422, "file")
	send("x.xlsx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 xls")).Says(422)
}
