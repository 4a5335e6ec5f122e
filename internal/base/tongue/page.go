package tongue

import (
	"bytes"
	"io"

	"golang.org/x/net/html"
)

// labels are the attributes that people read.
var labels = map[string]bool{"title": true, "aria-label": true, "placeholder": true, "alt": true, "aria-description": true, "data-label": true}

// void are the elements that have no end, and so hold nothing to leave alone.
var void = map[string]bool{"img": true, "input": true, "br": true, "hr": true, "meta": true, "link": true, "wbr": true}

// Page puts a drawn page, or a part of one, into English.
func (c *Catalogue) Page(drawn []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(drawn) + len(drawn)/8)
	z := html.NewTokenizer(bytes.NewReader(drawn))
	kept := 0               // how deep inside an element that is left alone; its own name is counted
	var keeper, last string // last is the element that began just now
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				return drawn // what cannot be read is shown as it was drawn
			}
			return out.Bytes()
		}
		raw := z.Raw()
		if kind != html.TextToken {
			last = ""
		}
		switch kind {
		case html.TextToken:
			if kept > 0 {
				out.Write(raw)
				continue
			}
			if last == "noscript" { // markup, which the tokenizer takes for text
				out.Write(c.Page(bytes.Clone(raw)))
				continue
			}
			text := html.UnescapeString(string(raw))
			if said, _ := c.Say(text); said != text {
				out.WriteString(html.EscapeString(said))
			} else {
				out.Write(raw)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			whole := string(raw) // the tokenizer uses the bytes again
			name, more := z.TagName()
			tag := string(name)
			last = tag
			if kept > 0 {
				if kind == html.StartTagToken && tag == keeper {
					kept++
				}
				out.WriteString(whole)
				continue
			}
			var attrs [][2]string
			changed, alone := false, tag == "script" || tag == "style" || tag == "textarea" // what somebody typed is not ours
			for more {
				var k, v []byte
				k, v, more = z.TagAttr()
				key, value := string(k), string(v)
				switch {
				case key == "lang" && tag == "html":
					value, changed = "en", true
				case key == "lang" && value == "vi":
					alone = true
				case labels[key]:
					if said, _ := c.Say(value); said != value {
						value, changed = said, true
					}
				}
				attrs = append(attrs, [2]string{key, value})
			}
			if alone && kind == html.StartTagToken && !void[tag] {
				kept, keeper = 1, tag
			}
			if !changed {
				out.WriteString(whole)
				continue
			}
			out.WriteString("<" + tag)
			for _, a := range attrs {
				out.WriteString(" " + a[0] + `="` + html.EscapeString(a[1]) + `"`)
			}
			if kind == html.SelfClosingTagToken {
				out.WriteString("/")
			}
			out.WriteString(">")
		case html.EndTagToken:
			whole := string(raw)
			if name, _ := z.TagName(); kept > 0 && string(name) == keeper {
				kept--
			}
			out.WriteString(whole)
		default:
			out.Write(raw)
		}
	}
}
