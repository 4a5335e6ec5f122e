package people

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// A passkey is a key in somebody's telephone or computer, opened with a finger, a face or a number. It stands for both steps of signing in.

// Site is where a page was opened; a passkey is good for the host that it was made for.
type Site struct {
	Host   string // "phongtrao.congdoan.vn", without the port
	Origin string // "https://phongtrao.congdoan.vn"
}

// Passkey is one key of a person.
type Passkey struct {
	ID     string
	Person string
	Name   string // of the device
	Site   string
	Added  day.Instant
	Used   day.Instant // 0 for never

	data string
}

const passkeysMax = 20 // of a person

// holder is a person as the library wants to see one.
type holder struct {
	person, login, name string
	keys                []webauthn.Credential
}

func (h holder) WebAuthnID() []byte                         { return []byte(h.person) }
func (h holder) WebAuthnName() string                       { return h.login }
func (h holder) WebAuthnDisplayName() string                { return h.name }
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

func holderOf(v *db.View, person string) (h holder, err error) {
	p, err := living(v, person)
	if err != nil {
		return h, err
	}
	h = holder{person: person, name: p.Name}
	if h.login, err = LoginOf(v, person); err != nil {
		return h, err
	}
	all, err := Passkeys(v, person)
	for _, k := range all {
		var c webauthn.Credential
		if err := json.Unmarshal([]byte(k.data), &c); err != nil {
			return h, fmt.Errorf("people: passkey %s: %w", k.ID, err)
		}
		h.keys = append(h.keys, c)
	}
	return h, err
}

// Named reports whether the site has a name. Browsers tie passkeys to a name and make none for a bare network address.
func (s Site) Named() bool { return s.Host != "" && net.ParseIP(strings.Trim(s.Host, "[]")) == nil }

func (s Site) library() (*webauthn.WebAuthn, error) {
	return webauthn.New(&webauthn.Config{RPID: s.Host, RPDisplayName: "Phong Trào", RPOrigins: []string{s.Origin},
		AuthenticatorSelection: protocol.AuthenticatorSelection{ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired}})
}

// AskPasskey begins to sign in by a passkey: options are for the browser, the word comes back with its answer.
func (e *Entrance) AskPasskey(ctx context.Context, site Site) (options any, word string, err error) {
	lib, err := site.library()
	if err != nil {
		return nil, "", err
	}
	asked, data, err := lib.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return nil, "", err
	}
	word, err = e.keepFor(ctx, ticket{Step: "passkey"}, data)
	return asked, word, err
}

// EnterByPasskey begins a session with the browser's answer.
func (e *Entrance) EnterByPasskey(ctx context.Context, site Site, word string, answer []byte, device string) (string, Session, error) {
	lib, err := site.library()
	if err != nil {
		return "", Session{}, err
	}
	_, data, err := e.keptFor(ctx, "passkey", word)
	if err != nil {
		return "", Session{}, err
	}
	said, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return "", Session{}, refused(err)
	}
	var h holder
	var used *webauthn.Credential
	err = e.db.See(ctx, func(v *db.View) error {
		_, used, err = lib.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
			h, err = holderOf(v, string(handle))
			return h, err
		}, data, said)
		return err
	})
	switch {
	case err != nil:
		return "", Session{}, refused(err)
	case used.Authenticator.CloneWarning:
		return "", Session{}, fault.New(fault.Denied, "Khóa truy cập này có dấu hiệu bị sao chép nên không được nhận. Hãy đăng nhập bằng mật khẩu và xóa khóa ấy.")
	}
	return e.begin(ctx, h.person, device, func(tx *db.Tx) error { return usePasskey(tx, used) })
}

// OfferPasskey begins to add a passkey to the person who is signed in.
func (e *Entrance) OfferPasskey(ctx context.Context, site Site, person string) (options any, word string, err error) {
	lib, err := site.library()
	if err != nil {
		return nil, "", err
	}
	var h holder
	if err := e.db.See(ctx, func(v *db.View) error { h, err = holderOf(v, person); return err }); err != nil {
		return nil, "", err
	}
	made, data, err := lib.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.keys).CredentialDescriptors()))
	if err != nil {
		return nil, "", err
	}
	word, err = e.keepFor(ctx, ticket{Step: "add", Person: person}, data)
	return made, word, err
}

// AddPasskey keeps the passkey that the browser made.
func (e *Entrance) AddPasskey(ctx context.Context, who act.Who, site Site, word, name string, answer []byte) error {
	lib, err := site.library()
	if err != nil {
		return err
	}
	t, data, err := e.keptFor(ctx, "add", word)
	if err != nil {
		return err
	}
	if t.Person != who.Person {
		return fault.New(fault.Denied, "Khóa truy cập này được tạo cho người khác. Hãy bắt đầu lại.")
	}
	said, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return refused(err)
	}
	if name = shorten(viet.Clean(name), 60); name == "" {
		name = who.Device
	}
	return e.desk.Do(ctx, who, SettingSecond, who.Person, func(tx *db.Tx) error {
		h, err := holderOf(&tx.View, who.Person)
		if err != nil {
			return err
		}
		if len(h.keys) >= passkeysMax {
			return fault.Invalidf("Mỗi người có nhiều nhất %d khóa truy cập. Hãy xóa khóa không dùng nữa.", passkeysMax)
		}
		made, err := lib.CreateCredential(h, data, said)
		if err != nil {
			return refused(err)
		}
		return insertPasskey(tx, Passkey{Person: who.Person, Name: name, Site: site.Host}, made)
	})
}

// DropPasskey forgets one passkey of a person; one that is gone already is no fault.
func DropPasskey(tx *db.Tx, person, id string) error { return deletePasskey(tx, person, id) }

// keepFor seals what the library wants back into a ticket.
func (e *Entrance) keepFor(ctx context.Context, t ticket, data *webauthn.SessionData) (string, error) {
	text, err := json.Marshal(data)
	if err != nil {
		return "", err
	}
	t.Data = text
	return e.seal(ctx, t)
}

func (e *Entrance) keptFor(ctx context.Context, step, word string) (t ticket, data webauthn.SessionData, err error) {
	if t, err = e.unseal(ctx, step, word); err == nil {
		err = json.Unmarshal(t.Data, &data)
	}
	return t, data, err
}

// refused says kindly what the library says in detail; the detail goes into the program's log.
func refused(err error) error {
	var detail *protocol.Error
	if !errors.As(err, &detail) {
		return err
	}
	slog.Info("passkey refused", "why", detail.Details, "info", detail.DevInfo)
	return fault.New(fault.Invalid, "Khóa truy cập không được chấp nhận. Hãy thử lại, hoặc đăng nhập bằng mật khẩu.")
}

func keyID(c *webauthn.Credential) string { return base64.RawURLEncoding.EncodeToString(c.ID) }
