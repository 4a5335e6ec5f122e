package dispatch

import (
	"strings"

	"phongtrao/internal/base/viet"
)

// Kind is the kind of a document, by its abbreviation in the symbol (Nghị định 30/2020/NĐ-CP, Phụ lục III). "" is unknown.
type Kind string

// Letter is a công văn. It has no abbreviation in its symbol: "610/LĐLĐ"; this key is ours.
const Letter Kind = "CV"

// The kinds that the code itself speaks of.
const (
	Resolution Kind = "NQ"
	Order      Kind = "QĐ"
	Guidance   Kind = "HD"
	Plan       Kind = "KH"
	Notice     Kind = "TB"
	Report     Kind = "BC"
	Decree     Kind = "NĐ"
	Circular   Kind = "TT"
	Law        Kind = "L"
)

// kinds are all that are known: the 27 of the decree, its three copies, and those that union papers cite.
var kinds = []struct {
	kind Kind
	name string
}{
	{Letter, "công văn"}, {Resolution, "nghị quyết"}, {Order, "quyết định"}, {"CT", "chỉ thị"}, {"QC", "quy chế"}, {"QyĐ", "quy định"}, {"TC", "thông cáo"},
	{Notice, "thông báo"}, {Guidance, "hướng dẫn"}, {"CTr", "chương trình"}, {Plan, "kế hoạch"}, {"PA", "phương án"}, {"ĐA", "đề án"}, {"DA", "dự án"},
	{Report, "báo cáo"}, {"BB", "biên bản"}, {"TTr", "tờ trình"}, {"HĐ", "hợp đồng"}, {"CĐ", "công điện"}, {"BGN", "bản ghi nhớ"}, {"BTT", "bản thỏa thuận"},
	{"GUQ", "giấy ủy quyền"}, {"GM", "giấy mời"}, {"GGT", "giấy giới thiệu"}, {"GNP", "giấy nghỉ phép"}, {"PG", "phiếu gửi"}, {"PC", "phiếu chuyển"}, {"PB", "phiếu báo"},
	{"SY", "bản sao y"}, {"TrS", "bản trích sao"}, {"SL", "bản sao lục"},
	{Decree, "nghị định"}, {Circular, "thông tư"}, {"TTLT", "thông tư liên tịch"}, {"KL", "kết luận"}, {Law, "luật"}, {"PL", "pháp lệnh"},
}

// Kinds returns every kind, công văn first, for a list to choose from.
func Kinds() []Kind {
	out := make([]Kind, len(kinds))
	for i, k := range kinds {
		out[i] = k.kind
	}
	return out
}

// Name returns what the kind is called: "kế hoạch"; "văn bản" for one that is not known.
func (k Kind) Name() string {
	for _, c := range kinds {
		if c.kind == k {
			return c.name
		}
	}
	return "văn bản"
}

// Known reports whether the kind is one of Kinds.
func (k Kind) Known() bool { return k.Name() != "văn bản" }

// KindNamed returns the kind of a name in any spelling: "Kế hoạch", "ke hoach", "KẾ HOẠCH".
func KindNamed(name string) (Kind, bool) {
	fold := viet.Fold(name)
	for _, c := range kinds {
		if viet.Fold(c.name) == fold {
			return c.kind, true
		}
	}
	return "", false
}

// symbol returns the kind that stands in a symbol. What is written exactly so comes first, then another case, then D for Đ:
// "HD" is hướng dẫn though "HĐ" is a contract, and "QD" can only be quyết định. Law and Letter never stand in a symbol.
func symbol(s string) (Kind, bool) {
	for _, like := range []func(a, b string) bool{
		func(a, b string) bool { return a == b },
		strings.EqualFold,
		func(a, b string) bool { return viet.Fold(a) == viet.Fold(b) },
	} {
		for _, c := range kinds {
			if c.kind != Letter && c.kind != Law && like(s, string(c.kind)) {
				return c.kind, true
			}
		}
	}
	return "", false
}
