package story

import (
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
)

// reading tells how units and places stand, on a day, as known at an instant.
var reading = verbs{
	// tree draws a line from a unit down: hp(a b(c)).
	"tree": {"tree UNIT [on DAY] [known WHEN] [line LINE]", true, func(s *story, l line) (told string, err error) {
		asOf, err := s.asOf(l, s.today())
		if err != nil {
			return "", err
		}
		err = s.see(org.Seeing, l.args[0], func(v *db.View) error {
			t, err := org.TreeOn(v, l.line(), asOf)
			if err == nil {
				told = draw(t, l.args[0])
			}
			return err
		})
		return told, err
	}},
	// below counts the units directly below one.
	"below": {"below UNIT [on DAY] [known WHEN] [line LINE]", true, func(s *story, l line) (told string, err error) {
		asOf, err := s.asOf(l, s.today())
		if err != nil {
			return "", err
		}
		err = s.see(org.Seeing, l.args[0], func(v *db.View) error {
			t, err := org.TreeOn(v, l.line(), asOf)
			if err != nil {
				return err
			}
			i, _ := t.History().Index(l.args[0])
			told = plain(len(t.Children(i)))
			return nil
		})
		return told, err
	}},
	"called": {"called UNIT [on DAY] [known WHEN]", true, func(s *story, l line) (told string, err error) {
		asOf, err := s.asOf(l, s.today())
		if err != nil {
			return "", err
		}
		err = s.see(org.Seeing, l.args[0], func(v *db.View) error {
			u, _, err := org.Get(v, l.args[0], asOf)
			told = u.Name
			return err
		})
		return told, err
	}},
	// life tells a unit's first day, and the day from which it is no more.
	"life": {"life UNIT", true, func(s *story, l line) (told string, err error) {
		err = s.see(org.Seeing, l.args[0], func(v *db.View) error {
			u, _, err := org.Get(v, l.args[0], org.Today(v))
			told = "from " + u.Born.VN()
			if u.Ended != day.Forever {
				told += " until " + u.Ended.VN()
			}
			return err
		})
		return told, err
	}},
	// over tells who has authority over a unit today, from itself up.
	"over": {"over UNIT", true, func(s *story, l line) (told string, err error) {
		err = s.see(org.Seeing, l.args[0], func(v *db.View) error {
			chain, err := org.Over(v, l.args[0])
			told = list(chain)
			return err
		})
		return told, err
	}},
	// find tells the units that a spelling finds, the best first.
	"find": {"find WORDS [on DAY]", true, func(s *story, l line) (told string, err error) {
		asOf, err := s.asOf(l, s.today())
		if err != nil {
			return "", err
		}
		err = s.see(org.Seeing, "tld", func(v *db.View) error {
			hits, err := org.Search(v, l.args[0], asOf, 5)
			var texts []string
			for _, h := range hits {
				texts = append(texts, h.Unit)
			}
			told = list(texts)
			return err
		})
		return told, err
	}},
	// timeline tells what a unit lived through: days and decisions.
	"timeline": {"timeline UNIT", true, func(s *story, l line) (told string, err error) {
		err = s.see(org.Seeing, l.args[0], func(v *db.View) error {
			changes, err := org.Changes(v, l.args[0])
			var texts []string
			for _, c := range changes {
				text := c.On.VN() + " " + org.ChangeLabel(c.Kind)
				if c.Number != "" {
					text += " " + c.Number
				}
				if c.Overridden {
					text += " (đã thay)"
				}
				texts = append(texts, strings.ToLower(text))
			}
			told = list(texts)
			return err
		})
		return told, err
	}},
	// places tells what a unit covers on a day, units who covers a place.
	"places": {"places UNIT [on DAY]", true, func(s *story, l line) (told string, err error) {
		asOf, err := s.asOf(l, s.today())
		if err != nil {
			return "", err
		}
		err = s.see(org.Seeing, l.args[0], func(v *db.View) error {
			links, err := org.PlacesOf(v, l.args[0], asOf)
			var texts []string
			for _, p := range links {
				texts = append(texts, p.Place)
			}
			told = sorted(texts)
			return err
		})
		return told, err
	}},
	"units": {"units PLACE [on DAY]", true, func(s *story, l line) (told string, err error) {
		asOf, err := s.asOf(l, s.today())
		if err != nil {
			return "", err
		}
		err = s.see(org.Seeing, "tld", func(v *db.View) error {
			links, err := org.UnitsAt(v, l.args[0], asOf)
			var texts []string
			for _, u := range links {
				texts = append(texts, u.Unit)
			}
			told = sorted(texts)
			return err
		})
		return told, err
	}},
	// province calls the place that bears an official code on a day by a word from here on, and tells its name.
	"province": {"province WORD CODE on DAY", false, func(s *story, l line) (told string, err error) {
		asOf, err := s.asOf(l, 0)
		if err != nil {
			return "", err
		}
		err = s.see(place.Seeing, "tld", func(v *db.View) error {
			p, ok, err := place.ByCode(v, l.args[1], asOf)
			if err == nil && !ok {
				return fmt.Errorf("no place bears the code %s", l.args[1])
			}
			s.name(l.args[0], p.ID)
			told = p.Name
			return err
		})
		return told, err
	}},
	// map draws the places in one; within counts those directly in it.
	"map": {"map PLACE [on DAY]", true, func(s *story, l line) (told string, err error) {
		err = s.places(l, func(t *lineage.Tree) { told = draw(t, s.key(l.args[0])) })
		return told, err
	}},
	"within": {"within PLACE [on DAY]", true, func(s *story, l line) (told string, err error) {
		err = s.places(l, func(t *lineage.Tree) {
			i, _ := t.History().Index(s.key(l.args[0]))
			told = plain(len(t.Children(i)))
		})
		return told, err
	}},
}

func (s *story) places(l line, tell func(t *lineage.Tree)) error {
	asOf, err := s.asOf(l, s.today())
	if err != nil {
		return err
	}
	return s.see(place.Seeing, "tld", func(v *db.View) error {
		t, err := place.TreeOn(v, place.Territory, asOf)
		if err == nil {
			tell(t)
		}
		return err
	})
}

// draw writes a node with what stands below it, in order of keys.
func draw(t *lineage.Tree, from string) string {
	i, ok := t.History().Index(from)
	if !ok || !t.Has(i) {
		return "–"
	}
	var write func(i int32) string
	write = func(i int32) string {
		var below []string
		for _, c := range t.Children(i) {
			below = append(below, write(c))
		}
		text := t.History().ID(i)
		if slices.Sort(below); len(below) > 0 {
			text += "(" + strings.Join(below, " ") + ")"
		}
		return text
	}
	return write(i)
}
