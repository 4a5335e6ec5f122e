package join

import (
	"phongtrao/internal/base/ui"
)

// head is what every page of this section tells its frame.
type head struct {
	Title    string
	Host     string // who invites
	Theme    string
	Back     string // this page's address, to come back to in the other language
	Accent   ui.Accent
	Flash    *ui.Flash
	Suggests bool // a field offers suggestions while one types
}

// about is what one signs up for.
type about struct {
	Name  string
	When  string // "Chủ nhật, 01/02/2026, từ 6 giờ"
	Where string
	Left  string // "Còn 312 chỗ"; "" where places are not counted
	Tone  ui.Tone
}

// site is one of the places at which an event takes place.
type site struct {
	Name, Where string
	Left        string
	Tone        ui.Tone
	Href        string
}

// signup is the page on which one signs up at a site, or first chooses one.
type signup struct {
	head
	about
	Notices []ui.Notice
	Sites   []site
	Form    *ui.Form // nil where nothing can be sent
	Group   string   // where a whole group signs up, "" where that cannot be
}

// mine is a worker's own page.
type mine struct {
	head
	about
	Notices       []ui.Notice
	Ticket        *pass
	Facts         ui.KeyValue
	Keep          string // the page's own address in full
	Change        *ui.Form
	Cancel, Erase string
}

// pass is a ticket as it is shown.
type pass struct {
	Box, Path string // the code's outline
	Bib       string
	Code      string
	Name      string
	Picture   string // where it is as a picture, "" for none
}

// sure is a question before something is done.
type sure struct {
	head
	Confirm ui.Confirm
}

// genuine says whether a ticket is true.
type genuine struct {
	head
	Tone  ui.Tone
	Icon  string
	Text  string
	Facts ui.KeyValue
}

// group is the page on which somebody signs up for many.
type group struct {
	head
	about
	Notices []ui.Notice
	Form    *ui.Form
}

// party is the page of a group that signed up.
type party struct {
	head
	about
	Notices []ui.Notice
	Facts   ui.KeyValue
	Keep    string
	Print   string
	Naming  *ui.Form
	Rows    ui.Table
}

// sheet is all tickets of a group, for paper.
type sheet struct {
	head
	Event   string
	Tickets []pass
}

// faulty is a page in place of the one that was asked for.
type faulty struct {
	head
	Text string
	Next *ui.Link
}
