// Package lineage keeps trees that know their past.
//
// A node's life is written as facts: "from this day on, these attributes are so". Facts are only ever added; of two
// facts for the same day the one recorded later holds. So every question is put to two clocks, the day it asks about
// and the instant at which something was known (day.AsOf), and an old answer can always be given again.
// A node that ends may name successors; Tree.Locate follows them, and says so where the past cannot be divided.
//
// A History and a Tree are values: shared between goroutines, never changed. Draft makes the facts of a change and
// refuses those that would break the tree: at every instant a living node has at most one parent on a line, that
// parent lives, and nobody is its own ancestor. Storing facts is left to lineage/keep, what a node is to its owner.
package lineage

import "phongtrao/internal/base/day"

// State is what a fact says about a node's life; "" says nothing.
type State string

const (
	// Alive is a node at work.
	Alive State = "alive"
	// Suspended is a node whose work is stopped for a time; it keeps its place.
	Suspended State = "suspended"
	// Ended is a node that is no more.
	Ended State = "ended"
	// Void is a node that, as a correction says, was not there yet.
	Void State = "void"
)

// What Fact.Parent says apart from the id of a parent. The empty text says nothing.
const (
	// Top stands at the head of the line, without a parent.
	Top = "-"
	// Off does not stand on the line.
	Off = "~"
)

// Fact is one set-point in a node's life: from the day Since on, what is not empty is so.
type Fact struct {
	Seq      int64       // its place among the facts of all nodes, in order of recording; 0 = to be given
	Node     string      // whose life
	From     day.Day     // the first day on which it holds
	Line     string      // the line that Parent is about
	Parent   string      // a node's id, Top, Off, or ""
	State    State       //
	Name     string      // full name
	Short    string      // abbreviated name
	Kind     string      // key of a kind, which the owner of the tree knows
	Code     string      // official code
	Change   string      // id of the change that says so
	Recorded day.Instant // when it became known
}

// SuccessionKind says in which way one node follows another.
type SuccessionKind string

const (
	// Consolidated: several nodes ended and one new one took their place (hợp nhất).
	Consolidated SuccessionKind = "consolidate"
	// Absorbed: a node ended and one that existed already took it in (sáp nhập).
	Absorbed SuccessionKind = "absorb"
	// Divided: a node was split; it ended (chia) or went on as one of the parts (tách).
	Divided SuccessionKind = "split"
	// Dissolved: a node ended and named who takes over its affairs (giải thể, có đơn vị kế thừa).
	Dissolved SuccessionKind = "dissolve"
	// Held: a node ended and its children went to a holding parent, which takes over nothing else.
	Held SuccessionKind = "hold"
	// Withdrawn: the change whose id stands in To should never have been recorded; nothing that it says holds.
	Withdrawn SuccessionKind = "withdraw"
)

// Whole is the sum of the shares of one indicator over all parts of a split, in parts per million.
const Whole = 1_000_000

// Succession says that from the day On what was one node's is another's.
type Succession struct {
	Seq      int64 // as Fact.Seq, from the same counter
	Change   string
	Kind     SuccessionKind
	From, To string
	On       day.Day
	Recorded day.Instant
	// Shares gives, for a split whose decision divides the past, indicator → parts per million that fall to To.
	Shares map[string]int64

	gone withdrawal
}

// Decision is the paper that a change rests on.
type Decision struct {
	Number    string  // number and symbol, "2134/QĐ-LĐLĐ"
	Date      day.Day // the day it bears
	Issuer    string  // who issued it
	Effective day.Day // the first day on which the change holds
	Note      string  //
	File      string  // hash of the scanned paper
}

// ChangeKind names what a change does.
type ChangeKind string

const (
	ChangeFound       ChangeKind = "found"
	ChangeRename      ChangeKind = "rename"
	ChangeRetype      ChangeKind = "retype"
	ChangeRecode      ChangeKind = "recode"
	ChangeMove        ChangeKind = "move"
	ChangeJoin        ChangeKind = "join"
	ChangeLeave       ChangeKind = "leave"
	ChangeConsolidate ChangeKind = "consolidate"
	ChangeAbsorb      ChangeKind = "absorb"
	ChangeSplit       ChangeKind = "split"
	ChangeDissolve    ChangeKind = "dissolve"
	ChangeSuspend     ChangeKind = "suspend"
	ChangeResume      ChangeKind = "resume"
	ChangeCorrect     ChangeKind = "correct"
	ChangeWithdraw    ChangeKind = "withdraw"
)

// Change is one act of reorganisation: all facts and successions that bear its id.
type Change struct {
	ID      string
	Kind    ChangeKind
	Subject string // the nodes it is about, in the form that tells two copies of one decision apart from two decisions
	Decision
	Corrects string // for a withdrawal: the id of the change that it takes back
	Recorded day.Instant
	By       string // who recorded it
}

// Event is one line of a node's timeline: a fact, a succession, or that a change was withdrawn.
type Event struct {
	On         day.Day
	Recorded   day.Instant
	Change     string
	Fact       Fact        // what was said; its Seq is 0 for a line that is not about a fact
	Succession *Succession // what went over, to this node or from it; of kind Withdrawn where it does not after all; nil for none
	Withdrawn  string      // id of the change that is withdrawn, "" for none
	Overridden bool        // it was withdrawn, or a later record for the same day says otherwise in everything that this one said
}
