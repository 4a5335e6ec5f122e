package campaign

import (
	"strings"

	"phongtrao/internal/base/db"
)

// Standing counts how the units below a target stand towards their parts. Those that are given nothing any more are not counted.
type Standing struct {
	Target   string
	Shares   int
	Silent   int // given, and not answered
	Disputed int // objected to
	Asked    int // another number was proposed, and nobody has answered
}

// Standings counts for some targets at once, without reading their parts: by target. One without parts is not in it.
func Standings(v *db.View, targets ...string) (map[string]Standing, error) {
	out := map[string]Standing{}
	if len(targets) == 0 {
		return out, nil
	}
	args := make([]any, len(targets))
	for i, t := range targets {
		args[i] = t
	}
	in := `(?` + strings.Repeat(", ?", len(targets)-1) + `)`
	type count struct {
		parent string
		state  State
		n      int
	}
	states, err := db.All(v, func(s db.Scanner) (c count, err error) {
		err = s.Scan(&c.parent, &c.state, &c.n)
		return c, err
	}, `SELECT t.parent, w.state, COUNT(*) FROM campaign_target t JOIN campaign_target_version w ON w.target = t.id
		WHERE t.parent IN `+in+` AND w.quantity > 0 AND w.version = (SELECT MAX(x.version) FROM campaign_target_version x WHERE x.target = t.id)
		GROUP BY t.parent, w.state`, args...)
	if err != nil {
		return nil, err
	}
	for _, c := range states {
		s := out[c.parent]
		s.Target = c.parent
		s.Shares += c.n
		switch c.state {
		case Given:
			s.Silent += c.n
		case Disputed:
			s.Disputed += c.n
		}
		out[c.parent] = s
	}
	asked, err := db.All(v, func(s db.Scanner) (c count, err error) {
		err = s.Scan(&c.parent, &c.n)
		return c, err
	}, `SELECT t.parent, COUNT(*) FROM campaign_target t JOIN campaign_proposal p ON p.target = t.id
		WHERE t.parent IN `+in+` AND NOT EXISTS (SELECT 1 FROM campaign_answer a WHERE a.proposal = p.id) GROUP BY t.parent`, args...)
	for _, c := range asked {
		s := out[c.parent]
		s.Target, s.Asked = c.parent, c.n
		out[c.parent] = s
	}
	return out, err
}
