package ui

import "fmt"

// Accent is the one colour of a campaign, named after the pigments of lacquer and woodcut.
type Accent string

const (
	Lam  Accent = "lam"  // union blue, for pages of no campaign
	Son  Accent = "son"  // lacquer red: blood
	Luc  Accent = "luc"  // leaf green: runs
	Dat  Accent = "dat"  // fired earth: workers' month
	Tim  Accent = "tim"  // plum: welfare and Tết
	Cham Accent = "cham" // indigo: all else
)

// Accents are all of them.
var Accents = []Accent{Lam, Son, Luc, Dat, Tim, Cham}

// token is a colour of the design, on light and on dark.
type token struct{ name, light, dark string }

// The palette is "giấy dó & mực": rice paper and ink. Contrasts are held by a test.
var palette = []token{
	{"paper", "#FAF8F3", "#10172A"},
	{"surface", "#FFFFFF", "#172038"},
	{"sunk", "#F3F0E8", "#131B30"},
	{"line", "#E4DFD3", "#2A3552"},
	{"line-2", "#CFC8B8", "#3D4A6B"},
	{"edge", "#8A8778", "#6F7C9C"}, // borders of fields, which must be seen (3:1)
	{"ink", "#16203A", "#F2EFE7"},
	{"ink-2", "#465069", "#C3C9D8"},
	{"ink-3", "#626B80", "#9AA3B8"},
	{"lam", "#1D4F9E", "#8DB4F5"},
	{"lam-2", "#163F80", "#B0CBF8"},
	{"lam-t", "#E7EEF9", "#1F2F55"},
	{"on-lam", "#FFFFFF", "#0E1628"},
	{"ok", "#17724A", "#6BD3A0"},
	{"ok-t", "#E4F3EA", "#16372E"},
	{"warn", "#8A5A00", "#F2C15C"},
	{"warn-t", "#FFF3D6", "#3A2F17"},
	{"bad", "#B3261E", "#FF8F86"},
	{"bad-t", "#FCEBE9", "#40202A"},
	{"on-bad", "#FFFFFF", "#2A0B0B"},
	{"gold", "#D9A521", "#F0C04A"},
	{"gold-bar", "#A87500", "#F0C04A"},
	{"gold-ink", "#6F4E00", "#F7D98A"},
	{"gold-t", "#FBF1D5", "#3A3118"},
	{"on-gold", "#3B2A00", "#3B2A00"},
}

// An accent has four roles: acc for text and lines, acc-t its tint, acc-f and acc-g the two fills that take white text.
var accents = map[Accent][]token{
	Lam:  {{"acc", "#1D4F9E", "#8DB4F5"}, {"acc-t", "#E7EEF9", "#1F2F55"}, {"acc-f", "#1D4F9E", "#2F62B8"}, {"acc-g", "#3A6CBB", "#284F93"}},
	Son:  {{"acc", "#A9252B", "#F07F7C"}, {"acc-t", "#FAEAE7", "#3A2230"}, {"acc-f", "#A9252B", "#B53A40"}, {"acc-g", "#C2413F", "#8E2F38"}},
	Luc:  {{"acc", "#1B6B4A", "#74D0A6"}, {"acc-t", "#E4F2EA", "#173630"}, {"acc-f", "#1B6B4A", "#24805A"}, {"acc-g", "#2F8160", "#1C6448"}},
	Dat:  {{"acc", "#9A4A17", "#F0A36C"}, {"acc-t", "#FAEDE1", "#3A2A22"}, {"acc-f", "#9A4A17", "#A9561F"}, {"acc-g", "#AF5F2A", "#874317"}},
	Tim:  {{"acc", "#7A2A63", "#E090C8"}, {"acc-t", "#F7E9F2", "#362340"}, {"acc-f", "#7A2A63", "#8F3C77"}, {"acc-g", "#96467E", "#6E2C5B"}},
	Cham: {{"acc", "#3B3A8F", "#A9A9F5"}, {"acc-t", "#ECECF9", "#262850"}, {"acc-f", "#3B3A8F", "#4F4EB0"}, {"acc-g", "#5655AE", "#3F3E90"}},
}

// tokensCSS writes the palette once for light, once for a device that prefers dark, and once for a person who chose it.
func tokensCSS() string {
	vars := func(tokens []token, dark bool) (s string) {
		for _, t := range tokens {
			v := t.light
			if dark {
				v = t.dark
			}
			s += fmt.Sprintf("--%s:%s;", t.name, v)
		}
		return s
	}
	block := func(root string, dark bool) string {
		scheme := "light"
		if dark {
			scheme = "dark"
		}
		s := fmt.Sprintf("%s{color-scheme:%s;%s}\n", root, scheme, vars(palette, dark))
		for _, a := range Accents {
			s += fmt.Sprintf("%s [data-accent=%s]{%s}\n", root, a, vars(accents[a], dark))
		}
		return s
	}
	return "@layer tokens{\n" + block(":root", false) +
		"@media screen and (prefers-color-scheme:dark){\n" + block(":root:not([data-theme=light])", true) + "}\n" +
		"@media screen{\n" + block(":root[data-theme=dark]", true) + "}\n}\n"
}
