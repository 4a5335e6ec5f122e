package gate

import (
	"strconv"
	"unicode/utf8"
)

// AppendReceipt writes a receipt as JSON: as encoding/json would, without looking at types.
func AppendReceipt(b []byte, r *Receipt) []byte {
	b = strconv.AppendInt(append(b, `{"protocol":`...), int64(r.Protocol), 10)
	b = strconv.AppendInt(append(b, `,"now":`...), r.Now, 10)
	b = strconv.AppendInt(append(b, `,"through":`...), r.Through, 10)
	b = append(b, `,"answers":[`...)
	for i := range r.Answers {
		a := &r.Answers[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(append(b, `{"seq":`...), a.Seq, 10)
		b = appendText(append(b, `,"word":`...), string(a.Word))
		b = strconv.AppendBool(append(b, `,"counts":`...), a.Counts)
		if a.First != nil {
			b = strconv.AppendInt(append(b, `,"first":{"at":`...), a.First.At, 10)
			b = appendText(append(b, `,"door":`...), a.First.Door)
			if a.First.Site != "" {
				b = appendText(append(b, `,"site":`...), a.First.Site)
			}
			b = append(b, '}')
		}
		b = append(b, '}')
	}
	b = append(b, ']')
	for i, x := range r.Refused {
		b = append(b, []string{`,"refused":[`, `,`}[min(i, 1)]...)
		b = strconv.AppendInt(append(b, `{"seq":`...), x.Seq, 10)
		b = append(appendText(append(b, `,"text":`...), x.Text), '}')
	}
	if len(r.Refused) > 0 {
		b = append(b, ']')
	}
	return append(AppendNews(append(b, `,"news":`...), &r.News), '}')
}

// AppendNews writes news as JSON.
func AppendNews(b []byte, n *News) []byte {
	b = strconv.AppendInt(append(b, `{"cursor":`...), n.Cursor, 10)
	b = appendUsed(b, `,"used":[`, n.Used)
	b = appendUsed(b, `,"freed":[`, n.Freed)
	b = strconv.AppendBool(append(b, `,"changed":`...), n.Changed)
	return append(strconv.AppendBool(append(b, `,"revoked":`...), n.Revoked), '}')
}

func appendUsed(b []byte, head string, all []Used) []byte {
	if len(all) == 0 {
		return b
	}
	b = append(b, head...)
	for i := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(b, `{"subject":`...), all[i].Subject)
		b = appendText(append(b, `,"what":`...), all[i].What)
		b = strconv.AppendInt(append(b, `,"at":`...), all[i].At, 10)
		b = append(appendText(append(b, `,"door":`...), all[i].Door), '}')
	}
	return append(b, ']')
}

// appendText writes a text that is valid UTF-8 in quotes.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' && c < utf8.RuneSelf || c >= utf8.RuneSelf {
			continue
		}
		b = append(b, s[from:i]...)
		const hex = "0123456789abcdef"
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		from = i + 1
	}
	return append(append(b, s[from:]...), '"')
}
