package people

import (
	"regexp"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

var loginShape = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{1,63}$`)

// cleanLogin makes one login of what people type: case and spaces do not matter.
func cleanLogin(login string) string { return strings.ToLower(viet.Clean(login)) }

// SetPassword gives a person a login with a secret from NewSecret, or changes either, and ends all sessions of the person but the one in which
// it is done ("" for none).
func SetPassword(tx *db.Tx, person, login string, s Secret, but string) error {
	login = cleanLogin(login)
	if !loginShape.MatchString(login) {
		return fault.In("login", "Tên đăng nhập gồm 2 đến 64 chữ cái không dấu, chữ số hoặc các dấu . _ @ -, ví dụ an.nguyen.")
	}
	if _, err := living(&tx.View, person); err != nil {
		return err
	}
	owner, _, found, err := selectAccount(&tx.View, login)
	switch {
	case err != nil:
		return err
	case found && owner != person:
		return fault.In("login", "Tên đăng nhập “%s” đã có người dùng. Hãy chọn tên khác.", login)
	case s.text == "":
		return fault.In("password", "Hãy đặt mật khẩu.")
	}
	if err := deleteAccount(tx, person); err != nil {
		return err
	}
	if err := insertAccount(tx, person, login, s.text); err != nil {
		return err
	}
	return SignOutEverywhere(tx, person, but)
}
