package campaigns

import (
	"os"
	"strings"
	"testing"

	"phongtrao/internal/browser"
)

// SHOOT="name=url name=url" SCREENS=desk,phone
func TestZZShoot(t *testing.T) {
	list := os.Getenv("SHOOT")
	if list == "" {
		t.Skip()
	}
	b := browser.Start(t)
	for _, e := range strings.Fields(list) {
		n, u, _ := strings.Cut(e, "=")
		for _, s := range browser.Screens {
			if !strings.Contains(","+os.Getenv("SCREENS")+",", ","+s.Name+",") {
				continue
			}
			t.Run(n+"/"+s.Name, func(t *testing.T) {
				p := b.Open(t, s, u)
				p.Shoot(n)
				p.Fits()
				p.Accessible()
			})
		}
	}
}
