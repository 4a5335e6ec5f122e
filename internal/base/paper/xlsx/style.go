package xlsx

import "github.com/xuri/excelize/v2"

// look is how a cell stands; each look is made once.
type look struct {
	size         float64 // 0 is 12
	bold, italic bool
	across       string // "", "center", "right", "justify"
	wrap, ruled  bool
	fill         bool
	format       string // of a number
	link, red    bool
	indent       int
}

func (p *printer) style(l look) (int, error) {
	if id, ok := p.styles[l]; ok {
		return id, nil
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: "Times New Roman", Size: 12, Bold: l.bold, Italic: l.italic},
		Alignment: &excelize.Alignment{Horizontal: l.across, Vertical: "top", WrapText: l.wrap, Indent: l.indent},
	}
	if l.size != 0 {
		s.Font.Size = l.size
	}
	if l.link {
		s.Font.Color = "1F4E79"
	}
	if l.red {
		s.Font.Color = "C00000"
	}
	if l.ruled {
		for _, edge := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: edge, Color: "000000", Style: 1})
		}
	}
	if l.fill {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EDEDED"}}
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	id, err := p.f.NewStyle(s)
	if err == nil {
		p.styles[l] = id
	}
	return id, err
}
