package blood

import (
	"fmt"
	"math"
	"strings"

	"phongtrao/internal/base/viet"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
)

// Derive gives the bags and the millilitres where the bags of every volume are known.
func (Kind) Derive(v kind.Values) kind.Values {
	out := kind.Values{}
	bags, ml, known := byVolume(v)
	if known {
		out[Bags], out[Ml] = bags, ml
	}
	return out
}

// byVolume adds up the bags and millilitres of the volumes that were said. They are all known where each volume was said,
// or where those that were said already make up the bags: then there were none of the others.
func byVolume(v kind.Values) (bags, ml ledger.Quantity, known bool) {
	said := 0
	for _, vol := range volumes {
		if q, ok := v[vol.key]; ok {
			said++
			bags = bags.Add(q)
			ml = ml.Add(times(q, vol.ml))
		}
	}
	total, ok := v[Bags]
	known = said == len(volumes) || said > 0 && ok && total.Exact() && total == bags
	return bags, ml, known
}

// Check holds registered ≥ came ≥ screened = accepted + deferred, accepted ≥ bags, bags ≤ attended, the bags by volume
// against the bags, the millilitres against both. Intervals are only found at fault where no number in them could fit.
func (k Kind) Check(v kind.Values) []kind.Finding {
	r := kind.NewReview(k, v)
	r.AtMost(kind.Doubt, "blood.came", Came, Registered, "Có thể có người đến mà chưa đăng ký; nếu vậy ghi rõ bao nhiêu người")
	r.AtMost(kind.Wrong, "blood.screened", Screened, Came, "Ai được khám tuyển thì phải đã đến")
	r.Sum(kind.Wrong, "blood.conclusions", Screened, Accepted, Deferred)
	r.AtMost(kind.Wrong, "blood.bags_accepted", Bags, Accepted, "Mỗi người đủ điều kiện cho nhiều nhất một đơn vị máu")
	r.AtMost(kind.Wrong, "blood.came_attended", Came, Attended, "Số tham dự phải gồm cả người đến hiến máu")
	r.AtMost(kind.Wrong, "blood.bags_attended", Bags, Attended, "Số đơn vị máu không thể nhiều hơn số người có mặt")
	if _, told := v[Accepted]; !told {
		r.AtMost(kind.Wrong, "blood.bags_screened", Bags, Screened, "Mỗi người được khám tuyển cho nhiều nhất một đơn vị máu")
		r.AtMost(kind.Wrong, "blood.bags_came", Bags, Came, "Mỗi người đến cho nhiều nhất một đơn vị máu")
	}
	r.Sum(kind.Wrong, "blood.volumes", Bags, Bags250, Bags350, Bags450)
	checkMl(r)
	noteVolumes(r)
	noteYield(r)
	return r.Findings()
}

// checkMl compares millilitres with the bags: exactly where the volumes are known, else with the least and the most they could hold.
func checkMl(r *kind.Review) {
	ml, ok := r.Values[Ml]
	if !ok {
		return
	}
	if _, byVol, known := byVolume(r.Values); known {
		if !ml.Agrees(byVol) {
			r.Add(kind.Wrong, "blood.ml", fmt.Sprintf("Lượng máu (%s ml) không bằng tổng tính theo cỡ túi (%s ml). Kiểm tra lại số túi mỗi cỡ.", ml, byVol), Ml, Bags250, Bags350, Bags450)
		}
		return
	}
	bags, ok := r.Values[Bags]
	if !ok {
		return
	}
	least, most := volumes[0].ml, volumes[len(volumes)-1].ml
	could := ledger.Quantity{Lo: times(bags, least).Lo, Hi: times(bags, most).Hi, Open: bags.Open}
	if !ml.Agrees(could) {
		r.Add(kind.Wrong, "blood.ml", fmt.Sprintf("Lượng máu (%s ml) không hợp với %s đơn vị máu: mỗi túi chỉ từ %d đến %d ml. Kiểm tra lại hai số này.", ml, bags, least, most), Ml, Bags)
	}
}

// noteVolumes says that millilitres cannot be known, or which volumes are still to be told.
func noteVolumes(r *kind.Review) {
	var missing []string
	var fields []string
	for _, vol := range volumes {
		if _, ok := r.Values[vol.key]; !ok {
			missing = append(missing, fmt.Sprintf("%d ml", vol.ml))
			fields = append(fields, vol.key)
		}
	}
	_, _, known := byVolume(r.Values)
	bags, haveBags := r.Values[Bags]
	_, haveMl := r.Values[Ml]
	switch {
	case known || haveMl:
	case len(missing) < len(volumes):
		r.Add(kind.Note, "blood.volumes_missing", fmt.Sprintf("Chưa ghi số túi %s nên chưa tính được tổng ml. Cỡ túi nào không có thì ghi 0.", strings.Join(missing, ", ")), fields...)
	case haveBags && (bags.Open || bags.Hi > 0):
		r.Add(kind.Note, "blood.volumes_unknown", fmt.Sprintf("Có %s đơn vị máu, dung tích không rõ: chưa tính được tổng ml.", bags), Bags)
	}
}

// noteYield says how many bags there were for a hundred of those who attended; it lay between 58 and 84 in what was published.
func noteYield(r *kind.Review) {
	if text := Yield(r.Values[Bags], r.Values[Attended]); text != "" {
		r.Add(kind.Note, "blood.yield", "Số đơn vị máu trên số người tham dự: "+text+".", Bags, Attended)
	}
}

// Yield words what share of those who attended gave a bag, in per cent: "không quá 84,3%" where
// the attendance is only known from below. It is "" where nothing can be said.
func Yield(bags, attended ledger.Quantity) string {
	if !bags.Exact() || bags.Lo <= 0 || attended.Lo <= 0 || bags.Lo > attended.Lo {
		return ""
	}
	most := viet.FormatPercent(bags.Lo, attended.Lo, 1, viet.HalfUp)
	switch {
	case attended.Open:
		return "không quá " + most
	case attended.Exact():
		return most
	}
	return "từ " + viet.FormatPercent(bags.Lo, attended.Hi, 1, viet.HalfUp) + " đến " + most
}

// times multiplies a quantity. It stops at the ends of what fits 64 bits, so that a slip of the keyboard gives a finding and
// not a number from the other side of zero.
func times(q ledger.Quantity, n int64) ledger.Quantity {
	product := ledger.Quantity{Lo: upTo(q.Lo, n), Open: q.Open}
	if !q.Open {
		product.Hi = upTo(q.Hi, n)
	}
	return product
}

func upTo(a, n int64) int64 {
	if a > math.MaxInt64/n || a < math.MinInt64/n {
		if a < 0 {
			return math.MinInt64
		}
		return math.MaxInt64
	}
	return a * n
}
