package signin

import (
	"encoding/json"
	"net/http"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// ticketCookie holds what SignIn handed out between the two steps.
const ticketCookie = "buoc-hai"

// answerMax bounds what a browser says about a passkey, in bytes.
const answerMax = 12 << 10

// hold remembers that the password was right, and leads to the second step.
func (d desk) hold(w http.ResponseWriter, r *http.Request, second *people.Second, to string) {
	http.SetCookie(w, &http.Cookie{Name: ticketCookie, Value: second.Ticket, Path: "/sign-in", MaxAge: 300, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil})
	http.Redirect(w, r, door.Address("/sign-in/second", "to", to), http.StatusSeeOther)
}

// second is what the page of the second step shows.
type second struct {
	To      string
	Problem form.Problem
	Theme   string
	Key     *passkey
}

func (s second) form() ui.Form {
	f := ui.Form{ID: "second", Action: "/sign-in/second", Submit: "Tiếp tục", Hidden: map[string]string{"to": s.To}, Cancel: "/sign-in", Fields: []ui.Field{
		{Name: "code", Label: "Mã xác thực", Required: true, Fill: "one-time-code", Focus: true, Help: "6 chữ số đang hiện trong ứng dụng xác thực trên điện thoại, hoặc một mã dự phòng."}}}
	if s.Problem.Text != "" {
		f.Fields[0].Problem = s.Problem.Text
	}
	return f
}

func (d desk) showSecond(w http.ResponseWriter, r *http.Request) {
	if _, err := r.Cookie(ticketCookie); err != nil {
		http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
		return
	}
	d.drawSecond(w, r, http.StatusOK, second{To: ui.Local(r.URL.Query().Get("to")), Theme: ui.Theme(r)})
}

func (d desk) drawSecond(w http.ResponseWriter, r *http.Request, status int, s second) {
	s.Key = d.passkey(r)
	d.send(w, r, status, secondView(s))
}

func (d desk) enterSecond(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, bodyMax)
	s := second{To: ui.Local(r.PostFormValue("to")), Theme: ui.Theme(r)}
	c, err := r.Cookie(ticketCookie)
	if err != nil {
		http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
		return
	}
	given, session, err := d.entrance.SecondCode(r.Context(), c.Value, r.PostFormValue("code"), door.Device(r.UserAgent()), from(r))
	switch {
	case err == nil:
		d.admit(w, r, given, session, s.To)
	case fault.KindOf(err) == fault.Unsigned: // too late: from the beginning
		d.draw(w, r, http.StatusUnauthorized, page{To: s.To, Theme: s.Theme, Problem: form.ProblemOf(err)})
	default:
		s.Problem = form.ProblemOf(err)
		d.drawSecond(w, r, refusal(err), s)
	}
}

// passkey is what the button for a passkey needs: the question for the browser and the ticket that comes back with its answer.
type passkey struct{ Options, Word string }

// passkey asks for one; nil where that cannot be done, so that the page shows no button.
func (d desk) passkey(r *http.Request) *passkey {
	asked, word, err := d.entrance.AskPasskey(r.Context(), door.SiteOf(r))
	if err != nil {
		return nil
	}
	options, err := json.Marshal(asked)
	if err != nil {
		return nil
	}
	return &passkey{string(options), word}
}

// enterByPasskey lets somebody in by the browser's answer.
func (d desk) enterByPasskey(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, bodyMax)
	p := page{To: ui.Local(r.PostFormValue("to")), Theme: ui.Theme(r)}
	answer := r.PostFormValue("answer")
	err := fault.Invalidf("Câu trả lời của trình duyệt dài quá mức nên không nhận. Hãy thử lại.")
	var given string
	var s people.Session
	if len(answer) <= answerMax {
		given, s, err = d.entrance.EnterByPasskey(r.Context(), door.SiteOf(r), r.PostFormValue("word"), []byte(answer), door.Device(r.UserAgent()))
	}
	if err != nil {
		p.Problem = form.ProblemOf(err)
		d.draw(w, r, refusal(err), p)
		return
	}
	d.admit(w, r, given, s, p.To)
}

// admit gives the browser the session's token and leads on.
func (d desk) admit(w http.ResponseWriter, r *http.Request, token string, s people.Session, to string) {
	c := cookie(r, token)
	c.Expires = s.Until.Time()
	http.SetCookie(w, c)
	if _, err := r.Cookie(ticketCookie); err == nil {
		http.SetCookie(w, &http.Cookie{Name: ticketCookie, Path: "/sign-in", MaxAge: -1})
	}
	http.Redirect(w, r, d.landing(r.Context(), s.Person, to), http.StatusSeeOther)
}
