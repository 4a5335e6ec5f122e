package bookmark_test

import (
	"strings"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/bookmark"
	"phongtrao/internal/schema"
	"phongtrao/internal/testkit"
)

func TestKept(t *testing.T) {
	h := testkit.New(t, schema.Lines...)
	ha, an := h.As("ha"), h.As("an")
	keep := func(h *testkit.House, who, name, address string) {
		t.Helper()
		h.Do(bookmark.Keeping, who, func(tx *db.Tx) error { return bookmark.Keep(tx, name, address) })
	}
	keep(ha, "ha", "Máu 2024", "/figures?at=hy&from=2024-01-01")
	keep(ha, "ha", "Nhật ký của Bảo", "/log?person=bao&before=9")
	keep(an, "an", "Của An", "/campaigns")
	keep(ha, "ha", "Máu năm 2024", "/figures?from=2024-01-01&at=hy")
	if got := kept(ha, "ha"); got != "Máu năm 2024 /figures?at=hy&from=2024-01-01; Nhật ký của Bảo /log?person=bao" {
		t.Error(got)
	}
	var second string
	ha.See(func(v *db.View) error {
		all, err := bookmark.Of(v, "ha")
		second = all[1].ID
		return err
	})
	ha.Do(bookmark.Keeping, "ha", func(tx *db.Tx) error { return bookmark.Raise(tx, second) })
	if got := kept(ha, "ha"); !strings.HasPrefix(got, "Nhật ký") {
		t.Error(got)
	}
	if err := an.Try(bookmark.Keeping, "an", func(tx *db.Tx) error { return bookmark.Drop(tx, second) }); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another's was dropped: %v", err)
	}
	if err := an.Try(bookmark.Keeping, "ha", func(tx *db.Tx) error { return bookmark.Drop(tx, second) }); fault.KindOf(err) != fault.Denied {
		t.Errorf("in another's name: %v", err)
	}
	ha.Do(bookmark.Keeping, "ha", func(tx *db.Tx) error { return bookmark.Drop(tx, second) })
	if got := kept(ha, "ha"); strings.Contains(got, "Nhật ký") {
		t.Error(got)
	}
}

func kept(h *testkit.House, person string) string {
	h.T.Helper()
	var out []string
	h.See(func(v *db.View) error {
		all, err := bookmark.Of(v, person)
		for _, b := range all {
			out = append(out, b.Name+" "+b.Address)
		}
		return err
	})
	return strings.Join(out, "; ")
}

// Nothing but a list of this site is kept: an address is a link on somebody's overview.
func TestClean(t *testing.T) {
	for _, address := range []string{"", "https://xau.vn/figures", "//xau.vn/figures", "javascript:alert(1)", "/sign-out", "/figures/../x", "/figures/code", "figures", "/\\xau.vn", "/figures?x=" + strings.Repeat("a", bookmark.AddressMax)} {
		if kept, err := bookmark.Clean(address); err == nil {
			t.Errorf("%.40q is kept as %q", address, kept)
		}
	}
	if len(bookmark.Verbs) != 2 || bookmark.Named("/log?x=1") != "Nhật ký" {
		t.Error("a list without a name")
	}
	var _ act.Verb = bookmark.Seeing
}
