package door

import (
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/ui"
)

// TableAddress is where a whole table is saved from (package exports answers there); pairs of name and value say which rows.
func TableAddress(key string, f sheet.Format, pairs ...string) string {
	return Address("/export/"+key+"."+string(f), pairs...)
}

// Save are the two ways to save the table of which a page shows a part: what a list has beside its title.
func Save(key string, pairs ...string) []ui.Button {
	return []ui.Button{{Label: "Tải .xlsx", Icon: "download", Href: TableAddress(key, sheet.XLSX, pairs...)}, {Label: "Tải .csv", Href: TableAddress(key, sheet.CSV, pairs...)}}
}
