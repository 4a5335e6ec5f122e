// Package api answers programs.
//
// What the pages read, programs read as JSON below /api/v1; of the writes there are those that a partner needs. A program shows a
// key (package token) and reaches what the key was given for, asked of the desk for every operation, as a person is. What goes over
// the wire has types of its own here: inner types are not shaped for it. The document of all this is made from the same types, at
// /api/openapi.json, so that it cannot say anything else than what is answered.
package api

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"phongtrao/internal/act"
	"phongtrao/internal/house"
)

// Root is where all operations stand; DocumentPath is where their description does, without its ending.
const (
	Root         = "/api/v1"
	DocumentPath = "/api/openapi"
)

// Limits of one request, and of one program.
const (
	BodyMax   = 1 << 20 // bytes sent
	ItemsMax  = 500     // of one answer
	ItemsUsed = 100     // where nothing is asked
	PerSecond = 50      // requests of one program, on average
	AtOnce    = 200     // requests of one program that may come together
)

// Operation is one thing that a program can ask for, with the leave that it needs.
type Operation struct {
	ID, Method, Path, Summary, Tag string
	Verb                           act.Verb
}

// Writes reports whether it changes anything.
func (o Operation) Writes() bool { return o.Method != http.MethodGet }

// server is the door of programs to one house.
type server struct {
	house *house.House
	api   huma.API
	ops   []Operation
	rates rates
}

// Handler serves a house to programs: everything below /api.
func Handler(h *house.House) http.Handler {
	mux := http.NewServeMux()
	s := build(h, mux)
	outer := http.NewServeMux()
	outer.Handle("GET "+DocumentPath+".json", mux)
	outer.Handle("GET "+DocumentPath+".yaml", mux)
	outer.Handle("GET "+DocumentPath+"-3.0.json", mux)
	outer.Handle(Root+"/", s.admitted(tagged(mux)))
	outer.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		write(w, problem(r, http.StatusNotFound, "not_found", ""))
	})
	return outer
}

// Operations lists everything that programs can ask for, and Document describes it as OpenAPI 3.1.
func Operations() []Operation { return build(nil, http.NewServeMux()).ops }

// Document describes everything that programs can ask for, as OpenAPI 3.1.
func Document() *huma.OpenAPI { return build(nil, http.NewServeMux()).api.OpenAPI() }

func build(h *house.House, mux *http.ServeMux) *server {
	c := huma.DefaultConfig("Phong Trào", "1")
	c.CreateHooks, c.DocsPath, c.SchemasPath, c.OpenAPIPath = nil, "", "", DocumentPath
	c.RejectUnknownQueryParameters = true
	c.Info.Description = introduction
	c.Servers = []*huma.Server{{URL: "/"}}
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"key": {Type: "http", Scheme: "bearer", Description: "Khóa truy cập do người dùng cấp ở trang Chương trình kết nối (/programs)."}}
	c.Tags = sections
	huma.DefaultArrayNullable = false // a list is never null here
	s := &server{house: h, api: humago.New(mux, c), rates: rates{now: time.Now}}
	s.units()
	s.ground()
	s.figures()
	s.entries()
	s.campaigns()
	s.activities()
	s.submissions()
	s.slips()
	s.editions()
	s.dispatches()
	s.tasks()
	s.events()
	s.rehearsals()
	return s
}

// sections are the chapters of the document.
var sections = []*huma.Tag{
	{Name: "Tổ chức", Description: "Đơn vị công đoàn và cây tổ chức của một ngày."},
	{Name: "Địa bàn, chỉ số", Description: "Tỉnh, phường, khu công nghiệp, điểm; chỉ số được đếm."},
	{Name: "Số liệu", Description: "Số tổng hợp với lý lịch, bút toán và bằng chứng niêm phong."},
	{Name: "Phong trào", Description: "Phong trào, chỉ tiêu, hoạt động."},
	{Name: "Báo cáo", Description: "Số liệu đơn vị gửi lên, tiếp nhận, trả lại; phiếu nhập từ giấy tờ có ký; báo cáo đã chốt."},
	{Name: "Văn bản, việc", Description: "Sổ văn bản và việc được giao."},
	{Name: "Diễn tập", Description: "Một ngày giả định ở các cổng soát, để thử máy chủ này trước ngày thật."},
	{Name: "Tin thay đổi", Description: "Điều gì vừa xảy ra, lấy về theo số thứ tự; cùng nội dung với tin được gửi đến nơi nhận."},
}

const introduction = `Giao diện cho chương trình của Phong Trào. Gửi khóa trong đầu mục "Authorization: Bearer pt_…".
Khóa chỉ làm được những việc đã chọn khi cấp, trong đơn vị đã chọn và các đơn vị bên dưới, và không bao giờ vượt quá quyền hiện nay của người cấp.

Danh sách trả từng trang: gửi lại giá trị "next" làm tham số "after". Trả lời của GET có ETag; gửi lại trong If-None-Match để nhận 304 khi không có gì mới.

Lần ghi nên có đầu mục Idempotency-Key do bên gửi tự đặt (ví dụ một UUID): gửi lại cùng mã và cùng nội dung thì việc chỉ được làm một lần và nhận đúng trả lời cũ, với "Idempotency-Replayed: true"; cùng mã mà khác nội dung là lỗi 409.

Lỗi theo RFC 9457 (application/problem+json). Accept-Language: en cho tiêu đề và câu chung bằng tiếng Anh; câu cụ thể khi đó đứng ở "detail_vi", bằng tiếng Việt, vì chưa có bản dịch cho từng câu.

English: bearer key; lists are paged with "next" and "after"; GET answers carry an ETag; writes take an Idempotency-Key (same key, same content: done once, same answer; other content: 409); errors are problem+json in Vietnamese or, with Accept-Language: en, with English title and general detail, the exact sentence staying Vietnamese in "detail_vi".`
