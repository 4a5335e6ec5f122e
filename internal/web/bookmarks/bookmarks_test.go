package bookmarks_test

import (
	"net/http"
	"net/url"
	"testing"

	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web"
	"phongtrao/internal/web/bookmarks"
	"phongtrao/internal/web/pagetest"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, bookmarks.Screens()) }

// A filtered list is kept from its own page, found on the overview, and is nobody else's.
func TestKeep(t *testing.T) {
	h := furnished.Demo(t)
	handler := web.Handler(h, web.Options{})
	bao := pagetest.As(t, h, handler, "bao", seed.Password)
	bao.Get("/campaigns").Says(http.StatusOK, "Lưu chế độ xem này")
	bao.Get("/bookmarks/new?to="+url.QueryEscape("/figures?at=hy-toto")).Says(http.StatusOK, "Tên chế độ xem")
	bao.Post("/bookmarks", url.Values{"name": {"Máu TOTO"}, "address": {"/figures?at=hy-toto"}}).Says(http.StatusSeeOther)
	bao.Post("/bookmarks", url.Values{"name": {"Xấu"}, "address": {"https://xau.vn/"}}).Says(http.StatusUnprocessableEntity, "Chỉ lưu được trang danh sách")
	bao.Get("/").Says(http.StatusOK, "Chế độ xem đã lưu", "Máu TOTO")
	bao.Get("/bookmarks").Says(http.StatusOK, "Máu TOTO", "Bỏ")
	lan := pagetest.As(t, h, handler, "lan", seed.Password)
	lan.Get("/bookmarks").Says(http.StatusOK, "Chưa lưu chế độ xem nào").Silent("Máu TOTO")
}
