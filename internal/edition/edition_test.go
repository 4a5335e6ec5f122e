package edition_test

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/campaign"
	"phongtrao/internal/edition"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
	"phongtrao/internal/testkit/furnished"
)

// desk is the demo as somebody works in it.
type desk struct {
	*testing.T
	*house.House
	who act.Who
}

func open(t *testing.T) desk {
	t.Helper()
	return desk{t, furnished.Demo(t), act.Who{Person: "nguoi-bao"}}
}

func (d desk) as(person string) desk {
	d.who = act.Who{Person: person}
	return d
}

func (d desk) try(verb act.Verb, object string, work func(tx *db.Tx) error) error {
	return d.Desk.Do(d.Context(), d.who, verb, object, work)
}

func (d desk) do(verb act.Verb, object string, work func(tx *db.Tx) error) {
	d.Helper()
	if err := d.try(verb, object, work); err != nil {
		d.Fatal(err)
	}
}

func (d desk) see(read func(v *db.View) error) {
	d.Helper()
	if err := d.DB.See(d.Context(), read); err != nil {
		d.Fatal(err)
	}
}

func (d desk) get(id string) (e edition.Edition) {
	d.Helper()
	d.see(func(v *db.View) (err error) { e, err = edition.Get(v, id); return err })
	return e
}

var half = edition.About{Campaign: "hienmau-hungyen-2024", Unit: "hy-kcn", Period: day.Half(2024, 1)}

func (d desk) begin(a edition.About) (id string) {
	d.Helper()
	d.do(edition.Writing, a.Unit, func(tx *db.Tx) (err error) {
		id, err = edition.Begin(tx, d.Kinds, a, edition.Words{Introduction: "Hưởng ứng ngày 07/4."})
		return err
	})
	return id
}

func (d desk) prepare(id string, more ...string) (f edition.Frozen) {
	d.Helper()
	d.see(func(v *db.View) (err error) {
		f, err = edition.Prepare(v, d.Kinds, id, "https://pt.example", more)
		return err
	})
	return f
}

func (d desk) close(id string, f edition.Frozen, reason string) error {
	return d.try(edition.Freezing, id, func(tx *db.Tx) error { return edition.Close(tx, id, f, reason) })
}

func (d desk) document(id string) (p paper.Document) {
	d.Helper()
	d.see(func(v *db.View) (err error) { p, err = edition.Document(v, id); return err })
	return p
}

func (d desk) affected(id string) (all []edition.Change) {
	d.Helper()
	d.see(func(v *db.View) (err error) { all, err = edition.Affected(v, d.get(id)); return err })
	return all
}

// correct takes back drive 3's bags and enters five fewer.
func (d desk) correct() {
	d.Helper()
	var entry ledger.Entry
	d.see(func(v *db.View) error {
		list, err := ledger.Prove(v, ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), Campaign: half.Campaign, At: half.Unit})
		for _, e := range list {
			if e.Lo == 560 {
				entry = e
			}
		}
		return err
	})
	d.do(report.Reversing, strconv.FormatInt(entry.Seq, 10), func(tx *db.Tx) error {
		_, err := ledger.Reverse(tx, entry.Seq, "đếm trùng 5 túi")
		return err
	})
	p := entry.Posting
	p.Quantity, p.Source, p.Note = ledger.Exactly(555), "Biên bản đối chiếu đợt 3", ""
	d.do(report.Entering, p.Activity, func(tx *db.Tx) error { _, err := ledger.Post(tx, p); return err })
}

func TestClosedStaysAsPrinted(t *testing.T) {
	d := open(t)
	id := d.begin(half)
	f := d.prepare(id)
	if err := d.close(id, f, ""); err != nil {
		t.Fatal(err)
	}
	first := d.document(id)
	if !reflect.DeepEqual(first, f.Draft.Document) {
		t.Error("what was kept is not what was composed")
	}
	if len(d.affected(id)) != 0 {
		t.Errorf("nothing was corrected yet: %v", d.affected(id))
	}
	d.correct()
	if again := d.document(id); !reflect.DeepEqual(first, again) {
		t.Error("a correction changed a closed report")
	}
	if now := d.prepare(d.begin(half)); reflect.DeepEqual(now.Draft.Document.Blocks, first.Blocks) {
		t.Error("a new report does not see the correction")
	}
	var texts []string
	for _, c := range d.affected(id) {
		texts = append(texts, c.Text())
		if len(c.Why) != 2 || !strings.Contains(c.Why[1].Text, "đếm trùng 5 túi") || !strings.Contains(c.Why[0].Text, "Biên bản đối chiếu đợt 3") {
			t.Errorf("%s: because %+v", c.Text(), c.Why)
		}
	}
	for _, want := range []string{"Số đơn vị máu, Công đoàn các KCN tỉnh Hưng Yên, 6 tháng đầu năm 2024: 1.265 → 1.260",
		"Số đơn vị máu, Đợt 3 ngày 24/04/2024, Công đoàn các KCN tỉnh Hưng Yên, 6 tháng đầu năm 2024: 560 → 555"} {
		if !slices.Contains(texts, want) {
			t.Errorf("no %q in %q", want, texts)
		}
	}
	if slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, "đăng ký") || strings.Contains(s, "2023") }) {
		t.Errorf("figures that nobody touched are marked: %q", texts)
	}
}

// TestTakenBack shows that an entry cancelled and not entered again is told with its reason, though it stands in the figure no more.
func TestTakenBack(t *testing.T) {
	d := open(t)
	id := d.begin(half)
	if err := d.close(id, d.prepare(id), ""); err != nil {
		t.Fatal(err)
	}
	var seq int64
	d.see(func(v *db.View) error {
		list, err := ledger.Prove(v, ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), Campaign: half.Campaign, At: "hy-toto"})
		seq = list[0].Seq
		return err
	})
	d.do(report.Reversing, strconv.FormatInt(seq, 10), func(tx *db.Tx) error { _, err := ledger.Reverse(tx, seq, "nhầm đợt"); return err })
	all := d.affected(id)
	if len(all) == 0 {
		t.Fatal("a cancelled entry marks nothing")
	}
	for _, c := range all {
		if len(c.Why) != 1 || !strings.Contains(c.Why[0].Text, "nhầm đợt") || c.Why[0].By == "" {
			t.Errorf("%s: because %+v", c.Text(), c.Why)
		}
		if (c.Part == "hy-toto" || strings.Contains(c.What, "Đợt 2")) != c.Gone {
			t.Errorf("%s: gone %v", c.Text(), c.Gone)
		}
	}
}

// TestRules holds one house to the rules that no correction of the ledger touches.
func TestRules(t *testing.T) {
	d := open(t)
	for name, test := range map[string]func(desk, *testing.T){"closed once": desk.testClosedOnce, "two writers": desk.testTwoWriters, "conflicts need a reason": desk.testConflictsNeedAReason,
		"a returned one is replaced": desk.testReturnedIsReplaced, "a changed document is not handed out": desk.testTampered} {
		t.Run(name, func(t *testing.T) {
			one := d
			one.T = t
			test(one, t)
		})
	}
}

func (d desk) testClosedOnce(t *testing.T) {
	id := d.begin(half)
	one, two := d.prepare(id), d.prepare(id)
	if err := d.close(id, one, ""); err != nil {
		t.Fatal(err)
	}
	if err := d.close(id, two, ""); fault.KindOf(err) != fault.Conflict || !strings.Contains(fault.Text(err), "đã được người khác chốt") {
		t.Errorf("closed twice: %v", err)
	}
	err := d.try(edition.Writing, id, func(tx *db.Tx) error { return edition.Write(tx, id, 1, edition.Words{Number: "9"}) })
	if fault.KindOf(err) != fault.Conflict {
		t.Errorf("written after closing: %v", err)
	}
}

func (d desk) testTwoWriters(t *testing.T) {
	id := d.begin(half)
	f := d.prepare(id)
	write := func(person string, seen int, text string) error {
		return d.as(person).try(edition.Writing, id, func(tx *db.Tx) error { return edition.Write(tx, id, seen, edition.Words{Introduction: text}) })
	}
	if err := write("nguoi-bao", 1, "Bản của Bảo."); err != nil {
		t.Fatal(err)
	}
	err := write("nguoi-bao", 1, "Bản khác.")
	if s := (*campaign.Stale)(nil); !errors.As(err, &s) || s.Theirs != "“Bản của Bảo.”" || s.Yours != "“Bản khác.”" {
		t.Errorf("the second of two writers: %v", err)
	}
	if err := d.close(id, f, ""); fault.KindOf(err) != fault.Conflict || !strings.Contains(fault.Text(err), "đã được sửa") {
		t.Errorf("closed with words that changed since: %v", err)
	}
	if err := write("nguoi-lan", 2, "x"); fault.KindOf(err) != fault.Denied {
		t.Errorf("a grassroots chair writes the park union's report: %v", err)
	}
	if e := d.get(id); e.Version != 2 || e.Introduction != "Bản của Bảo." {
		t.Errorf("%+v", e)
	}
}

func (d desk) testConflictsNeedAReason(t *testing.T) {
	id := d.begin(half)
	f := d.prepare(id, "“105%” không khớp: 1.265/1.200 = 105,4%")
	if err := d.close(id, f, " "); fault.Field(err) != "reason" {
		t.Errorf("closed over a conflict: %v", err)
	}
	if err := d.close(id, f, "Tỷ lệ theo cách tính của tỉnh"); err != nil {
		t.Fatal(err)
	}
	if c := d.get(id).Closed; c == nil || len(c.Conflicts) != 1 || c.Reason != "Tỷ lệ theo cách tính của tỉnh" {
		t.Errorf("%+v", c)
	}
}

func TestSentAnsweredRecalled(t *testing.T) {
	d := open(t)
	id := d.begin(half)
	if err := d.try(edition.Sending, id, func(tx *db.Tx) error { return edition.Send(tx, id, "tinh-moi-33") }); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a draft was sent: %v", err)
	}
	if err := d.close(id, d.prepare(id), ""); err != nil {
		t.Fatal(err)
	}
	var above string
	d.see(func(v *db.View) (err error) { above, err = edition.Above(v, d.get(id)); return err })
	recall := func(k edition.Kind, reason string) error {
		return d.try(edition.TakingBack, id, func(tx *db.Tx) error { return edition.Recall(tx, id, k, reason) })
	}
	if err := recall(edition.Withdraw, "nhầm"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("recalled from nobody: %v", err)
	}
	d.do(edition.Sending, id, func(tx *db.Tx) error { return edition.Send(tx, id, above) })
	if e := d.get(id); e.State != edition.Delivered || len(e.Sent) != 1 {
		t.Fatalf("%+v", e)
	}
	accept := func(person string) error {
		return d.as(person).try(edition.Accepting, edition.Received(id, above), func(tx *db.Tx) error { return edition.Accept(tx, id, above) })
	}
	if err := accept("nguoi-seo"); fault.KindOf(err) != fault.Denied {
		t.Errorf("a stranger accepted: %v", err)
	}
	if err := accept("nguoi-bao"); err != nil {
		t.Fatal(err)
	}
	if err := accept("nguoi-bao"); fault.KindOf(err) != fault.Conflict {
		t.Errorf("accepted twice: %v", err)
	}
	if err := recall(edition.Correct, "sửa"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("put right though nothing changed: %v", err)
	}
	d.correct()
	if err := recall(edition.Correct, "Đối chiếu lại đợt 3"); err != nil {
		t.Fatal(err)
	}
	e := d.get(id)
	if e.State != edition.Recalled || len(e.Recall) != 1 || !slices.Contains(e.Unacknowledged(), above) || !strings.Contains(strings.Join(e.Recall[0].Changes, "\n"), "1.265 → 1.260") {
		t.Fatalf("%+v", e)
	}
	know := func() error {
		return d.try(edition.Acknowledging, edition.Received(id, above), func(tx *db.Tx) error { return edition.Acknowledge(tx, id, above) })
	}
	if err := know(); err != nil {
		t.Fatal(err)
	}
	if err := know(); fault.KindOf(err) != fault.Conflict || len(d.get(id).Unacknowledged()) != 0 {
		t.Errorf("acknowledged twice: %v", err)
	}
}

func (d desk) testReturnedIsReplaced(t *testing.T) {
	id := d.begin(half)
	if err := d.close(id, d.prepare(id), ""); err != nil {
		t.Fatal(err)
	}
	var above string
	d.see(func(v *db.View) (err error) { above, err = edition.Above(v, d.get(id)); return err })
	d.do(edition.Sending, id, func(tx *db.Tx) error { return edition.Send(tx, id, above) })
	object := edition.Received(id, above)
	if err := d.try(edition.Returning, object, func(tx *db.Tx) error { return edition.Return(tx, id, above, "") }); fault.Field(err) != "reason" {
		t.Errorf("returned without a reason: %v", err)
	}
	d.do(edition.Returning, object, func(tx *db.Tx) error { return edition.Return(tx, id, above, "Thiếu đợt 6") })
	if e := d.get(id); e.State != edition.Returned || e.Sent[0].Reason != "Thiếu đợt 6" {
		t.Errorf("%+v", e)
	}
	next := half
	next.Replaces = id
	if e := d.get(d.begin(next)); e.Replaces != id || e.State != edition.Draft {
		t.Errorf("%+v", e)
	}
}

// testTampered shows that a document changed beneath the program is not handed out.
func (d desk) testTampered(t *testing.T) {
	id := d.begin(half)
	if err := d.close(id, d.prepare(id), ""); err != nil {
		t.Fatal(err)
	}
	if err := d.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
		_, err := tx.Exec(`UPDATE edition_close SET document = REPLACE(document, '1.265', '1.365') WHERE edition = ?`, id)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	d.see(func(v *db.View) error {
		if _, err := edition.Document(v, id); fault.KindOf(err) != fault.Unavailable {
			t.Errorf("a changed document was handed out: %v", err)
		}
		return nil
	})
}
