package people_test

import (
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/people"
	"phongtrao/internal/testkit"
)

func TestCleanPhone(t *testing.T) {
	for typed, want := range map[string]string{
		"":                  "",
		"0912345678":        "0912345678",
		" 0912.345.678 ":    "0912345678",
		"+84 912 345 678":   "0912345678",
		"84912345678":       "0912345678",
		"0084-912-345-678":  "0912345678",
		"912345678":         "0912345678", // as Excel leaves it
		"(0225) 3 842 123":  "02253842123",
		"09123":             "!",
		"0112345678":        "!",
		"không có":          "!",
		"0912345678 hoặc 0": "!",
	} {
		got, err := people.CleanPhone(typed)
		if want == "!" {
			if fault.Field(err) != "phone" {
				t.Errorf("%q is taken for %q", typed, got)
			}
		} else if err != nil || got != want {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
}

// Participants are found by name in any spelling, by telephone and by card within their own purpose alone; they go one by one, or when
// their time is over; a card has other hashes at other events.
func TestParticipants(t *testing.T) {
	h := testkit.New(t, people.Schema)
	until := day.InstantOf(testkit.Start).Day().Add(30).Start()
	hash := people.CardHash([]byte("salt of one"), "031199001234")
	if len(hash) != 64 || hash == people.CardHash([]byte("salt of another"), "031199001234") {
		t.Error(hash)
	}
	var ids []string
	h.Write(func(tx *db.Tx) (err error) {
		ids, err = people.AddParticipants(tx, []people.Participant{
			{Name: "Nguyễn Thị  Hoà", Phone: "0912 345 678", Year: 1999, Purpose: "event/1", Until: until},
			{Name: "Hoa\u0300 Van Nguye\u0302\u0303n", IDHash: hash, IDLast: "1234", Purpose: "event/1", Until: until + 1},
			{Name: "Nguyễn Thị Hòa", Phone: "0912345678", Purpose: "event/2", Until: until},
		})
		return err
	})
	names := func(q string) (all []string) {
		h.See(func(v *db.View) error {
			found, err := people.FindParticipants(v, "event/1", q, 10)
			for _, p := range found {
				all = append(all, p.Name)
			}
			return err
		})
		return all
	}
	if got := names("NGUYEN hoa"); len(got) != 2 || len(names("hoà thị")) != 1 || len(names("%")) != 2 || len(names("xyz")) != 0 {
		t.Error(got)
	}
	h.See(func(v *db.View) error {
		phone, err := people.WithPhone(v, "event/1", "0912345678")
		if err != nil || len(phone) != 1 || phone[0].ID != ids[0] {
			t.Error(phone, err)
		}
		card, err := people.WithCard(v, "event/1", hash)
		if err != nil || len(card) != 1 || card[0].Name != "Hoà Van Nguyễn" {
			t.Error(card, err)
		}
		all, err := people.Participants(v, append(ids, "nobody"))
		if err != nil || len(all) != 3 || all[ids[0]].Year != 1999 {
			t.Error(all, err)
		}
		return nil
	})
	for name, p := range map[string]people.Participant{
		"without a purpose": {Name: "A", Until: until},
		"for ever":          {Name: "A", Purpose: "event/1"},
		"without a name":    {Name: " - ", Purpose: "event/1", Until: until},
		"with a number":     {Name: "A", IDHash: "031199001234", Purpose: "event/1", Until: until},
	} {
		err := h.DB.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
			_, err := people.AddParticipants(tx, []people.Participant{p})
			return err
		})
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	h.Write(func(tx *db.Tx) error { return people.ForgetParticipant(tx, ids[2]) })
	h.Write(func(tx *db.Tx) error {
		gone, err := people.ForgetParticipants(tx, until+1)
		if len(gone) != 1 || gone[0] != ids[0] {
			t.Error(gone)
		}
		return err
	})
	h.See(func(v *db.View) error {
		all, err := people.Participants(v, ids)
		if err != nil || len(all) != 1 {
			t.Error(all, err)
		}
		return nil
	})
}
