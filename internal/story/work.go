package story

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
)

func plain(n int) string { return strconv.Itoa(n) }

// version is that of a unit, a target, a submission or a campaign as it stands.
func (s *story) version(word string) (version string, err error) {
	key := s.key(word)
	err = s.h.DB.See(context.Background(), func(v *db.View) error {
		if t, err := campaign.TargetByID(v, key); err == nil {
			version = plain(t.Version)
		} else if r, err := report.Get(v, key); err == nil {
			version = plain(int(r.Version))
		} else if c, err := campaign.Get(v, key); err == nil {
			version = plain(c.Version)
		} else if a, err := activity.Get(v, key); err == nil {
			version = string(a.State)
		} else if u, ok, err := org.Get(v, word, org.Today(v)); err == nil && ok {
			version = string(u.Version)
		} else {
			return fmt.Errorf("there is nothing called %s to look at", word)
		}
		return nil
	})
	return version, err
}

// target is a target as it stands.
func (s *story) target(word string) (t campaign.Target, err error) {
	err = s.h.DB.See(context.Background(), func(v *db.View) error {
		t, err = campaign.TargetByID(v, s.key(word))
		return err
	})
	return t, err
}

// before is the version that the person looked at, once, or the last one.
func (s *story) before(word string, last int) int {
	key := s.who.Person + " " + word
	if n, err := strconv.Atoi(s.eyes[key]); err == nil {
		delete(s.eyes, key)
		return n
	}
	return last
}

func (s *story) because(l line) campaign.Because {
	return campaign.Because{Dispatch: s.key(l.get("by")), Item: l.get("item"), Reason: l.get("because")}
}

// work holds campaigns and their targets.
var work = verbs{
	"campaign": {"campaign WORD NAME kind KIND owner UNIT period PERIOD [by DOCUMENT]", false, func(s *story, l line) (string, error) {
		p, err := viet.ParsePeriod(l.get("period"))
		if err != nil {
			return "", err
		}
		return "", s.act(campaign.Creating, l.get("owner"), func(tx *db.Tx) error {
			id, err := campaign.Create(tx, campaign.Campaign{Kind: l.get("kind"), Owner: l.get("owner"), Period: p, Dispatch: s.key(l.get("by")),
				Words: campaign.Words{Name: l.args[1]}})
			s.name(l.args[0], id)
			return err
		})
	}},
	"describe": {"describe CAMPAIGN NAME", false, func(s *story, l line) (string, error) {
		id := s.key(l.args[0])
		return "", s.act(campaign.Editing, id, func(tx *db.Tx) error {
			c, err := campaign.Get(&tx.View, id)
			if err != nil {
				return err
			}
			w := c.Words
			w.Name = l.args[1]
			return campaign.Edit(tx, id, s.before(l.args[0], c.Version), w)
		})
	}},
	"assign": {"assign WORD UNIT INDICATOR QUANTITY in CAMPAIGN period PERIOD [by DOCUMENT] [item ITEM] [because WORDS]", false, func(s *story, l line) (string, error) {
		return "", s.promise(l, campaign.Assigning, s.key(l.get("in")), campaign.Assign)
	}},
	"pledge": {"pledge WORD UNIT INDICATOR QUANTITY in CAMPAIGN period PERIOD [by DOCUMENT] [item ITEM] [because WORDS]", false, func(s *story, l line) (string, error) {
		return "", s.promise(l, campaign.Pledging, l.args[1], campaign.Pledge)
	}},
	// share divides a target; the share of unit x of target t is called t/x from then on.
	"share": {"share TARGET UNIT QUANTITY… [reserve QUANTITY] [because WORDS]", false, func(s *story, l line) (string, error) {
		var shares []campaign.ShareOf
		for pair := range slices.Chunk(l.args[1:], 2) {
			n, err := number(pair[len(pair)-1])
			if err != nil || len(pair) < 2 {
				return "", fmt.Errorf("units and quantities take turns: %w", err)
			}
			shares = append(shares, campaign.ShareOf{Unit: pair[0], Quantity: n})
		}
		reserve, err := number(cmp.Or(l.get("reserve"), "0"))
		if err != nil {
			return "", err
		}
		return "", s.onTarget(campaign.Sharing, l.args[0], func(tx *db.Tx, id string, version int) error {
			ids, err := campaign.Share(tx, id, version, shares, reserve, s.because(l))
			for i, id := range ids {
				s.name(l.args[0]+"/"+shares[i].Unit, id)
			}
			return err
		})
	}},
	"revise": {"revise TARGET QUANTITY [by DOCUMENT] [item ITEM] [because WORDS]", false, func(s *story, l line) (string, error) {
		n, err := number(l.args[1])
		if err != nil {
			return "", err
		}
		return "", s.onTarget(campaign.Revising, l.args[0], func(tx *db.Tx, id string, version int) error {
			return campaign.Revise(tx, id, version, n, s.because(l))
		})
	}},
	"propose": {"propose TARGET QUANTITY because WORDS", false, func(s *story, l line) (string, error) {
		n, err := number(l.args[1])
		if err != nil {
			return "", err
		}
		return "", s.onTarget(campaign.Proposing, l.args[0], func(tx *db.Tx, id string, version int) error {
			proposal, err := campaign.Propose(tx, id, version, n, l.get("because"))
			s.name("proposal for "+l.args[0], proposal)
			return err
		})
	}},
	"agree": {"agree TARGET [because WORDS]", false, func(s *story, l line) (string, error) {
		return "", s.onTarget(campaign.Revising, l.args[0], func(tx *db.Tx, _ string, version int) error {
			return campaign.Agree(tx, s.key("proposal for "+l.args[0]), version, s.because(l))
		})
	}},
	"decline": {"decline TARGET because WORDS", false, func(s *story, l line) (string, error) {
		return "", s.onTarget(campaign.Revising, l.args[0], func(tx *db.Tx, _ string, _ int) error {
			return campaign.Decline(tx, s.key("proposal for "+l.args[0]), l.get("because"))
		})
	}},
	"take": {"take TARGET", false, func(s *story, l line) (string, error) {
		return "", s.onTarget(campaign.AcceptingTarget, l.args[0], func(tx *db.Tx, id string, version int) error { return campaign.Accept(tx, id, version) })
	}},
	"dispute": {"dispute TARGET because WORDS", false, func(s *story, l line) (string, error) {
		return "", s.onTarget(campaign.Disputing, l.args[0], func(tx *db.Tx, id string, version int) error {
			return campaign.Dispute(tx, id, version, l.get("because"))
		})
	}},
	// balance tells a target as what was shared and what was kept back: 500 = a 200 + b 280 + 20, bản 2.
	"balance": {"balance TARGET", true, func(s *story, l line) (told string, err error) {
		t, err := s.target(l.args[0])
		if err != nil {
			return "", err
		}
		var below []campaign.Target
		err = s.see(campaign.Seeing, t.Unit, func(v *db.View) (err error) {
			below, err = campaign.Targets(v, campaign.Filter{Parent: t.ID})
			return err
		})
		told = viet.FormatInt(t.Quantity) + " ="
		for _, c := range below {
			told += " " + c.Unit + " " + viet.FormatInt(c.Quantity) + " +"
		}
		return fmt.Sprintf("%s %s, bản %d, %s", told, viet.FormatInt(t.Reserve), t.Version, t.State), err
	}},
}

// promise makes a target.
func (s *story) promise(l line, v act.Verb, object string, make func(*db.Tx, campaign.Assignment) (string, error)) error {
	n, err := number(l.args[3])
	if err != nil {
		return err
	}
	p, err := viet.ParsePeriod(l.get("period"))
	if err != nil {
		return err
	}
	return s.act(v, object, func(tx *db.Tx) error {
		id, err := make(tx, campaign.Assignment{Campaign: s.key(l.get("in")), Unit: l.args[1], Indicator: l.args[2], Period: p, Quantity: n, Because: s.because(l)})
		s.name(l.args[0], id)
		return err
	})
}

// onTarget does something to a target in the version that the person has before their eyes.
func (s *story) onTarget(v act.Verb, word string, work func(tx *db.Tx, id string, version int) error) error {
	id := s.key(word)
	return s.act(v, id, func(tx *db.Tx) error {
		t, err := campaign.TargetByID(&tx.View, id)
		if err != nil {
			return err
		}
		return work(tx, id, s.before(word, t.Version))
	})
}

// period is a period as people write it.
func (l line) period(i int) (day.Period, error) { return viet.ParsePeriod(l.args[i]) }
