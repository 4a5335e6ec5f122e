package ledger

import "phongtrao/internal/base/fault"

// Evidence is how a number is known. Kinds of evidence for one thing stand side by side and are never added together.
type Evidence uint8

// The kinds of evidence, in the order of the default rule: the first of them that is there is published.
const (
	Signed   Evidence = 1 + iota // signed by a partner who counted too, such as the hospital
	Scanned                      // from tickets scanned at a gate
	Counted                      // counted on the spot by two people
	Declared                     // a unit's word, accepted by the level above
	Imported                     // taken over from an older list
)

// Kinds are all kinds of evidence, in the order of the default rule.
var Kinds = []Evidence{Signed, Scanned, Counted, Declared, Imported}

var evidenceKeys = [...]string{"", "signed", "scanned", "counted", "declared", "imported"}

var evidenceLabels = [...]string{"", "có ký xác nhận", "quét vé", "kiểm đếm", "đơn vị khai", "nhập từ danh sách cũ"}

// Key returns the stable name: "signed".
func (e Evidence) Key() string {
	if int(e) < len(evidenceKeys) {
		return evidenceKeys[e]
	}
	return ""
}

// String returns the key.
func (e Evidence) String() string { return e.Key() }

// Label returns the Vietnamese word: "có ký xác nhận".
func (e Evidence) Label() string {
	if int(e) < len(evidenceLabels) {
		return evidenceLabels[e]
	}
	return ""
}

// Known reports whether it is one of Kinds.
func (e Evidence) Known() bool { return e >= Signed && e <= Imported }

// MarshalText writes the key.
func (e Evidence) MarshalText() ([]byte, error) { return []byte(e.Key()), nil }

// UnmarshalText reads a key.
func (e *Evidence) UnmarshalText(b []byte) (err error) {
	*e, err = EvidenceByKey(string(b))
	return err
}

// EvidenceByKey returns the kind of evidence that has a key.
func EvidenceByKey(key string) (Evidence, error) {
	for _, e := range Kinds {
		if evidenceKeys[e] == key {
			return e, nil
		}
	}
	return 0, fault.In("evidence", "Không có loại bằng chứng “%s”. Hãy chọn: signed, scanned, counted, declared hoặc imported.", key)
}
