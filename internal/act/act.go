// Package act is the one way to write.
//
// Every write is an act: somebody, a verb, an object, one transaction, one line in the log. A Desk asks the verb for the chain of units
// over the object, asks access whether the person may, does the work and writes it down; so it keeps true that nothing is written without
// leave or without a trace. Attempts that were refused are no acts: doors count them. Which verbs there are is said by the nouns.
package act

import (
	"context"
	"embed"
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "act", Files: files}

// Verb is something that can be done, and who may do it.
type Verb struct {
	Name  string        // "org.absorb": the noun, a dot, the verb
	Label string        // "Sáp nhập tổ chức"
	Roles []access.Role // any of them is enough; roles that only read are passed over when something is written
	Self  bool          // anybody signed in may do it to the object that is their own key
	// Over returns the chain of units over the object: its own unit first, then upwards. Nil means that the object is itself a unit without any above.
	Over func(v *db.View, object string) (chain []string, err error)
	// Locks names what no two of these acts may change side by side; nil is nothing.
	Locks func(object string) []string
}

// Who is the one who acts: a person in a session on a device, or the program itself.
type Who struct {
	Person  string
	Session string
	Device  string
	Key     *Key // set where another program acts, with a key that somebody gave it

	reason string // of the program itself
}

// Key is what another program was given leave for. It reaches no further than its giver does today: when a grant of the giver
// ends, the key loses what rested on it.
type Key struct {
	Giver string   // the person who gave it
	Unit  string   // it covers this unit with all that stands below it today
	Verbs []string // names of the verbs that it is for
}

// Program is the person under which the program's own acts are logged.
const Program = "program"

// System is the program itself, with its reason: seeds, indicators brought up to date. It needs no grant and is logged as such.
func System(reason string) Who { return Who{Person: Program, reason: reason} }

// IsSystem reports whether it is the program itself.
func (w Who) IsSystem() bool { return w.reason != "" }

// Desk is where doors bring their acts.
type Desk struct {
	db   *db.DB
	tell []func(tx *db.Tx, r Record) error
}

// NewDesk returns a desk over a database.
func NewDesk(d *db.DB) *Desk { return &Desk{db: d} }

// Observe has every act seen at its end, inside its transaction: what cannot be told of is not done. It is called while a house is
// built, before the first act.
func (d *Desk) Observe(tell func(tx *db.Tx, r Record) error) { d.tell = append(d.tell, tell) }

// Do asks whether who may do verb to object, does the work, and writes one line in the log: all of it or nothing.
// Without leave it is a fault of kind Denied, without a person one of kind Unsigned.
func (d *Desk) Do(ctx context.Context, who Who, verb Verb, object string, work func(tx *db.Tx) error) error {
	return d.do(ctx, who, verb, object, "", work)
}

// Once is Do for what may be sent twice. The key is made by the sender, "" for none. A second call with the same key does nothing and
// returns nil; with the same key for another verb or object it is a fault of kind Conflict.
func (d *Desk) Once(ctx context.Context, who Who, verb Verb, object, key string, work func(tx *db.Tx) error) error {
	return d.do(ctx, who, verb, object, key, work)
}

func (d *Desk) do(ctx context.Context, who Who, verb Verb, object, key string, work func(tx *db.Tx) error) error {
	if who.Person == "" {
		return unsigned()
	}
	o := db.Ordered{Actor: who.Person}
	if verb.Locks != nil {
		o.Locks = verb.Locks(object)
	}
	return d.db.Update(ctx, o, func(tx *db.Tx) error {
		chain, err := leave(&tx.View, who, verb, object, true)
		if err != nil {
			return err
		}
		r := Record{ID: tx.ID(), At: tx.At, Person: who.Person, Device: who.Device, Verb: verb.Name, Object: object, Key: key, Note: who.reason}
		if len(chain) > 0 {
			r.Scope = chain[0]
		}
		if key != "" {
			done, err := claim(tx, r)
			if err != nil || done {
				return err
			}
		}
		tx.Memo(current{}, func() any { return &r })
		if err := work(tx); err != nil {
			return err
		}
		for _, tell := range d.tell {
			if err := tell(tx, r); err != nil {
				return err
			}
		}
		return insertRecord(tx, r)
	})
}

// See asks whether who may do verb, which only reads, to object, and gives read a view.
func (d *Desk) See(ctx context.Context, who Who, verb Verb, object string, read func(v *db.View) error) error {
	if who.Person == "" {
		return unsigned()
	}
	return d.db.See(ctx, func(v *db.View) error {
		v.Actor = who.Person
		if _, err := leave(v, who, verb, object, false); err != nil {
			return err
		}
		return read(v)
	})
}

// May reports whether who may do verb to object, whether it reads or writes; for buttons and lists. The act asks again.
func (d *Desk) May(v *db.View, who Who, verb Verb, object string) (bool, error) {
	_, err := leave(v, who, verb, object, false)
	switch fault.KindOf(err) {
	case fault.Denied, fault.Unsigned:
		return false, nil
	}
	return err == nil, err
}

// leave returns the chain over the object if who may do verb to it.
func leave(v *db.View, who Who, verb Verb, object string, writes bool) ([]string, error) {
	if who.Person == "" {
		return nil, unsigned()
	}
	chain := []string{object}
	if verb.Over != nil {
		var err error
		if chain, err = verb.Over(v, object); err != nil {
			return nil, err
		}
	}
	if who.IsSystem() || verb.Self && object == who.Person && who.Key == nil {
		return chain, nil
	}
	roles := verb.Roles
	if writes {
		roles = slices.DeleteFunc(slices.Clone(roles), access.Role.ReadsOnly)
	}
	person := who.Person
	if k := who.Key; k != nil {
		if !slices.Contains(k.Verbs, verb.Name) || !slices.Contains(chain, k.Unit) {
			return nil, fault.New(fault.Denied, "Khóa của chương trình này không được cấp cho việc “%s” ở đơn vị này. Hãy cấp khóa khác có quyền ấy.", verb.Label)
		}
		person = k.Giver
	}
	grants, err := grantsOf(v, person)
	if err != nil {
		return nil, err
	}
	if !access.Allowed(grants, roles, chain, v.At.Day()) {
		if who.Key != nil {
			return nil, fault.New(fault.Denied, "Người cấp khóa này không còn quyền “%s” ở đơn vị này, nên khóa cũng không còn. Hãy xin cấp khóa mới.", verb.Label)
		}
		return nil, fault.New(fault.Denied, "Bạn chưa được giao quyền “%s” ở đơn vị này. Hãy đề nghị người quản trị của đơn vị hoặc của cấp trên cấp quyền.", verb.Label)
	}
	return chain, nil
}

// grantsOf reads a person's grants, once for a view that cannot change them: a page asks for many buttons.
func grantsOf(v *db.View, person string) ([]access.Grant, error) {
	if v.InTx() {
		return access.Of(v, person)
	}
	type key struct{ person string }
	type kept struct {
		grants []access.Grant
		err    error
	}
	k := v.Memo(key{person}, func() any {
		g, err := access.Of(v, person)
		return kept{g, err}
	}).(kept)
	return k.grants, k.err
}

func unsigned() error {
	return fault.New(fault.Unsigned, "Bạn chưa đăng nhập, hoặc phiên làm việc đã hết hạn. Hãy đăng nhập rồi làm lại.")
}

// current is the key under which a transaction remembers its act.
type current struct{}

func of(v *db.View) *Record {
	r, _ := v.Memo(current{}, func() any { return (*Record)(nil) }).(*Record)
	return r
}

// ID returns the key of the act that is being written, "" outside an act.
func ID(v *db.View) string {
	if r := of(v); r != nil {
		return r.ID
	}
	return ""
}

// Device returns the device on which the act that is being written was made, "" outside an act.
func Device(v *db.View) string {
	if r := of(v); r != nil {
		return r.Device
	}
	return ""
}

// Note adds a short sentence for people to the line that the log will keep of this act.
func Note(tx *db.Tx, text string) {
	r := of(&tx.View)
	if r == nil || text == "" {
		return
	}
	if r.Note != "" {
		r.Note += " "
	}
	r.Note += text
}
