package api

import (
	"strconv"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
)

// Entry is one entry of the ledger.
type Entry struct {
	Seq       int64  `json:"seq" example:"17" doc:"Số thứ tự, liền nhau"`
	Indicator string `json:"indicator" example:"blood.bags"`
	Amount
	Unit     string    `json:"unit"`
	Place    string    `json:"place"`
	Activity string    `json:"activity"`
	Campaign string    `json:"campaign"`
	Day      string    `json:"day" doc:"Ngày diễn ra"`
	Evidence string    `json:"evidence" enum:"signed,scanned,counted,declared,imported"`
	Source   string    `json:"source"`
	Note     string    `json:"note"`
	At       time.Time `json:"at" doc:"Ghi lúc nào"`
	Reverses int64     `json:"reverses" doc:"Số bút toán bị đảo, 0 nếu không phải bút toán đảo"`
}

// Proof shows that an entry stands in the sealed log; it is checked without this system.
type Proof struct {
	Entry      string   `json:"entry" doc:"Lá: những gì nhật ký giữ của bút toán"`
	Index      int64    `json:"index"`
	Size       int64    `json:"size"`
	Hashes     []string `json:"hashes" doc:"Đường từ lá lên gốc"`
	Checkpoint string   `json:"checkpoint" doc:"Điểm chốt có chữ ký"`
	Verifier   string   `json:"verifier" doc:"Khóa để kiểm chữ ký"`
}

type entriesAsked struct {
	Asked
	Page
}

type entryAsked struct {
	Seq int64 `path:"seq" minimum:"1" example:"1" doc:"Số thứ tự của bút toán"`
}

func (s *server) entries() {
	const tag = "Số liệu"
	read(s, Operation{ID: "list-entries", Path: "/entries", Summary: "Các bút toán đứng sau một số liệu, theo số thứ tự", Tag: tag, Verb: passport.Seeing},
		func(c *call, in *entriesAsked) (string, error) { return in.about(c) }, listEntries)
	read(s, Operation{ID: "get-entry", Path: "/entries/{seq}", Summary: "Một bút toán", Tag: tag, Verb: passport.Seeing}, overEntry,
		func(c *call, in *entryAsked) (Entry, error) {
			e, err := ledger.EntryOf(c.v, in.Seq)
			return entryOf(e), err
		})
	read(s, Operation{ID: "get-proof", Path: "/entries/{seq}/proof", Summary: "Bằng chứng niêm phong của một bút toán; 503 khi chưa niêm phong", Tag: tag, Verb: passport.Seeing}, overEntry,
		func(c *call, in *entryAsked) (Proof, error) {
			p, err := ledger.ProofOf(c.v, in.Seq)
			if p.Hashes == nil {
				p.Hashes = []string{}
			}
			return Proof(p), err
		})
}

// overEntry is the question about the unit that an entry credits, else about where it was made.
func overEntry(c *call, in *entryAsked) (string, error) {
	e, err := ledger.EntryOf(c.v, in.Seq)
	if err != nil {
		return "", err
	}
	object := passport.Object(ledger.Question{Indicator: e.Indicator, Period: day.All, At: e.Unit})
	for _, q := range []ledger.Question{{Activity: e.Activity}, {Campaign: e.Campaign}} {
		if q.Activity+q.Campaign != "" && !c.may(passport.Seeing, object) {
			q.Indicator, q.Period = e.Indicator, day.All
			if other := passport.Object(q); c.may(passport.Seeing, other) {
				object = other
			}
		}
	}
	return object, nil
}

func listEntries(c *call, in *entriesAsked) (List[Entry], error) {
	out := List[Entry]{Items: []Entry{}}
	q, err := in.question(c)
	if err != nil {
		return out, err
	}
	after := int64(0)
	if in.After != "" {
		if after, err = strconv.ParseInt(in.After, 10, 64); err != nil {
			return out, fault.In("after", "Vị trí “%s” không đúng. Hãy gửi lại giá trị next của trang trước.", in.After)
		}
	}
	all, _, err := ledger.ProvePage(c.v, q, after, in.Limit+1)
	if err != nil {
		return out, err
	}
	if len(all) > in.Limit {
		all = all[:in.Limit]
		out.Next = strconv.FormatInt(all[in.Limit-1].Seq, 10)
	}
	for _, e := range all {
		out.Items = append(out.Items, entryOf(e))
	}
	return out, nil
}

func entryOf(e ledger.Entry) Entry {
	return Entry{Seq: e.Seq, Indicator: e.Indicator, Amount: amount(e.Quantity), Unit: e.Unit, Place: e.Place, Activity: e.Activity, Campaign: e.Campaign,
		Day: e.Day.String(), Evidence: e.Evidence.Key(), Source: e.Source, Note: e.Note, At: e.At.Time(), Reverses: e.Reverses}
}
