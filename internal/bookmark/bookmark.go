// Package bookmark keeps the views that a person comes back to.
//
// A bookmark is an address of a list with its filters, under a name of the person's own. It is theirs alone, and gives no
// leave: whoever opens it is asked for leave as anybody.
package bookmark

import (
	"embed"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's table.
var Schema = db.Line{Name: "bookmark", Files: files}

// The acts on bookmarks; their object is the person.
var (
	Keeping = act.Verb{Name: "bookmark.keep", Label: "Lưu, sắp xếp chế độ xem của mình", Self: true, Over: nobody, Locks: lock}
	Seeing  = act.Verb{Name: "bookmark.see", Label: "Xem chế độ xem đã lưu của mình", Self: true, Over: nobody}
)

// Verbs are all acts on bookmarks.
var Verbs = []act.Verb{Keeping, Seeing}

func nobody(*db.View, string) ([]string, error) { return nil, nil }

func lock(person string) []string { return []string{"bookmark " + person} }

// Bookmark is an address under a name.
type Bookmark struct{ ID, Name, Address string }

// Limits of what one person keeps.
const (
	NameMax    = 80
	AddressMax = 1000
	KeptMax    = 40
)

// Lists are the pages whose views can be kept, with a name to begin with.
var Lists = map[string]string{"/campaigns": "Phong trào", "/figures": "Số liệu", "/units": "Tổ chức", "/reports": "Tiếp nhận", "/editions": "Báo cáo", "/dispatches": "Văn bản", "/log": "Nhật ký"}

// Clean makes an address fit to be kept: one of this site's lists, without tokens and places within the page.
func Clean(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || Lists[u.Path] == "" || len(address) > AddressMax {
		return "", fault.In("address", "Chỉ lưu được trang danh sách của chương trình. Hãy mở danh sách cần lưu rồi bấm Lưu chế độ xem.")
	}
	q := u.Query()
	q.Del("before") // a page of a list is not a view of it
	return (&url.URL{Path: u.Path, RawQuery: q.Encode()}).String(), nil
}

// Keep keeps an address for the actor; one that is kept already gets the new name.
func Keep(tx *db.Tx, name, address string) error {
	name = viet.Clean(name)
	address, err := Clean(address)
	switch {
	case err != nil:
		return err
	case name == "":
		return fault.In("name", "Hãy đặt tên cho chế độ xem.")
	case utf8.RuneCountInString(name) > NameMax:
		return fault.In("name", "Tên dài không quá %d ký tự.", NameMax)
	}
	all, err := Of(&tx.View, tx.Actor)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(all, func(b Bookmark) bool { return b.Address == address }); i >= 0 {
		_, err = tx.Exec(`UPDATE bookmark_bookmark SET name = ? WHERE id = ?`, name, all[i].ID)
		return err
	}
	if len(all) >= KeptMax {
		return fault.Conflictf("Đã lưu %d chế độ xem, là mức tối đa. Hãy bỏ bớt rồi lưu lại.", KeptMax)
	}
	_, err = tx.Exec(`INSERT INTO bookmark_bookmark (id, person, name, address, place, recorded) VALUES (?, ?, ?, ?, ?, ?)`, tx.ID(), tx.Actor, name, address, len(all), tx.At)
	return err
}

// Drop forgets one of the actor's bookmarks.
func Drop(tx *db.Tx, id string) error {
	n, err := tx.Exec(`DELETE FROM bookmark_bookmark WHERE id = ? AND person = ?`, id, tx.Actor)
	if err == nil && n == 0 {
		err = fault.NotFoundf("Chế độ xem này không còn. Hãy tải lại trang.")
	}
	return err
}

// Raise puts one of the actor's bookmarks before the one above it.
func Raise(tx *db.Tx, id string) error {
	all, err := Of(&tx.View, tx.Actor)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(b Bookmark) bool { return b.ID == id })
	if i < 0 {
		return fault.NotFoundf("Chế độ xem này không còn. Hãy tải lại trang.")
	}
	if i > 0 {
		all[i-1], all[i] = all[i], all[i-1]
	}
	for place, b := range all {
		if _, err := tx.Exec(`UPDATE bookmark_bookmark SET place = ? WHERE id = ?`, place, b.ID); err != nil {
			return err
		}
	}
	return nil
}

// Of returns a person's bookmarks in their order.
func Of(v *db.View, person string) ([]Bookmark, error) {
	return db.All(v, func(s db.Scanner) (b Bookmark, err error) {
		err = s.Scan(&b.ID, &b.Name, &b.Address)
		return b, err
	}, `SELECT id, name, address FROM bookmark_bookmark WHERE person = ? ORDER BY place, id`, person)
}

// Named proposes a name for an address.
func Named(address string) string {
	path, _, _ := strings.Cut(address, "?")
	return Lists[path]
}
