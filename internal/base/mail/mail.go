// Package mail sends letters by SMTP.
//
// It speaks to one server, that of the office, over STARTTLS or TLS; a password never goes over a line that is not closed. What a letter
// says, and to whom, is left to others.
package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"net/url"
	"strings"
	"time"

	"phongtrao/internal/base/fault"
)

// Server is the office's mail server. The zero value sends nothing.
type Server struct {
	Host, Port     string
	User, Password string
	From           string // "Phong Trào <phongtrao@congdoan.vn>"
	Closed         bool   // smtps: the line is closed from its first byte
	trust          *tls.Config
}

// Parse reads smtp://user:password@host:587 or smtps://user:password@host:465, and who sends; "" is no server.
func Parse(address, from string) (Server, error) {
	if address == "" {
		return Server{}, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return Server{}, fault.Invalidf("Không đọc được địa chỉ máy chủ thư. Hãy ghi dạng smtp://tên:mật-khẩu@máy-chủ:587.") // without the address: it holds a password
	}
	s := Server{Host: u.Hostname(), Port: u.Port(), User: u.User.Username(), From: from, Closed: u.Scheme == "smtps"}
	s.Password, _ = u.User.Password()
	if s.Port == "" {
		s.Port = map[bool]string{false: "587", true: "465"}[s.Closed]
	}
	if s.From == "" {
		s.From = s.User
	}
	if _, err := mail.ParseAddress(s.From); err != nil {
		return Server{}, fault.Invalidf("Chưa ghi đúng địa chỉ người gửi thư (“%s”). Hãy ghi dạng phongtrao@congdoan.vn.", s.From)
	}
	return s, nil
}

// Trusting returns the server with a TLS configuration of its own; for servers with certificates that the system does not know.
func (s Server) Trusting(c *tls.Config) Server {
	s.trust = c
	return s
}

// Ready reports whether there is a server.
func (s Server) Ready() bool { return s.Host != "" }

// Letter is one letter.
type Letter struct {
	To      string
	Subject string
	Text    string
	Key     string // one letter's key: a server that gets it twice can tell
}

// Refused is an answer of the server that another attempt would not change: no such mailbox.
type Refused struct{ Err error }

// Error says what the server said.
func (r *Refused) Error() string { return r.Err.Error() }

// Unwrap returns the server's answer.
func (r *Refused) Unwrap() error { return r.Err }

// Send sends a letter.
func (s Server) Send(ctx context.Context, l Letter) error {
	from, err := mail.ParseAddress(s.From)
	if err != nil {
		return &Refused{err}
	}
	to, err := mail.ParseAddress(l.To)
	if err != nil {
		return &Refused{fmt.Errorf("địa chỉ người nhận: %w", err)}
	}
	c, err := s.dial(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if s.User != "" {
		if err := c.Auth(smtp.PlainAuth("", s.User, s.Password, s.Host)); err != nil {
			return fmt.Errorf("mail: %w", err)
		}
	}
	for _, step := range []func() error{func() error { return c.Mail(from.Address) }, func() error { return c.Rcpt(to.Address) }} {
		if err := step(); err != nil {
			return final(err)
		}
	}
	w, err := c.Data()
	if err != nil {
		return final(err)
	}
	if _, err := w.Write(l.bytes(from, to, time.Now())); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return final(err)
	}
	return c.Quit()
}

// final marks answers of the five hundreds: the server will not change its mind.
func final(err error) error {
	if e := (*textproto.Error)(nil); errors.As(err, &e) && e.Code >= 500 {
		return &Refused{err}
	}
	return err
}

// dial opens a line and closes it to others before anything is said.
func (s Server) dial(ctx context.Context) (*smtp.Client, error) {
	trust := &tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12}
	if s.trust != nil {
		trust = s.trust
	}
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", net.JoinHostPort(s.Host, s.Port))
	if err != nil {
		return nil, err
	}
	if end, ok := ctx.Deadline(); ok {
		_ = conn.SetDeadline(end)
	}
	if s.Closed {
		conn = tls.Client(conn, trust)
	}
	c, err := smtp.NewClient(conn, s.Host)
	if err != nil {
		conn.Close()
		return nil, err
	}
	if s.Closed {
		return c, nil
	}
	if ok, _ := c.Extension("STARTTLS"); !ok {
		c.Close()
		return nil, errors.New("mail: máy chủ thư không có STARTTLS; mật khẩu không được gửi trên đường truyền hở")
	}
	if err := c.StartTLS(trust); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// bytes writes the letter as it travels: in letters that every server lets through.
func (l Letter) bytes(from, to *mail.Address, at time.Time) []byte {
	var b bytes.Buffer
	line := func(name, value string) { fmt.Fprintf(&b, "%s: %s\r\n", name, value) }
	line("From", from.String())
	line("To", to.String())
	line("Subject", mime.BEncoding.Encode("utf-8", strings.Join(strings.Fields(l.Subject), " ")))
	line("Date", at.Format(time.RFC1123Z))
	if l.Key != "" {
		_, domain, _ := strings.Cut(from.Address, "@")
		line("Message-ID", "<"+l.Key+"@"+domain+">")
	}
	line("Auto-Submitted", "auto-generated")
	line("MIME-Version", "1.0")
	line("Content-Type", "text/plain; charset=utf-8")
	line("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\r\n")
	q := quotedprintable.NewWriter(&b)
	_, _ = io.WriteString(q, strings.ReplaceAll(strings.ReplaceAll(l.Text, "\r\n", "\n"), "\n", "\r\n")) // into memory: cannot fail
	_ = q.Close()
	return b.Bytes()
}
