package api

import (
	"strconv"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/hook"
	"phongtrao/internal/token"
)

type eventList struct {
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"100" example:"50" doc:"Nhiều nhất bao nhiêu tin"`
	After string `query:"after" maxLength:"20" example:"0" doc:"Số của tin cuối đã nhận; 0 hoặc trống là từ đầu"`
}

// Events are what happened after a number. Next is where to go on, also where nothing of it was to be told: ask again with it.
type Events struct {
	Items []hook.Wire `json:"items"`
	Next  string      `json:"next" doc:"Gửi làm tham số after ở lần sau, kể cả khi không có tin nào"`
	More  bool        `json:"more" doc:"Còn tin nữa: hỏi tiếp ngay"`
}

func (s *server) events() {
	read(s, Operation{ID: "list-events", Path: "/events", Summary: "Tin thay đổi sau một số thứ tự, trong phạm vi của khóa", Tag: "Tin thay đổi", Verb: token.Hearing},
		func(c *call, _ *eventList) (string, error) { return c.program.Unit, nil },
		func(c *call, in *eventList) (Events, error) {
			out := Events{Items: []hook.Wire{}, Next: in.After}
			after := int64(0)
			if in.After != "" {
				var err error
				if after, err = strconv.ParseInt(in.After, 10, 64); err != nil || after < 0 {
					return out, fault.In("after", "Số “%s” không đúng. Hãy gửi lại giá trị next của lần trước.", in.After)
				}
			}
			list, err := hook.After(c.v, after, in.Limit)
			for _, e := range list {
				after = e.Seq
				if hook.Hears(c.house.Desk, c.v, c.who, e) {
					out.Items = append(out.Items, hook.WireOf(e))
				}
			}
			out.Next, out.More = strconv.FormatInt(after, 10), len(list) == in.Limit
			return out, err
		})
}
