package campaign

import (
	"fmt"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Stale is what somebody is told who changes something that another changed first: both values, and whose is which.
// A door that knows people's names finds it in the fault with errors.As and says Text with the name in place of the key.
type Stale struct {
	What         string      // "Chỉ tiêu", "Tên phong trào"
	Yours        string      // the value that was to be written
	Was, Theirs  string      // the value seen before, the value that holds now
	Seen, Latest int         // the version seen, the version that holds now
	By           string      // the person who changed it
	At           day.Instant // when
}

// Error says it for the log.
func (s *Stale) Error() string {
	return fmt.Sprintf("campaign: version %d was seen, %d is the latest", s.Seen, s.Latest)
}

// Text says it with the person's name.
func (s *Stale) Text(name string) string {
	change := fmt.Sprintf("thành %s", s.Theirs)
	if s.Was != "" && s.Was != s.Theirs {
		change = fmt.Sprintf("từ %s thành %s", s.Was, s.Theirs)
	}
	if s.Was == s.Theirs {
		change = fmt.Sprintf("(giá trị vẫn là %s)", s.Theirs)
	}
	return fmt.Sprintf("%s đã được %s sửa %s lúc %s (bản %d), sau bản %d mà bạn đang xem. Nội dung bạn định ghi (%s) chưa được ghi. Hãy xem lại rồi sửa tiếp trên bản mới.",
		s.What, name, change, s.At.VN(), s.Latest, s.Seen, s.Yours)
}

// Fault makes it an error of kind Conflict.
func (s *Stale) Fault() error {
	return &fault.Fault{Kind: fault.Conflict, Text: s.Text(s.By), Err: s}
}

func number(n int64) string { return viet.FormatInt(n) }
