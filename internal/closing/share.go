package closing

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Propose divides a total by what is known of each unit. What is more than is known goes to the host, for nobody can say whose it is;
// where less is signed than is known, all give up in proportion, by the largest remainder. No share falls below zero.
func Propose(total int64, host string, known []Share) []Share {
	shares := slices.Clone(known)
	var sum int64
	for _, s := range shares {
		sum += s.People
	}
	if total < sum {
		scaleDown(shares, total, sum)
		return shares
	}
	return addTo(shares, host, total-sum)
}

// scaleDown brings shares of sum down to total.
func scaleDown(shares []Share, total, sum int64) {
	type rest struct {
		i    int
		part int64
	}
	var rests []rest
	left := total
	for i, s := range shares {
		n := s.People * total
		shares[i].People = n / sum
		left -= shares[i].People
		rests = append(rests, rest{i, n % sum})
	}
	slices.SortStableFunc(rests, func(a, b rest) int { return cmp.Compare(b.part, a.part) })
	for i := range left { // fewer than there are shares
		shares[rests[i].i].People++
	}
}

// Settle makes stated shares add up to a total: the host has what is left. Where the others have more than the total it is a fault.
func Settle(total int64, host string, stated []Share) ([]Share, error) {
	shares := slices.DeleteFunc(slices.Clone(stated), func(s Share) bool { return s.Unit == host })
	left := total
	for _, s := range shares {
		if s.People < 0 {
			return nil, fault.In("signed", "Phần của một đơn vị không được âm. Hãy sửa lại phần chia.")
		}
		left -= s.People
	}
	if left < 0 {
		return nil, fault.In("signed", "Phần chia cho các đơn vị cộng lại là %s, nhiều hơn số chốt %s. Hãy sửa phần của đơn vị, hoặc sửa số chốt.",
			viet.FormatInt(total-left), viet.FormatInt(total))
	}
	return addTo(shares, host, left), nil
}

// addTo adds people to a unit's share, which is made where there is none.
func addTo(shares []Share, unit string, people int64) []Share {
	if i := slices.IndexFunc(shares, func(s Share) bool { return s.Unit == unit }); i >= 0 {
		shares[i].People += people
		return shares
	}
	return append(shares, Share{unit, people})
}
