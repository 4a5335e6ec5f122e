package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"phongtrao/internal/base/fault"
)

// IsDuplicate reports whether err is an engine's refusal of a second row with a key that must be unique.
// The act is lost by then; where a second row is to be expected, write ON CONFLICT DO NOTHING instead.
func IsDuplicate(err error) bool {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() == lib.SQLITE_CONSTRAINT_UNIQUE || e.Code() == lib.SQLITE_CONSTRAINT_PRIMARYKEY || e.Code() == lib.SQLITE_CONSTRAINT_ROWID
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code == "23505"
	}
	return false
}

// isLite reports whether err is SQLite's, with a primary code.
func isLite(err error, code int) bool {
	e, ok := errors.AsType[*sqlite.Error](err)
	return ok && e.Code()&0xff == code
}

// explain gives an engine's error the kind and the sentence it deserves; all others stay as they are.
func explain(err error) error {
	if err == nil {
		return nil
	}
	text := ""
	if fault.KindOf(err) != fault.Internal {
		return err
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		text = liteText(e.Code() & 0xff)
	} else if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		text = postText(e.Code)
	} else if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		text = "Không kết nối được với máy chủ PostgreSQL. Hãy kiểm tra máy chủ có đang chạy và địa chỉ, tên, mật khẩu có đúng không."
	} else if _, ok := errors.AsType[net.Error](err); ok && !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) {
		text = "Mất kết nối với máy chủ PostgreSQL. Hãy thử lại sau ít phút."
	}
	if text == "" {
		return err
	}
	return &fault.Fault{Kind: fault.Unavailable, Text: text, Err: err}
}

func liteText(code int) string {
	switch code {
	case lib.SQLITE_FULL:
		return "Ổ đĩa đã đầy, chưa có gì được ghi. Hãy giải phóng dung lượng rồi thử lại."
	case lib.SQLITE_READONLY, lib.SQLITE_PERM:
		return "Tệp số liệu hoặc thư mục chứa nó chỉ cho đọc, chưa có gì được ghi. Hãy cấp quyền ghi rồi thử lại."
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return "Tệp số liệu đang bận vì một chương trình khác đang ghi. Hãy đợi chương trình ấy xong rồi thử lại."
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return "Tệp này đã hỏng hoặc không phải tệp số liệu của Phong Trào. Hãy chọn đúng tệp, hoặc phục hồi từ bản sao lưu."
	case lib.SQLITE_CANTOPEN:
		return "Không mở được tệp số liệu. Hãy kiểm tra đường dẫn, thư mục có tồn tại và quyền truy cập."
	case lib.SQLITE_IOERR:
		return "Ổ đĩa báo lỗi khi đọc hoặc ghi, chưa có gì được ghi. Hãy kiểm tra ổ đĩa và dung lượng trống."
	}
	return ""
}

func postText(code string) string {
	switch {
	case code == "53100":
		return "Ổ đĩa của máy chủ PostgreSQL đã đầy, chưa có gì được ghi. Hãy giải phóng dung lượng rồi thử lại."
	case code == "25006":
		return "Máy chủ PostgreSQL đang ở chế độ chỉ đọc, chưa có gì được ghi."
	case code == "3D000":
		return "Máy chủ PostgreSQL không có cơ sở dữ liệu này. Hãy tạo trước, hoặc sửa lại địa chỉ."
	case code == "42501":
		return "Tài khoản PostgreSQL không có quyền làm việc này. Hãy cấp quyền rồi thử lại."
	case strings.HasPrefix(code, "28"):
		return "Máy chủ PostgreSQL từ chối tên hoặc mật khẩu."
	case strings.HasPrefix(code, "53"), strings.HasPrefix(code, "57P"), strings.HasPrefix(code, "08"):
		return "Máy chủ PostgreSQL tạm thời không phục vụ được. Hãy thử lại sau ít phút."
	}
	return ""
}
