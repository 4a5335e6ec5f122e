package campaign

import (
	"embed"
	"math"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "campaign", Files: files}

const campaignColumns = `c.id, c.kind, c.owner, c.period_from, c.period_to, c.dispatch,
	w.name, w.summary, w.lead_key, w.accent, w.version, w.made_by, w.made_at
	FROM campaign_campaign c JOIN campaign_words w ON w.campaign = c.id`

func scanCampaign(s db.Scanner) (c Campaign, err error) {
	err = s.Scan(&c.ID, &c.Kind, &c.Owner, &c.Period.From, &c.Period.To, &c.Dispatch,
		&c.Name, &c.Summary, &c.Lead, &c.Accent, &c.Version, &c.MadeBy, &c.MadeAt)
	return c, err
}

// Get returns a campaign as it is described now.
func Get(v *db.View, id string) (Campaign, error) {
	c, found, err := db.One(v, scanCampaign, `SELECT `+campaignColumns+` WHERE c.id = ? ORDER BY w.version DESC LIMIT 1`, id)
	if err == nil && !found {
		err = fault.NotFoundf("Không tìm thấy phong trào này. Hãy kiểm tra lại đường dẫn hoặc chọn trong danh sách.")
	}
	return c, err
}

// Versions returns how a campaign was described over time, the first version first.
func Versions(v *db.View, id string) ([]Campaign, error) {
	return db.All(v, scanCampaign, `SELECT `+campaignColumns+` WHERE c.id = ? ORDER BY w.version`, id)
}

// List returns all campaigns, the latest period first.
func List(v *db.View) ([]Campaign, error) {
	return db.All(v, scanCampaign, `SELECT `+campaignColumns+`
		WHERE w.version = (SELECT MAX(x.version) FROM campaign_words x WHERE x.campaign = c.id)
		ORDER BY c.period_from DESC, c.id DESC`)
}

func insertCampaign(tx *db.Tx, c Campaign) error {
	_, err := tx.Exec(`INSERT INTO campaign_campaign (id, kind, owner, period_from, period_to, dispatch) VALUES (?, ?, ?, ?, ?, ?)`,
		c.ID, c.Kind, c.Owner, c.Period.From, c.Period.To, c.Dispatch)
	return err
}

func insertWords(tx *db.Tx, id string, version int, w Words) error {
	_, err := tx.Exec(`INSERT INTO campaign_words (campaign, version, name, summary, lead_key, accent, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		id, version, w.Name, w.Summary, w.Lead, w.Accent, tx.Actor, tx.At)
	return err
}

const targetColumns = `t.id, t.campaign, t.unit, t.indicator, t.period_from, t.period_to, t.source, t.parent,
	w.version, w.quantity, w.reserve, w.state, w.change, w.dispatch, w.item, w.reason, w.made_by, w.made_at
	FROM campaign_target t JOIN campaign_target_version w ON w.target = t.id`

func scanTarget(s db.Scanner) (t Target, err error) {
	err = s.Scan(&t.ID, &t.Campaign, &t.Unit, &t.Indicator, &t.Period.From, &t.Period.To, &t.Source, &t.Parent,
		&t.Version, &t.Quantity, &t.Reserve, &t.State, &t.Change, &t.Dispatch, &t.Item, &t.Reason, &t.MadeBy, &t.MadeAt)
	return t, err
}

// TargetByID returns a target as it is now.
func TargetByID(v *db.View, id string) (Target, error) {
	t, found, err := db.One(v, scanTarget, `SELECT `+targetColumns+` WHERE t.id = ? ORDER BY w.version DESC LIMIT 1`, id)
	if err == nil && !found {
		err = fault.NotFoundf("Không tìm thấy chỉ tiêu này. Có thể trang đã cũ, hãy tải lại.")
	}
	return t, err
}

// History returns all versions of a target, the first one first.
func History(v *db.View, id string) ([]Target, error) {
	return db.All(v, scanTarget, `SELECT `+targetColumns+` WHERE t.id = ? ORDER BY w.version`, id)
}

// Filter says which targets are asked for; what is empty asks for all. At least one of Campaign, Unit, Units, Parent is given.
type Filter struct {
	Campaign  string
	Unit      string
	Units     []string // any of these, in place of Unit
	Parent    string   // the target shared down
	Top       bool     // only those that are no share of another one
	Indicator string
	Period    day.Period // exactly this period: a half-year and a year are different promises
	Source    Source
	Known     day.Instant // as was known then; 0 is now
}

// Targets returns the targets that a filter asks for, in the order in which they were made. Units may be a few thousand.
func Targets(v *db.View, f Filter) ([]Target, error) {
	known := f.Known
	if known == 0 {
		known = math.MaxInt64
	}
	text := `SELECT ` + targetColumns + `
		WHERE w.version = (SELECT MAX(x.version) FROM campaign_target_version x WHERE x.target = t.id AND x.made_at <= ?)`
	args := []any{known}
	and := func(column string, value any, given bool) {
		if given {
			text += " AND t." + column + " = ?"
			args = append(args, value)
		}
	}
	and("campaign", f.Campaign, f.Campaign != "")
	and("unit", f.Unit, f.Unit != "")
	if n := len(f.Units); n > 0 {
		text += ` AND t.unit IN (?` + strings.Repeat(", ?", n-1) + `)`
		for _, u := range f.Units {
			args = append(args, u)
		}
	}
	and("parent", f.Parent, f.Parent != "" || f.Top)
	and("indicator", f.Indicator, f.Indicator != "")
	and("period_from", f.Period.From, f.Period != day.Period{})
	and("period_to", f.Period.To, f.Period != day.Period{})
	and("source", f.Source, f.Source != "")
	if len(args) == 1 {
		return nil, fault.Invalidf("Hãy chọn phong trào hoặc đơn vị để xem chỉ tiêu.")
	}
	return db.All(v, scanTarget, text+` ORDER BY t.id`, args...)
}

func insertTarget(tx *db.Tx, t Target) error {
	_, err := tx.Exec(`INSERT INTO campaign_target (id, campaign, unit, indicator, period_from, period_to, source, parent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		t.ID, t.Campaign, t.Unit, t.Indicator, t.Period.From, t.Period.To, t.Source, t.Parent)
	return err
}

func insertVersion(tx *db.Tx, t Target) error {
	_, err := tx.Exec(`INSERT INTO campaign_target_version (target, version, quantity, reserve, state, change, dispatch, item, reason, made_by, made_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		t.ID, t.Version, t.Quantity, t.Reserve, t.State, t.Change, t.Dispatch, t.Item, t.Reason, tx.Actor, tx.At)
	return err
}

const proposalColumns = `p.id, p.target, p.version, p.quantity, p.reason, p.made_by, p.made_at,
	COALESCE(a.answer, ''), COALESCE(a.reason, ''), COALESCE(a.made_by, ''), COALESCE(a.made_at, 0)
	FROM campaign_proposal p LEFT JOIN campaign_answer a ON a.proposal = p.id`

func scanProposal(s db.Scanner) (p Proposal, err error) {
	err = s.Scan(&p.ID, &p.Target, &p.Version, &p.Quantity, &p.Reason, &p.MadeBy, &p.MadeAt, &p.Answer, &p.Why, &p.AnsweredBy, &p.AnsweredAt)
	return p, err
}

// ProposalByID returns a proposal with its answer.
func ProposalByID(v *db.View, id string) (Proposal, error) {
	p, found, err := db.One(v, scanProposal, `SELECT `+proposalColumns+` WHERE p.id = ?`, id)
	if err == nil && !found {
		err = fault.NotFoundf("Không tìm thấy đề nghị này. Có thể trang đã cũ, hãy tải lại.")
	}
	return p, err
}

// Proposals returns what was proposed for some targets, in the order in which it was.
func Proposals(v *db.View, targets ...string) ([]Proposal, error) {
	if len(targets) == 0 {
		return nil, nil
	}
	args := make([]any, len(targets))
	for i, t := range targets {
		args[i] = t
	}
	return db.All(v, scanProposal, `SELECT `+proposalColumns+` WHERE p.target IN (?`+strings.Repeat(", ?", len(targets)-1)+`) ORDER BY p.id`, args...)
}

func insertProposal(tx *db.Tx, p Proposal) error {
	_, err := tx.Exec(`INSERT INTO campaign_proposal (id, target, version, quantity, reason, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		p.ID, p.Target, p.Version, p.Quantity, p.Reason, tx.Actor, tx.At)
	return err
}

func insertAnswer(tx *db.Tx, proposal string, a Answer, reason string) error {
	_, err := tx.Exec(`INSERT INTO campaign_answer (proposal, answer, reason, made_by, made_at) VALUES (?, ?, ?, ?, ?)`,
		proposal, a, reason, tx.Actor, tx.At)
	return err
}
