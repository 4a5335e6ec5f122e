package web_test

import (
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/api"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/edition"
	"phongtrao/internal/hook"
	"phongtrao/internal/house"
	"phongtrao/internal/intake"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
	"phongtrao/internal/people"
	"phongtrao/internal/remark"
	"phongtrao/internal/report"
	"phongtrao/internal/roster"
	"phongtrao/internal/seed"
	"phongtrao/internal/task"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/token"
	"phongtrao/internal/web"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/works"
)

var update = flag.Bool("update", false, "write the golden files anew")

// verbs are all that can be done, by package.
var verbs = slices.Concat(house.Verbs(), works.Verbs)

// The one table of leave: every verb, every route, against every role. A new verb or route without its line here fails.
func TestLeaveTable(t *testing.T) {
	var b strings.Builder
	line := func(name, label string, may func(access.Role) string) {
		fmt.Fprintf(&b, "%-40s", name)
		for _, r := range access.Roles {
			fmt.Fprintf(&b, " %-19s", may(r))
		}
		b.WriteString(" " + label + "\n")
	}
	line("# verb", "", func(r access.Role) string { return string(r) })
	for _, v := range verbs {
		line(v.Name, v.Label, func(r access.Role) string {
			switch {
			case slices.Contains(v.Roles, r):
				return "yes"
			case v.Self:
				return "own"
			}
			return "-"
		})
	}
	b.WriteString("\n# route: verb\n")
	for _, r := range routes() {
		fmt.Fprintf(&b, "%-50s %s\n", r.pattern, r.guard.Verb.Name)
		if !slices.ContainsFunc(verbs, func(v act.Verb) bool { return v.Name == r.guard.Verb.Name }) {
			t.Errorf("%s is guarded by %s, which is in no package's Verbs", r.pattern, r.guard.Verb.Name)
		}
	}
	b.WriteString("\n# for programs: verb\n")
	for _, o := range api.Operations() {
		fmt.Fprintf(&b, "%-50s %s\n", o.Method+" "+api.Root+o.Path, o.Verb.Name)
		if !slices.ContainsFunc(token.Offered, func(v act.Verb) bool { return v.Name == o.Verb.Name }) {
			t.Errorf("%s is guarded by %s, which no key is given for", o.ID, o.Verb.Name)
		}
	}
	for route, why := range web.Open {
		if route == "" || why == "" {
			t.Errorf("open route %q says no reason", route)
		}
	}
	const golden = "testdata/leave.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("who may do what has changed; if it is meant, run with -update and read the difference.\n%s", b.String())
	}
}

type route struct {
	pattern string
	guard   door.Guard
}

func routes() (all []route) {
	for _, s := range web.Screens(web.Options{Demo: true}) {
		all = append(all, route{s.Pattern(), s.Leave().(door.Guard)})
	}
	for _, a := range web.Actions() {
		all = append(all, route{a.Route, a.Guard.(door.Guard)})
	}
	for _, x := range web.Streams() {
		all = append(all, route{x.Route, x.Guard})
	}
	slices.SortFunc(all, func(a, b route) int { return strings.Compare(a.pattern, b.pattern) })
	return all
}

// Every route is tried over HTTP by every role at the head of the union, by strangers whose grants lie elsewhere, and by nobody.
func TestLeaveOverHTTP(t *testing.T) {
	h := furnished.Demo(t)
	handler := web.Handler(h, web.Options{Demo: true})
	objects := sampleObjects(t, h)
	type caller struct {
		role  access.Role
		unit  string
		token string
	}
	var inside, strangers []caller
	for i, r := range access.Roles {
		inside = append(inside, caller{r, seed.Confederation, signIn(t, h, fmt.Sprintf("trong%d", i), r, seed.Confederation)})
		strangers = append(strangers, caller{r, "tinh-12", signIn(t, h, fmt.Sprintf("ngoai%d", i), r, "tinh-12")})
	}
	nobody := signIn(t, h, "khong", "", seed.Confederation)

	for _, r := range routes() {
		method, path, _ := strings.Cut(r.pattern, " ")
		path, about := fill(t, path, objects)
		writes := method == http.MethodPost
		var body url.Values
		if writes {
			body = bodies(objects)[r.pattern]
			about = about || body != nil
		}
		for _, c := range inside {
			may := slices.Contains(r.guard.Verb.Roles, c.role) && !(writes && c.role.ReadsOnly()) || r.guard.Verb.Self && !about
			status := try(handler, method, path, c.token, body)
			refused := status == http.StatusForbidden
			if may == refused || status == http.StatusUnauthorized || status >= 500 {
				t.Errorf("%s by %s at the head: %d, may = %v", method+" "+path, c.role, status, may)
			}
		}
		if about {
			for _, c := range strangers {
				if status := try(handler, method, path, c.token, body); status != http.StatusForbidden && status != http.StatusNotFound {
					t.Errorf("%s by a stranger, %s at %s: %d", method+" "+path, c.role, c.unit, status)
				}
			}
			if status := try(handler, method, path, nobody, body); status != http.StatusForbidden && status != http.StatusNotFound {
				t.Errorf("%s by somebody without any grant: %d", method+" "+path, status)
			}
		}
		want := http.StatusSeeOther // to signing in
		if writes {
			want = http.StatusUnauthorized
		}
		if status := try(handler, method, path, "", body); status != want {
			t.Errorf("%s without a session: %d, want %d", method+" "+path, status, want)
		}
	}
}

// bodies are what must be posted for an action to say what it is about; all else of them is left out.
func bodies(objects map[string]string) map[string]url.Values {
	unit := url.Values{"unit": {"hy-toto"}}
	return map[string]url.Values{
		"POST /figures/code":               {"question": {objects["question"]}},
		"POST /units/import":               {"at": {"hy-toto"}},
		"POST /remarks":                    {"subject": {"figure?" + objects["question"]}},
		"POST /people/new":                 unit,
		"POST /people/grants/new":          unit,
		"POST /programs/new":               unit,
		"POST /reports":                    {"report": {objects["reports{id}"] + " 99"}},
		"POST /reports/remind":             unit,
		"POST /reports/undo":               {"report": {objects["reports{id}"] + " 99"}},
		"POST /asked/{id}":                 unit,
		"POST /asked/{id}/drop":            unit,
		"POST /campaigns/{id}/pledges/new": unit,
		"POST /campaigns/{id}/targets":     {"of": {objects["targets{id}"]}},
	}
}

// fill puts real objects into a pattern's path, and says whether the route is about an object that is not everybody's own.
func fill(t *testing.T, path string, objects map[string]string) (string, bool) {
	t.Helper()
	about := false
	section := strings.Split(path, "/")[1]
	path = regexp.MustCompile(`\{[^}]+\}`).ReplaceAllStringFunc(path, func(name string) string {
		if name == "{$}" {
			return ""
		}
		about = true
		key := section + name
		if strings.Contains(path, "/tasks/") {
			key = "tasks" + name
		}
		if strings.Contains(path, "/grants/") {
			key = "grants" + name
		}
		o, ok := objects[key]
		if !ok {
			t.Fatalf("no sample for %s in %s: add one", key, path)
		}
		return url.PathEscape(o)
	})
	if section == "asked" && !strings.Contains(path, "/tasks/") && about {
		return path + "?unit=hy-toto", true
	}
	if strings.HasPrefix(path, "/reports/missing") {
		return path + "?unit=hy-toto", true
	}
	switch path {
	case "/campaigns/new":
		return path + "?owner=hy-kcn", false
	case "/export/entries.xlsx", "/export/entries.csv", "/export/figures.xlsx", "/export/figures.csv":
		return path + "?indicator=blood.bags&at=hy-toto", true
	case "/export/units.xlsx", "/export/units.csv":
		return path + "?under=hy-toto", true
	case "/figures":
		return path + "?at=hy-toto", true
	case "/units/rows":
		return path + "?under=hy-kcn&on=2024-06-30", true
	}
	return path, about && section != "me" && section != "p" && section != "work" && section != "places"
}

func sampleObjects(t *testing.T, h *house.House) map[string]string {
	t.Helper()
	objects := map[string]string{"units{id}": "hy-toto", "places{id}": "P01", "me{session}": "none", "me{key}": "none", "work{id}": "none", "people{id}": "nguoi-bao",
		"activities{door}": "none", "activities{station}": "none", "activities{phone}": "none", "activities{minute}": "none", "activities{file}": "bien-ban.pdf", "activities{incident}": "none", "activities{photo}": "none", "activities{n}": "1"}
	err := h.DB.See(t.Context(), func(v *db.View) error {
		drives, err := activity.Between(v, day.Half(2024, 1))
		if err != nil {
			return err
		}
		objects["activities{id}"], objects["campaigns{id}"] = drives[0].ID, drives[0].Campaign
		objects["asked{id}"], objects["wall{id}"], objects["wall{screen}"] = drives[0].ID, drives[0].ID, "none"
		targets, err := campaign.Targets(v, campaign.Filter{Campaign: drives[0].Campaign})
		if err != nil {
			return err
		}
		objects["targets{id}"], objects["targets{format}"] = targets[0].ID, "csv"
		slips, err := report.SlipsOf(v, drives[0].ID)
		if err != nil {
			return err
		}
		objects["slips{id}"] = slips[0].ID
		entries, err := ledger.Prove(v, ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1)})
		if err != nil {
			return err
		}
		objects["entries{seq}"] = fmt.Sprint(entries[0].Seq)
		letters, err := dispatch.List(v, dispatch.Filter{Text: "03/KH"})
		if err != nil {
			return err
		}
		objects["dispatches{id}"] = letters[0].ID
		grants, err := access.Of(v, "nguoi-bao")
		if err != nil {
			return err
		}
		objects["grants{id}"] = grants[0].ID
		printed, err := edition.All(v)
		if err != nil {
			return err
		}
		objects["editions{id}"], objects["editions{file}"] = printed[len(printed)-1].ID, "bao-cao.docx"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	who := act.System("test")
	err = h.Desk.Do(t.Context(), who, report.Submitting, "hy-toto", func(tx *db.Tx) (err error) {
		objects["reports{id}"], err = report.Submit(tx, report.Submission{Unit: "hy-toto", Activity: objects["activities{id}"],
			Lines: []report.Line{{Indicator: "blood.came", Quantity: ledger.Exactly(3)}}})
		if err != nil {
			return err
		}
		hash, err := h.Files.Put(strings.NewReader("%PDF-1.7"), 100)
		if err != nil {
			return err
		}
		if err := report.Attach(tx, objects["reports{id}"], report.File{Hash: hash, Name: "biên bản.pdf", Media: "application/pdf", Size: 8}); err != nil {
			return err
		}
		files, err := report.FilesOf(&tx.View, objects["reports{id}"])
		if err == nil {
			objects["reports{file}"] = files[0].ID
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = h.Desk.Do(t.Context(), who, campaign.Revising, objects["targets{id}"], func(tx *db.Tx) error {
		return campaign.Revise(tx, objects["targets{id}"], 1, 1300, campaign.Because{Reason: "thử"})
	})
	if err != nil {
		t.Fatal(err)
	}
	err = h.DB.See(t.Context(), func(v *db.View) error {
		batches, err := campaign.Batches(v, objects["targets{id}"], 1)
		if err == nil {
			objects["target-batches{id}"] = batches[0].ID
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = h.Desk.Do(t.Context(), who, task.Giving, seed.Confederation, func(tx *db.Tx) error {
		ids, err := task.Give(tx, task.Task{Giver: seed.Confederation, Title: "Báo cáo", Cause: "thử", Due: day.Of(2026, 12, 1)}, "hy-toto")
		if err == nil {
			objects["tasks{id}"] = ids[0]
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = h.Desk.Do(t.Context(), who, intake.Keeping, "hy-toto", func(tx *db.Tx) (err error) {
		objects["imports{id}"], err = intake.Keep(tx, intake.List{Unit: "hy-toto", Name: "danh-sach.csv"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	program(t, h, objects)
	signedUp(t, h, objects)
	q := ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), At: "hy-kcn"}
	objects["question"] = passport.Object(q)
	err = h.Desk.Do(t.Context(), who, passport.Printing, passport.Object(q), func(tx *db.Tx) (err error) {
		objects["p{code}"], err = passport.Keep(tx, q)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = h.Desk.Do(t.Context(), who, remark.Writing, string(remark.OfFigure(q)), func(tx *db.Tx) (err error) {
		objects["remarks{id}"], err = remark.Write(tx, remark.OfFigure(q), "Xem giúp")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return objects
}

// signedUp signs somebody up for an activity that is still to come.
func signedUp(t *testing.T, h *house.House, objects map[string]string) {
	t.Helper()
	soon := ""
	err := h.Desk.Do(t.Context(), act.System("test"), activity.Planning, objects["campaigns{id}"], func(tx *db.Tx) (err error) {
		soon, err = activity.Create(tx, objects["campaigns{id}"], activity.Plan{Name: "Đợt sắp tới", Day: tx.At.Day().Add(30), Place: "P14", Unit: "hy-toto"})
		if err != nil {
			return err
		}
		if err := activity.Advance(tx, soon, activity.Step{From: activity.Draft, To: activity.Announced}); err != nil {
			return err
		}
		_, err = roster.OpenEvent(tx, soon, roster.Settings{})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = h.Desk.Do(t.Context(), act.System("test"), roster.Registering, soon, func(tx *db.Tx) error {
		made, err := roster.Register(tx, []roster.Signup{{Activity: soon, Unit: "hy-toto", Source: roster.ByGroup}})
		if err == nil {
			objects["activities{registration}"] = made[0].ID
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// program gives another program a key, with an address at which it is told.
func program(t *testing.T, h *house.House, objects map[string]string) {
	t.Helper()
	signIn(t, h, "capkhoa", access.FederationOfficer, "hy-toto")
	err := h.Desk.Do(t.Context(), act.Who{Person: "thu-capkhoa"}, token.Giving, "hy-toto", func(tx *db.Tx) (err error) {
		id, _, err := token.Give(tx, token.Program{Name: "Phần mềm", Unit: "hy-toto", Verbs: []string{token.Hearing.Name}, Until: tx.At.Day().Add(30)})
		if err != nil {
			return err
		}
		objects["programs{id}"] = id
		objects["programs{receiver}"], _, err = hook.Add(tx, hook.Receiver{Program: id, URL: "https://doi-tac.vn/tin", Topics: hook.Topics}, false)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// signIn adds a person with one grant, none for the role "", and returns the token of a session.
func signIn(t *testing.T, h *house.House, login string, role access.Role, unit string) string {
	t.Helper()
	const password = "mật khẩu đủ dài"
	person := "thu-" + login
	secret, err := people.NewSecret(t.Context(), login, password)
	if err != nil {
		t.Fatal(err)
	}
	who := act.System("test")
	steps := []error{
		h.Desk.Do(t.Context(), who, people.Adding, unit, func(tx *db.Tx) error {
			_, err := people.Add(tx, people.Person{ID: person, Name: "Người Thử", Unit: unit})
			return err
		}),
		h.Desk.Do(t.Context(), who, people.SettingPassword, person, func(tx *db.Tx) error { return people.SetPassword(tx, person, login, secret, "") }),
	}
	if role != "" {
		steps = append(steps, h.Desk.Do(t.Context(), who, people.Granting, unit, func(tx *db.Tx) error {
			_, err := access.Give(tx, access.Grant{Person: person, Role: role, Unit: unit})
			return err
		}))
	}
	for _, err := range steps {
		if err != nil {
			t.Fatal(err)
		}
	}
	token, _, err := h.Entrance.SignIn(t.Context(), login, password, "test", "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// try sends one request and returns the status; a post holds no more than what says what it is about: no action
// accepts that, but each must first give leave.
func try(handler http.Handler, method, path, token string, body url.Values) int {
	r := httptest.NewRequest(method, path, strings.NewReader(body.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	if token != "" {
		r.AddCookie(&http.Cookie{Name: door.SessionCookie, Value: token})
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w.Code
}
