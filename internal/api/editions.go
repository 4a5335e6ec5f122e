package api

import (
	"slices"
	"time"

	"phongtrao/internal/edition"
	"phongtrao/internal/org"
)

// Edition is a closed report: it stays as it was printed.
type Edition struct {
	ID         string            `json:"id"`
	Campaign   string            `json:"campaign"`
	Unit       string            `json:"unit" doc:"Đơn vị lập báo cáo"`
	From       string            `json:"from" example:"2024-01-01"`
	To         string            `json:"to" example:"2024-06-30"`
	Kind       string            `json:"kind" enum:"official,provisional" doc:"official: báo cáo chính thức, provisional: báo cáo nhanh"`
	State      string            `json:"state" enum:"closed,sent,accepted,returned,recalled"`
	Label      string            `json:"label" example:"đã tiếp nhận" doc:"Tình trạng bằng lời"`
	Number     string            `json:"number" example:"15/BC-CĐ" doc:"Số, ký hiệu; trống khi để ngỏ trên giấy"`
	Date       string            `json:"date" doc:"Ngày ghi trên báo cáo; trống khi để ngỏ trên giấy"`
	Replaces   string            `json:"replaces" doc:"Báo cáo mà nó thay thế, trống nếu không thay bản nào"`
	Closed     time.Time         `json:"closed" doc:"Chốt lúc nào"`
	Checkpoint EditionCheckpoint `json:"checkpoint"`
	Sent       []EditionReceipt  `json:"sent"`
	Recalls    []EditionRecall   `json:"recalls"`
}

// EditionCheckpoint is the point at which the figures of a closed report stand.
type EditionCheckpoint struct {
	Known    time.Time `json:"known" doc:"Số liệu theo những gì đã biết lúc ấy"`
	Through  int64     `json:"through" doc:"Bút toán cuối cùng có trong số liệu"`
	Year     int64     `json:"year" doc:"Năm của nhật ký niêm phong; 0 khi lúc chốt chưa có điểm niêm phong"`
	Size     int64     `json:"size"`
	Root     string    `json:"root" doc:"Gốc của nhật ký niêm phong"`
	Document string    `json:"document" doc:"Mã băm SHA-256 của bản đã chốt"`
}

// EditionReceipt is one unit to which a report was sent, with what it answered.
type EditionReceipt struct {
	Unit     string     `json:"unit"`
	At       time.Time  `json:"at"`
	Answer   string     `json:"answer" enum:",accepted,returned" doc:"Trống khi chưa trả lời"`
	Reason   string     `json:"reason" doc:"Lý do trả lại"`
	Answered *time.Time `json:"answered" nullable:"true" doc:"Trả lời lúc nào, null khi chưa"`
}

// EditionRecall says that a report was taken back or put right.
type EditionRecall struct {
	Kind    string    `json:"kind" enum:"correct,withdraw" doc:"correct: đính chính, withdraw: thu hồi"`
	Reason  string    `json:"reason"`
	Changes []string  `json:"changes" doc:"Số nào đã đổi, bằng lời"`
	At      time.Time `json:"at"`
}

// WholeEdition is a closed report with the figures that it quotes.
type WholeEdition struct {
	Edition
	Figures []EditionFigure `json:"figures" doc:"Số đã dẫn, theo thứ tự trong báo cáo; sau cùng là những phần chưa có khi chốt, với số 0"`
}

// EditionFigure is a figure as it was quoted, beside what the ledger says now.
type EditionFigure struct {
	Code      string `json:"code" doc:"Mã in cạnh số, để xem lý lịch"`
	Indicator string `json:"indicator" example:"blood.bags"`
	What      string `json:"what" doc:"Số gì, bằng lời"`
	Part      string `json:"part" doc:"Phần nào của số được chia, trống nếu là cả số"`
	PartName  string `json:"part_name"`
	Amount
	NowLo   *int64          `json:"now_lo" nullable:"true" doc:"Ít nhất theo sổ cái hiện nay; null khi không còn số liệu"`
	NowHi   *int64          `json:"now_hi" nullable:"true" doc:"Nhiều nhất theo sổ cái hiện nay; null khi không có gì chặn trên hoặc không còn số liệu"`
	Changed bool            `json:"changed" doc:"Sổ cái nay nói khác lúc chốt"`
	Reasons []EditionReason `json:"reasons" doc:"Điều gì đã làm số thay đổi"`
}

// EditionReason is one act on the ledger that moved a figure since it was quoted.
type EditionReason struct {
	Entry int64      `json:"entry" doc:"Số thứ tự bút toán; 0 khi không do bút toán nào"`
	At    *time.Time `json:"at" nullable:"true"`
	Text  string     `json:"text"`
}

type editionList struct {
	OfUnit
	Page
	Campaign string `query:"campaign" maxLength:"200" doc:"Chỉ của phong trào này"`
	State    string `query:"state" enum:"closed,sent,accepted,returned,recalled" example:"accepted" doc:"Chỉ báo cáo ở tình trạng này"`
}

func (s *server) editions() {
	const tag = "Báo cáo"
	read(s, Operation{ID: "list-editions", Path: "/editions", Summary: "Báo cáo đã chốt của một đơn vị và các đơn vị bên dưới, cùng báo cáo gửi đến họ, mới nhất trước", Tag: tag, Verb: edition.Seeing},
		func(c *call, in *editionList) (string, error) { return in.about(c), nil }, listEditions)
	read(s, Operation{ID: "get-edition", Path: "/editions/{id}", Summary: "Một báo cáo đã chốt, với các số đã dẫn và số hiện nay", Tag: tag, Verb: edition.Seeing},
		func(c *call, in *One) (string, error) {
			_, err := edition.Get(c.v, in.ID)
			return in.ID, err
		}, getEdition)
}

func listEditions(c *call, in *editionList) (List[Edition], error) {
	all, err := edition.All(c.v)
	if err != nil {
		return List[Edition]{}, err
	}
	within := map[org.UnitID]bool{}
	var out []Edition
	for _, e := range all {
		if e.Closed == nil || in.Campaign != "" && in.Campaign != e.Campaign || in.State != "" && in.State != string(e.State) {
			continue
		}
		units := []org.UnitID{e.Unit}
		for _, r := range e.Sent {
			units = append(units, r.Unit)
		}
		for _, u := range units {
			if _, known := within[u]; !known {
				chain, err := org.Over(c.v, u)
				if err != nil {
					return List[Edition]{}, err
				}
				within[u] = (u == in.about(c) || slices.Contains(chain, in.about(c))) && c.sees(u)
			}
		}
		if slices.ContainsFunc(units, func(u org.UnitID) bool { return within[u] }) {
			out = append(out, editionOf(e))
		}
	}
	return cut(in.Page, out, func(e Edition) string { return e.ID })
}

func getEdition(c *call, in *One) (WholeEdition, error) {
	e, err := edition.Get(c.v, in.ID)
	if err != nil {
		return WholeEdition{}, err
	}
	if e.Closed == nil { // a draft quotes nothing yet, and may say anything tomorrow
		return WholeEdition{}, notFound("báo cáo đã chốt này")
	}
	quoted, err := edition.Quotes(c.v, e.ID)
	if err != nil {
		return WholeEdition{}, err
	}
	changes, err := edition.Affected(c.v, e)
	return WholeEdition{editionOf(e), figuresQuoted(quoted, changes)}, err
}

// figuresQuoted lays what changed beside what was quoted.
func figuresQuoted(quoted []edition.Quote, changes []edition.Change) []EditionFigure {
	type key struct{ code, part string }
	changed := map[key]edition.Change{}
	for _, c := range changes {
		changed[key{c.Code, c.Part}] = c
	}
	out, told := []EditionFigure{}, map[key]bool{}
	for _, q := range quoted {
		k := key{q.Code, q.Part}
		c, moved := changed[k]
		if !moved {
			c = edition.Change{Quote: q, Now: q.Quantity}
		}
		told[k] = true
		out = append(out, figureQuoted(c, moved))
	}
	for _, c := range changes {
		if !told[key{c.Code, c.Part}] {
			out = append(out, figureQuoted(c, true))
		}
	}
	return out
}

func figureQuoted(c edition.Change, moved bool) EditionFigure {
	f := EditionFigure{Code: c.Code, Indicator: c.Question.Indicator, What: c.What, Part: c.Part, PartName: c.Name, Amount: amount(c.Quantity), Changed: moved, Reasons: []EditionReason{}}
	if now := amount(c.Now); !c.Gone {
		f.NowLo, f.NowHi = &now.Lo, now.Hi
	}
	for _, r := range c.Why {
		f.Reasons = append(f.Reasons, EditionReason{r.Entry, at(r.At), r.Text})
	}
	return f
}

func editionOf(e edition.Edition) Edition {
	c := e.Closed
	out := Edition{ID: e.ID, Campaign: e.Campaign, Unit: e.Unit, From: e.Period.From.String(), To: e.Period.To.String(), Kind: "official", State: string(e.State), Label: e.State.Label(),
		Number: e.Number, Date: e.Date.String(), Replaces: e.Replaces, Closed: c.At.Time(), Sent: []EditionReceipt{}, Recalls: []EditionRecall{},
		Checkpoint: EditionCheckpoint{Known: c.Known.Time(), Through: c.Through, Year: c.Year, Size: c.Size, Root: c.Root, Document: c.Hash}}
	if e.Provisional {
		out.Kind = "provisional"
	}
	for _, r := range e.Sent {
		out.Sent = append(out.Sent, EditionReceipt{r.Unit, r.At.Time(), string(r.Answer), r.Reason, at(r.Since)})
	}
	for _, r := range e.Recall {
		out.Recalls = append(out.Recalls, EditionRecall{string(r.Kind), r.Reason, append([]string{}, r.Changes...), r.At.Time()})
	}
	return out
}
