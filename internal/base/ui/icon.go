package ui

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"sync"

	"github.com/a-h/templ"
)

// icons are the drawings of the sprite by name. They are drawn into the page, so that a printed or saved page has them.
var icons = sync.OnceValue(func() map[string]string {
	data, err := files.ReadFile("assets/vendor/icons.svg")
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	var sprite struct {
		Symbols []struct {
			ID    string `xml:"id,attr"`
			Inner string `xml:",innerxml"`
		} `xml:"symbol"`
	}
	if err := xml.Unmarshal(data, &sprite); err != nil {
		panic(err)
	}
	all := map[string]string{}
	for _, s := range sprite.Symbols {
		all[s.ID] = s.Inner
	}
	return all
})

// icon draws an icon; an unknown name is an error, found by the samples.
func icon(name string) Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		inner, ok := icons()[name]
		if !ok {
			return fmt.Errorf("ui: no icon %q in the sprite; add it to tools/vendor/vendor.json", name)
		}
		_, err := io.WriteString(w, `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">`+inner+`</svg>`)
		return err
	})
}
