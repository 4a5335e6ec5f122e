package house_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// plan is the policy of imports: "a < b" lets b, and all that may import b, import a. "a !< b" takes that leave away
// again. Names are folders under internal/. Changing the plan is a commit of its own, with its reason.
const plan = `
	# base
	fault, day < base/viet < base/form < base/ui
	base/tongue < base/ui
	fault < base/blob
	base/viet < base/paper < base/paper/chart, base/paper/xlsx
	base/paper/chart, base/paper/qrpath < base/paper/html, base/paper/pdf, base/paper/docx
	fault < base/paper/docx
	fault, base/paper/html, base/paper/pdf, base/paper/docx, base/paper/xlsx < base/paper/press
	fault, base/paper, base/paper/qrpath < base/paper/stickers < web/tickets, web/gates
	fault, day < base/sheet
	fault, day < base/lineage
	fault, id, day < base/db
	base/db, base/lineage < base/lineage/keep
	base/db < base/jobs < schema
	fault < base/mail
	base/jobs, base/mail, people, report < notice < schema

	# who may, who did, the ground, the figures
	base/db, base/viet < access < act
	base/lineage/keep, act < org, place
	org < people
	act < indicator
	org, place, indicator < ledger

	# the work
	org < dispatch, task
	indicator, dispatch < campaign
	campaign, place < activity
	activity, ledger < roster, report

	# the socket, and what crosses nouns
	roster, report, base/form < kind < kind/kindtest
	kind < kinds/blood, kinds/run, kinds/workersmonth, kinds/welfare < kinds
	kind < passport
	passport, base/paper < compose < edition
	kind < lint < web/door
	passport, people < remark < schema
	act < bookmark < schema
	web/door < web/bookmarks < web/home, web
	web/sight < web/remarks < web/home, web/campaigns, web/figures, web
	passport, task, people, edition, gate < token < schema
	edition, token, base/jobs < hook < schema

	# the shell
	base/paper/html, base/paper/press < web/editions
	edition, kinds, people, task < schema
	base/blob, base/photo, schema < house < seed
	base/paper/qrpath < web/settings
	house, base/ui, base/sheet < web/door < web/sight
	house, token < api < web
	token < web/door
	web/sight < web/exports < web
	web/sight, api < web/programs < web
	web/sight < web/home, web/campaigns, web/figures, web/reports, web/units, web/dispatches, web/settings, web/signin < web
	web/sight < web/editions < web
	web/sight < web/asked < web
	fault < base/work < house
	web/sight < web/works < web
	web/works < web/lists < web
	base/oldfont, base/sheet, base/work, base/form, org < intake < schema

	# the day: tickets, gates, walls
	fault < base/ticket < roster
	base/viet < base/idcard
	people < roster
	base/ticket, gate/rule, base/idcard, kind < gate < schema
	gate < live < house
	live < schema
	gate < closing < schema
	activity, base/blob < daybook < schema
	house < api/phones < web
	gate < station < schema
	house < api/stations < station/box, web
	house < rehearse < api
	house, base/ui, base/paper/qrpath < web/join < web
	web/gateapp < web
	web/sight, base/paper/qrpath, base/paper/press < web/tickets, web/gates, web/wall < web
	web/sight, base/paper/qrpath < web/stations < web

	web, seed, rehearse, base/paper/press < bench

	# absences that the chains alone would not give
	base/db !< web
`

// testOnly are the packages that nothing but tests may import.
var testOnly = []string{"testkit", "testkit/furnished", "story", "browser", "kind/kindtest", "web/pagetest", "base/paper/papertest"}

// engineOnly lists what nothing but base/db may import.
var engineOnly = []string{"database/sql", "modernc.org/sqlite", "github.com/jackc/pgx"}

type pkg struct {
	ImportPath, Dir  string
	GoFiles, Imports []string
}

// Every package's list of verbs stands in the one list that the table of leave and the log are made of.
func TestVerbs(t *testing.T) {
	list, err := os.ReadFile("internal/house/verbs.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, p := range packages(t) {
		name, ok := short(p.ImportPath)
		if !ok || strings.HasPrefix(name, "web/") {
			continue
		}
		for _, f := range p.GoFiles {
			text, err := os.ReadFile(filepath.Join(p.Dir, f))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(text), "\nvar Verbs = ") {
				continue
			}
			found++
			if !strings.Contains(string(list), " "+name+".Verbs") && !strings.Contains(string(list), "("+name+".Verbs") && !strings.Contains(string(list), "\t"+name+".Verbs") {
				t.Errorf("house.Verbs lacks those of %s", name)
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d packages with verbs were found", found)
	}
}

// packages asks the go command for every package of the module.
func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// short gives the name of a package in the plan: its folder under internal/, with base/ left out for the smallest three.
func short(path string) (string, bool) {
	name, ok := strings.CutPrefix(path, "phongtrao/internal/")
	switch name {
	case "base/fault", "base/id", "base/day":
		name = strings.TrimPrefix(name, "base/")
	}
	return name, ok
}

func readPlan(t *testing.T) (may map[string]map[string]bool) {
	t.Helper()
	below := map[string][]string{} // direct: package → what it may import
	type ban struct{ what, from string }
	var bans []ban
	for line := range strings.Lines(plan) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if what, from, ok := strings.Cut(line, "!<"); ok {
			for _, f := range names(from) {
				bans = append(bans, ban{strings.TrimSpace(what), f})
			}
			continue
		}
		links := strings.Split(line, "<")
		for i := 1; i < len(links); i++ {
			for _, upper := range names(links[i]) {
				below[upper] = append(below[upper], names(links[i-1])...)
			}
		}
	}
	may = map[string]map[string]bool{}
	var fill func(string) map[string]bool
	fill = func(p string) map[string]bool {
		if m, ok := may[p]; ok {
			return m
		}
		m := map[string]bool{}
		may[p] = m
		for _, b := range below[p] {
			m[b] = true
			for c := range fill(b) {
				m[c] = true
			}
		}
		if m[p] {
			t.Fatalf("the plan goes in a circle at %s", p)
		}
		return m
	}
	for p := range below {
		for _, b := range below[p] {
			fill(b)
		}
		fill(p)
	}
	for _, b := range bans {
		delete(may[b.from], b.what)
	}
	return may
}

func names(s string) []string {
	var out []string
	for n := range strings.SplitSeq(s, ",") {
		out = append(out, strings.TrimSpace(n))
	}
	return out
}

// TestPlan compares the imports of every package with the plan.
func TestPlan(t *testing.T) {
	may := readPlan(t)
	for _, p := range packages(t) {
		from, inside := short(p.ImportPath)
		for _, imp := range p.Imports {
			for _, e := range engineOnly {
				if (imp == e || strings.HasPrefix(imp, e+"/")) && from != "base/db" && imp != "database/sql/driver" {
					t.Errorf("%s imports %s: only base/db knows the engine", p.ImportPath, imp)
				}
			}
			to, ok := short(imp)
			if !ok {
				continue
			}
			if slices.Contains(testOnly, to) && !slices.Contains(testOnly, from) {
				t.Errorf("%s imports %s, which is for tests", p.ImportPath, imp)
			}
			if !inside || slices.Contains(testOnly, from) {
				continue // commands and test helpers stand above the plan
			}
			if _, known := may[from]; !known {
				t.Errorf("%s is not in the plan: give it a place", p.ImportPath)
			} else if !may[from][to] {
				t.Errorf("%s imports %s: the plan has no stair from %s down to %s", p.ImportPath, imp, from, to)
			}
		}
	}
}

// TestPackageComments wants one sentence for each package, beginning with its name and doing one thing.
func TestPackageComments(t *testing.T) {
	for _, p := range packages(t) {
		name := filepath.Base(p.ImportPath)
		if !strings.Contains(p.ImportPath, "/internal/") {
			continue
		}
		sentence := comment(t, p)
		if !strings.HasPrefix(sentence, "Package "+name+" ") {
			t.Errorf("%s: the package comment begins %q, want \"Package %s …\"", p.ImportPath, sentence, name)
		}
		if strings.Contains(sentence, " and ") {
			t.Errorf("%s: %q needs an \"and\": are these two packages?", p.ImportPath, sentence)
		}
	}
}

// comment returns the first sentence of the package comment; generated files have comments of their own there.
func comment(t *testing.T, p pkg) string {
	t.Helper()
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if text := f.Doc.Text(); strings.HasPrefix(text, "Package ") {
			return new(doc.Package).Synopsis(text)
		}
	}
	return ""
}

// TestMap wants every package on the map in ARCHITECTURE.md, and nothing on it that is gone.
func TestMap(t *testing.T) {
	text := read(t, "ARCHITECTURE.md")
	onMap := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\|").FindAllStringSubmatch(text, -1) {
		onMap[m[1]] = true
	}
	for _, p := range packages(t) {
		name, ok := strings.CutPrefix(p.ImportPath, "phongtrao/internal/")
		if ok && !onMap[name] {
			t.Errorf("ARCHITECTURE.md does not show %s", name)
		}
		delete(onMap, name)
	}
	for name := range onMap {
		t.Errorf("ARCHITECTURE.md shows %s, which does not exist", name)
	}
}

// TestGlossary wants every code name of the glossary to exist, and each Vietnamese term to stand for one thing.
func TestGlossary(t *testing.T) {
	known := exported(t)
	seen := map[string]string{}
	rows := 0
	for line := range strings.Lines(read(t, "docs/glossary.md")) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) < 5 || strings.HasPrefix(strings.TrimSpace(cells[1]), "---") || strings.TrimSpace(cells[1]) == "Vietnamese" {
			continue
		}
		rows++
		term := strings.TrimSpace(cells[1])
		if prev, twice := seen[term]; twice {
			t.Errorf("glossary: %q stands for %s and for %s", term, prev, cells[2])
		}
		seen[term] = cells[2]
		for _, m := range regexp.MustCompile("`([a-z]+\\.[A-Za-z.]+)`").FindAllStringSubmatch(cells[2], -1) {
			if !known[m[1]] {
				t.Errorf("glossary: %q names %s, which does not exist", term, m[1])
			}
		}
	}
	if rows < 30 {
		t.Errorf("the glossary has %d rows: has its shape changed?", rows)
	}
}

// exported lists "package.Name" for everything exported under internal/.
func exported(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	each(t, "internal", ".go", func(path string) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					all[f.Name.Name+"."+d.Name.Name] = true
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.TypeSpec:
						all[f.Name.Name+"."+s.Name.Name] = true
						if st, ok := s.Type.(*ast.StructType); ok {
							for _, field := range st.Fields.List {
								for _, n := range field.Names {
									all[f.Name.Name+"."+s.Name.Name+"."+n.Name] = true
								}
							}
						}
					case *ast.ValueSpec:
						for _, n := range s.Names {
							all[f.Name.Name+"."+n.Name] = true
						}
					}
				}
			}
		}
	})
	return all
}

// TestTables wants each package to make, read and write only tables that bear its name.
func TestTables(t *testing.T) {
	create := regexp.MustCompile(`(?i)create table (?:if not exists )?(\w+)`)
	column := regexp.MustCompile(`(?im)^\s+(\w+)\s+(INTEGER|INT|REAL|BLOB|BOOLEAN|TIMESTAMP\w*|JSON\w*|VARCHAR|NUMERIC|SERIAL|BYTEA)\b`)
	use := regexp.MustCompile(`\b(?:FROM|INTO|UPDATE|JOIN|DELETE FROM)\s+([a-z]+_\w+)`)
	each(t, "internal", ".sql", func(path string) {
		prefix := owner(path)
		for _, m := range create.FindAllStringSubmatch(read(t, path), -1) {
			if !strings.HasPrefix(m[1], prefix) {
				t.Errorf("%s makes table %s, want it to begin with %s", path, m[1], prefix)
			}
		}
		for _, m := range column.FindAllStringSubmatch(read(t, path), -1) {
			t.Errorf("%s: column %s is %s; the house has two column types, TEXT and BIGINT", path, m[1], m[2])
		}
	})
	each(t, "internal", ".go", func(path string) {
		if strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "internal/testkit/") {
			return
		}
		for _, m := range use.FindAllStringSubmatch(read(t, path), -1) {
			if !strings.HasPrefix(m[1], owner(path)) && !strings.HasPrefix(m[1], "pg_") && !strings.HasPrefix(m[1], "sqlite_") && m[1] != "information_schema" {
				t.Errorf("%s uses table %s of another package", path, m[1])
			}
		}
	})
}

// owner gives the table prefix of the package that a file belongs to.
func owner(path string) string {
	dir := filepath.Dir(path)
	if filepath.Base(dir) == "schema" && filepath.Dir(dir) != "internal" {
		dir = filepath.Dir(dir)
	}
	return filepath.Base(dir) + "_"
}

// TestDecisions wants the decisions numbered without a gap, and every "decision N" in the code to exist.
func TestDecisions(t *testing.T) {
	files, err := filepath.Glob("docs/decisions/*.md")
	if err != nil || len(files) < 10 {
		t.Fatalf("found %d decisions (%v), want at least ten", len(files), err)
	}
	have := map[string]bool{}
	for i, f := range files {
		number := filepath.Base(f)[:4]
		have[strings.TrimLeft(number, "0")] = true
		if want := "000" + string(rune('0'+(i+1)%10)); i < 9 && number != want {
			t.Errorf("%s: want number %s here", f, want)
		}
	}
	cite := regexp.MustCompile(`[Dd]ecision (\d+)`)
	each(t, "internal", ".go", func(path string) {
		for _, m := range cite.FindAllStringSubmatch(read(t, path), -1) {
			if !have[m[1]] {
				t.Errorf("%s cites decision %s, which does not exist", path, m[1])
			}
		}
	})
}

// TestVariants wants ARCHITECTURE.md to tell how many schema files the engines do not share.
func TestVariants(t *testing.T) {
	n := map[string]int{}
	each(t, "internal", ".sql", func(path string) {
		for _, engine := range []string{".sqlite.sql", ".postgres.sql"} {
			if strings.HasSuffix(path, engine) {
				n[engine]++
			}
		}
	})
	said := regexp.MustCompile(`two variants, because the engines must differ: (\d+)`).FindStringSubmatch(read(t, "ARCHITECTURE.md"))
	if said == nil || said[1] != strconv.Itoa(n[".sqlite.sql"]) || n[".sqlite.sql"] != n[".postgres.sql"] {
		t.Errorf("ARCHITECTURE.md says %q, there are %v", said, n)
	}
}

// TestNoLooseEnds wants no work left behind without a decision that says so.
func TestNoLooseEnds(t *testing.T) {
	loose := regexp.MustCompile(`\b(TODO|FIXME|XXX|HACK)\b(.*)`)
	for _, root := range []string{"internal", "cmd"} {
		each(t, root, ".go", func(path string) {
			for _, m := range loose.FindAllStringSubmatch(read(t, path), -1) {
				if !strings.Contains(m[2], "decision ") {
					t.Errorf("%s: %s", path, m[0])
				}
			}
		})
	}
}

func each(t *testing.T, root, ext string, do func(path string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(path) == ext {
			do(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
