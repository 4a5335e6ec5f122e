package api

import (
	"slices"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
)

// Page is what a list is asked with.
type Page struct {
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"100" example:"50" doc:"Nhiều nhất bao nhiêu dòng"`
	After string `query:"after" maxLength:"200" doc:"Giá trị next của trang trước"`
}

// List is one page of a list.
type List[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next" doc:"Gửi làm tham số after để lấy trang sau; trống khi đã hết"`
}

// cut takes one page from a whole list, of which each item has a key of its own.
func cut[T any](p Page, all []T, key func(T) string) (List[T], error) {
	from := 0
	if p.After != "" {
		i := slices.IndexFunc(all, func(t T) bool { return key(t) == p.After })
		if i < 0 {
			return List[T]{}, fault.In("after", "Vị trí “%s” không còn trong danh sách. Hãy lấy lại từ đầu.", p.After)
		}
		from = i + 1
	}
	l := List[T]{Items: append([]T{}, all[from:min(len(all), from+p.Limit)]...)}
	if from+p.Limit < len(all) {
		l.Next = key(l.Items[len(l.Items)-1])
	}
	return l, nil
}

// One names what a request is about in its path.
type One struct {
	ID string `path:"id" maxLength:"200" example:"hy-toto" doc:"Mã"`
}

// On names a day; what is not said is today.
type On struct {
	On string `query:"on" format:"date" example:"2024-06-30" doc:"Theo tổ chức của ngày này; trống là hôm nay"`
}

func (o On) day(today day.Day) (day.Day, error) { return dayOf("on", o.On, today) }

// dayOf reads a day; one that is not said is otherwise.
func dayOf(field, text string, otherwise day.Day) (day.Day, error) {
	if text == "" {
		return otherwise, nil
	}
	d, err := day.Parse(text)
	if err != nil {
		return 0, fault.In(field, "Ngày “%s” không đúng. Hãy viết như 2026-07-28.", text)
	}
	return d, nil
}

// Span is a period; an end that is not said is open.
type Span struct {
	From string `query:"from" format:"date" example:"2024-01-01" doc:"Từ ngày, kể cả ngày ấy"`
	To   string `query:"to" format:"date" example:"2024-06-30" doc:"Đến ngày, kể cả ngày ấy"`
}

func (s Span) period() (p day.Period, err error) {
	if p.From, err = dayOf("from", s.From, day.All.From); err != nil {
		return p, err
	}
	if p.To, err = dayOf("to", s.To, day.All.To); err == nil && p.To < p.From {
		err = fault.In("to", "Kỳ kết thúc ngày %s, trước ngày bắt đầu %s. Hãy đổi lại hai ngày.", p.To.VN(), p.From.VN())
	}
	return p, err
}

// Amount is how much is known: at least lo, at most hi; hi is null where nothing bounds it from above.
type Amount struct {
	Lo int64  `json:"lo" minimum:"0" maximum:"1000000000000000" example:"120" doc:"Ít nhất"`
	Hi *int64 `json:"hi" nullable:"true" minimum:"0" maximum:"1000000000000000" example:"120" doc:"Nhiều nhất; null khi chỉ biết “từ … trở lên”"`
}

func amount(q ledger.Quantity) Amount {
	a := Amount{Lo: q.Lo}
	if hi, bounded := q.Top(); bounded {
		a.Hi = &hi
	}
	return a
}

func (a Amount) quantity() ledger.Quantity {
	if a.Hi == nil {
		return ledger.AtLeast(a.Lo)
	}
	return ledger.Between(a.Lo, *a.Hi)
}

// at is an instant on the wire, nil for none.
func at(i day.Instant) *time.Time {
	if i == 0 {
		return nil
	}
	t := i.Time()
	return &t
}

// until is a last day on the wire, "" for none.
func until(d day.Day) string {
	if d == day.Forever {
		return ""
	}
	return d.String()
}
