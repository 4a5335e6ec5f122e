package works_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"phongtrao/internal/access"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/work"
	"phongtrao/internal/people"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/works"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, works.Screens()) }

const password = "Trời hôm nay xanh quá"

// Work is seen by who asked for it while it runs, with a page that asks again by itself; it leads to its result, or says why there
// is none. Others are told that there is no such thing.
func TestWatch(t *testing.T) {
	h, k := furnished.New(t)
	for _, login := range []string{"an", "binh"} {
		secret, err := people.NewSecret(t.Context(), login, password)
		if err != nil {
			t.Fatal(err)
		}
		k.Write(func(tx *db.Tx) error {
			if _, err := people.Add(tx, people.Person{ID: login, Name: "Người Thử", Unit: "tld"}); err != nil {
				return err
			}
			if err := people.SetPassword(tx, login, login, secret, ""); err != nil {
				return err
			}
			_, err := access.Give(tx, access.Grant{Person: login, Role: access.FederationOfficer, Unit: "tld"})
			return err
		})
	}
	_, door := pagetest.Door(h, works.Screens(), nil)
	an, binh := pagetest.As(t, h, door, "an", password), pagetest.As(t, h, door, "binh", password)
	reached, goOn := make(chan bool), make(chan bool)
	key, err := h.Works.Start("an", "Nhập danh sách", "/units/import", func(_ context.Context, p *work.Progress) (string, error) {
		p.Of(10)
		p.At(4)
		p.Say("Đang ghi đơn vị")
		reached <- true
		<-goOn
		return "/units/imports", nil
	})
	if err != nil {
		t.Fatal(err)
	}
	<-reached
	if a := an.Get(works.Address(key)).Says(200, "Đang ghi đơn vị", "4 / 10"); !strings.Contains(a.Text, `http-equiv="refresh"`) {
		t.Error("the page does not ask again without scripts")
	}
	if a := an.Part(works.Address(key), "div#work").Says(200, "4 / 10"); strings.Contains(a.Text, "<html") || !strings.Contains(a.Text, "every 1s") {
		t.Errorf("the part: %s", a.Text)
	}
	binh.Get(works.Address(key)).Says(http.StatusNotFound)
	close(goOn)
	ended(t, h.Works, key)
	if a := an.Get(works.Address(key)); a.Status != http.StatusSeeOther || a.To != "/units/imports" {
		t.Errorf("done: %d %s", a.Status, a.To)
	}
	if a := an.Part(works.Address(key), "div#work"); a.Header.Get("HX-Redirect") != "/units/imports" {
		t.Errorf("done, asked by htmx: %v", a.Header)
	}
	bad, err := h.Works.Start("an", "Nhập danh sách", "/units/import", func(context.Context, *work.Progress) (string, error) {
		return "", fault.Invalidf("Tệp đã bị xóa.")
	})
	if err != nil {
		t.Fatal(err)
	}
	ended(t, h.Works, bad)
	if a := an.Get(works.Address(bad)).Says(200, "Tệp đã bị xóa.", "Quay lại"); strings.Contains(a.Text, "every 1s") {
		t.Error("a page that will not change asks again")
	}
}

func ended(t *testing.T, b *work.Board, key string) {
	t.Helper()
	for range 5000 {
		if s, _ := b.See(key, "an"); s.Ended {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("the work does not end")
}
