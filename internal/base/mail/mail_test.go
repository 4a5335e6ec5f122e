package mail_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/big"
	"mime"
	"mime/quotedprintable"
	"net"
	nm "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"phongtrao/internal/base/mail"
)

// post is a mail server as small as it can be: it speaks STARTTLS, and remembers what it was given.
type post struct {
	t       *testing.T
	addr    string
	trust   *tls.Config
	plain   bool   // it has no STARTTLS
	refuses string // what it answers to RCPT, "" for yes

	mu      sync.Mutex
	letters []string
	open    []string // what was said before the line was closed
}

func newPost(t *testing.T) *post {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, _ := x509.ParseCertificate(der)
	pool := x509.NewCertPool()
	pool.AddCert(cert)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	p := &post{t: t, addr: l.Addr().String(), trust: &tls.Config{RootCAs: pool, ServerName: "127.0.0.1"}}
	own := &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go p.serve(c, own)
		}
	}()
	return p
}

func (p *post) serve(c net.Conn, own *tls.Config) {
	defer func() { c.Close() }()
	closed := false
	r := bufio.NewReader(c)
	say := func(s string) { fmt.Fprint(c, s+"\r\n") }
	say("220 post")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		word := strings.ToUpper(strings.Fields(line + " x")[0])
		if !closed {
			p.mu.Lock()
			p.open = append(p.open, word)
			p.mu.Unlock()
		}
		switch word {
		case "EHLO":
			if closed || p.plain {
				say("250-post")
				say("250 AUTH PLAIN")
			} else {
				say("250-post")
				say("250 STARTTLS")
			}
		case "STARTTLS":
			say("220 go")
			c = tls.Server(c, own)
			r, closed = bufio.NewReader(c), true
		case "AUTH":
			say("235 yes")
		case "RCPT":
			if p.refuses != "" {
				say(p.refuses)
			} else {
				say("250 yes")
			}
		case "DATA":
			say("354 go")
			var b strings.Builder
			for {
				l, err := r.ReadString('\n')
				if err != nil {
					return
				}
				if l == ".\r\n" {
					break
				}
				b.WriteString(l)
			}
			p.mu.Lock()
			p.letters = append(p.letters, b.String())
			p.mu.Unlock()
			say("250 taken")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

func (p *post) server(t *testing.T) mail.Server {
	t.Helper()
	s, err := mail.Parse("smtp://an:bimat@"+p.addr, "Phong Trào <phongtrao@congdoan.vn>")
	if err != nil {
		t.Fatal(err)
	}
	return s.Trusting(p.trust)
}

func TestSend(t *testing.T) {
	p := newPost(t)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	text := "Kính gửi anh, chị,\nCòn 2 báo cáo chưa nhận được.\n.\nTrân trọng."
	if err := p.server(t).Send(ctx, mail.Letter{To: "lan@toto.vn", Subject: "Nhắc báo cáo\r\nBcc: ai@xa.vn", Text: text, Key: "k1"}); err != nil {
		t.Fatal(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.letters) != 1 {
		t.Fatal(p.letters)
	}
	m, err := nm.ReadMessage(strings.NewReader(p.letters[0]))
	if err != nil {
		t.Fatal(err)
	}
	subject, _ := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	body, _ := io.ReadAll(quotedprintable.NewReader(m.Body))
	got := strings.ReplaceAll(strings.ReplaceAll(string(body), "\r\n", "\n"), "\n..\n", "\n.\n")
	if subject != "Nhắc báo cáo Bcc: ai@xa.vn" || m.Header.Get("Bcc") != "" || strings.TrimSpace(got) != text || m.Header.Get("Message-ID") != "<k1@congdoan.vn>" {
		t.Errorf("%q %v %q", subject, m.Header, got)
	}
	for _, w := range p.open {
		if w == "AUTH" || w == "MAIL" {
			t.Errorf("%s was said on an open line", w)
		}
	}
}

// A server that will not close the line is told nothing; one that has no such mailbox is not asked again.
func TestRefusals(t *testing.T) {
	p := newPost(t)
	p.plain = true
	err := p.server(t).Send(t.Context(), mail.Letter{To: "lan@toto.vn"})
	if refused := (*mail.Refused)(nil); err == nil || errors.As(err, &refused) || !strings.Contains(err.Error(), "STARTTLS") {
		t.Error(err)
	}
	for answer, want := range map[string]bool{"550 no such user": true, "451 later": false} {
		p := newPost(t)
		p.refuses = answer
		err := p.server(t).Send(t.Context(), mail.Letter{To: "lan@toto.vn"})
		refused := (*mail.Refused)(nil)
		if err == nil || errors.As(err, &refused) != want {
			t.Error(answer, err)
		}
	}
	for _, bad := range []string{"mail.vn:25", "http://mail.vn", "smtp://:bimat@"} {
		if _, err := mail.Parse(bad, "a@b.vn"); err == nil || strings.Contains(err.Error(), bad) {
			t.Error(bad, err)
		}
	}
	if s, err := mail.Parse("", ""); err != nil || s.Ready() {
		t.Error(s, err)
	}
}
