package org

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
)

// Who changes the organisation is asked over the unit above what changes: the object of Founding, Consolidating, Absorbing
// and MovingMany is that unit, the object of the others the unit itself.
var (
	Founding      = changing("org.found", "Thành lập tổ chức")
	Renaming      = changing("org.rename", "Đổi tên tổ chức")
	Retyping      = changing("org.retype", "Đổi loại hình tổ chức")
	Moving        = changing("org.move", "Chuyển tổ chức sang cấp trên khác")
	Joining       = changing("org.join", "Gia nhập, rút khỏi câu lạc bộ, cụm, ban")
	Consolidating = changing("org.consolidate", "Hợp nhất tổ chức")
	Absorbing     = changing("org.absorb", "Sáp nhập tổ chức")
	Splitting     = changing("org.split", "Chia, tách tổ chức")
	Dissolving    = changing("org.dissolve", "Giải thể tổ chức")
	Suspending    = changing("org.suspend", "Tạm ngừng, khôi phục hoạt động")
	Correcting    = changing("org.correct", "Đính chính, hủy ghi nhận")
	Linking       = changing("org.link", "Gắn tổ chức với địa điểm")
	Naming        = changing("org.alias", "Thêm tên gọi khác")
	Declaring     = act.Verb{Name: "org.declare", Label: "Khai báo tuyến, loại tổ chức", Roles: []access.Role{access.Administrator}, Over: Over}
	Seeing        = act.Verb{Name: "org.see", Label: "Xem tổ chức", Roles: access.Roles, Over: Over}
)

// Verbs are all acts over units.
var Verbs = []act.Verb{Founding, Renaming, Retyping, Moving, Joining, Consolidating, Absorbing, Splitting, Dissolving, Suspending,
	Correcting, Linking, Naming, Declaring, Seeing}

func changing(name, label string) act.Verb {
	return act.Verb{Name: name, Label: label, Roles: []access.Role{access.Administrator, access.FederationOfficer}, Over: Over,
		Locks: func(string) []string { return []string{book.Lock()} }}
}
