package ledger

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/indicator"
)

// asked is a question made ready: its words looked up, its map found.
type asked struct {
	Question
	v     *db.View
	book  *Book
	about indicator.Indicator
	units *lineage.History // the organisation
	on    *lineage.History // what is rolled up along: the organisation, or the places
	line  string           // the key of the line in it
	tree  *lineage.Tree    // the map; nil as things stood
	show  day.AsOf         // the day of which names are shown
	ends  day.Day          // for a stock: the day whose level is asked for
	at    int32            // node of q.At, -1 for everything
	lens  lens
	extra map[string]uint32 // words that only the act being written knows
	texts []string
}

// ask makes a question ready, and refuses one that cannot be answered.
func ask(v *db.View, q Question) (*asked, error) {
	about, err := indicator.Get(v, q.Indicator)
	if err != nil {
		return nil, err
	}
	if q.Period == (day.Period{}) {
		q.Period = day.All
	}
	if q.Period.From > q.Period.To {
		return nil, fault.In("period", "Kỳ bắt đầu %s sau ngày kết thúc %s. Hãy đổi lại hai ngày.", q.Period.From.VN(), q.Period.To.VN())
	}
	if !slices.Contains([]string{"", ByUnit, ByPlace, ByActivity, ByCampaign, ByEvidence}, q.By) {
		return nil, fault.In("by", "Không chia số liệu theo “%s” được. Hãy chọn: unit, place, activity, campaign hoặc evidence.", q.By)
	}
	if q.Known >= v.At {
		q.Known = 0
	}
	a := &asked{Question: q, v: v, about: about, at: -1}
	if a.units, err = unitsOf(v); err != nil {
		return nil, err
	}
	if q.Line == PlaceLine {
		a.line = territory
		if a.on, err = placesOf(v); err != nil {
			return nil, err
		}
	} else {
		a.on, a.line = a.units, cmp.Or(q.Line, unionLine)
		if a.line != unionLine && !slices.Contains(a.on.Lines(), a.line) {
			return nil, fault.In("line", "Không có tuyến “%s”. Hãy chọn một tuyến của tổ chức, hoặc “place” để xem theo địa bàn.", q.Line)
		}
	}
	today := v.At.Day()
	if q.Known != 0 {
		today = q.Known.Day()
	}
	a.ends = min(q.Period.To, today)
	a.show = day.AsOf{Day: cmp.Or(q.On, a.ends), Known: q.Known}
	if q.On != 0 || about.Stock { // a level is asked for one day, so it stands on the map of that day
		a.tree = a.on.Tree(a.line, a.show)
	}
	if err := a.find(q.At); err != nil {
		return nil, err
	}
	if a.book, err = ready(v); err != nil {
		return nil, err
	}
	a.lens, err = lensOf(v, a.book, q.Known)
	return a, err
}

// find looks up the node that the question is about.
func (a *asked) find(at string) error {
	if at == "" {
		return nil
	}
	i, ok := a.on.Index(at)
	if !ok {
		return fault.NotFoundf("Không có đơn vị hoặc địa điểm “%s”.", at)
	}
	if a.tree != nil && !a.tree.Has(i) {
		where := ""
		if l := a.tree.LocateOn(i, 0); l.At >= 0 {
			where = " Hãy xem “" + a.on.Name(l.At, a.show) + "”."
		}
		return fault.NotFoundf("“%s” không có trên bản đồ ngày %s.%s", a.on.Name(i, day.AsOf{Day: a.on.Born(i)}), a.show.Day.VN(), where)
	}
	a.at = i
	return nil
}

// placer returns what places cells for this question.
func (a *asked) placer() *placer {
	return &placer{history: a.on, tree: a.tree, line: a.line, known: a.Known, indicator: a.Indicator}
}

// word returns the number of a text: that of the Book, or one of this question's own, from the top half. The lock is held.
func (a *asked) word(text string) uint32 {
	if n, ok := a.book.of[text]; ok {
		return n
	}
	n, ok := a.extra[text]
	if !ok {
		if a.extra == nil {
			a.extra = map[string]uint32{}
		}
		n = own + uint32(len(a.texts))
		a.extra[text], a.texts = n, append(a.texts, text)
	}
	return n
}

// own is the first number of words that only one question knows.
const own = 1 << 31

// says returns the text of a word. The lock is held.
func (a *asked) says(word uint32) string {
	if word >= own {
		return a.texts[word-own]
	}
	return a.book.text[word]
}

// of is which of a cell's words the line is about.
func (a *asked) of(k *key) uint32 {
	if a.Question.Line == PlaceLine {
		return k.place
	}
	return k.unit
}

// node returns the node of a word, -1 for none. The lock is held.
func (a *asked) node(word uint32) int32 {
	if i, ok := a.on.Index(a.says(word)); ok {
		return i
	}
	return -1
}

// name returns how a node was called on the day that the question shows.
func (a *asked) name(i int32) string {
	if i < 0 {
		return ""
	}
	return cmp.Or(a.on.Name(i, a.show), a.on.Name(i, day.AsOf{Day: a.on.Born(i)}))
}
