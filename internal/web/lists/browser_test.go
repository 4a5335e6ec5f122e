package lists_test

import (
	"context"
	"testing"

	"phongtrao/internal/base/work"
	"phongtrao/internal/browser"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/works"
)

// Every step of a list fits every screen and can be read by everybody; work that runs leads to its result by itself.
func TestInBrowser(t *testing.T) {
	b := browser.Start(t)
	h, _, entry := federation(t)
	chau := pagetest.As(t, h, entry, "chau", password)
	page := upload(t, chau, "danh-sach-cdcs-2026.csv", list).To
	url := chau.Served()
	goOn := make(chan bool)
	key, err := h.Works.Start("chau", "Nhập danh sách “danh-sach-cdcs-2026.csv”", page, func(_ context.Context, p *work.Progress) (string, error) {
		p.Of(10_000)
		p.At(2_500)
		p.Say("Đang ghi 9.800 đơn vị vào cây tổ chức")
		<-goOn
		return "/units/imports", nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, look := range []struct {
		screen browser.Screen
		pages  map[string]string
	}{
		{browser.Desk, map[string]string{"columns": page, "preview": page + "?step=preview", "past": "/units/imports"}},
		{browser.PhoneDark, map[string]string{"new": "/units/import", "parents": page + "?step=parents", "preview": page + "?step=preview"}},
	} {
		p := b.Open(t, look.screen, url+"/units/import")
		for name, path := range look.pages {
			p.Go(url + path)
			p.Shoot("lists-" + name)
			p.Fits()
			p.Accessible()
		}
	}
	p := b.Open(t, browser.PhoneDark, url+works.Address(key)) // it asks again each second: a tab of its own, left only when it leads on
	p.Shoot("lists-work")
	p.Fits()
	p.Accessible()
	close(goOn)
	p.Wait("the page of the result", `location.pathname === "/units/imports"`)
	a := chau.Get(page)
	chau.Post(page+"/columns", pagetest.With(a.Fields("columns"), "col-1", "name", "col-2", "parent"))
	take := chau.Get(page + "?step=preview").Fields("take")
	result(t, chau, chau.Post(page+"/take", pagetest.With(take, "number", "12/QĐ-LĐLĐ", "date", "01/10/2026", "effective", "15/10/2026")))
	p = b.Open(t, browser.Phone, url+page)
	p.Shoot("lists-done")
	p.Fits()
	p.Accessible()
}
