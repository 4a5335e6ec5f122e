package ui

// sampleCampaign is a page made of components, to see them together.
func sampleCampaign(i int, parts map[string]Component, head PageHead) Component {
	shell := sampleShell()
	shell.Accent, shell.Title = Son, head.Title
	shell.Crumbs = []Link{{"Phong trào", "/campaigns"}, {"Hiến máu tình nguyện", "/campaigns?kind=blood"}}
	main := Group{
		Inside(Card{Title: "Luỹ kế theo đợt"}, parts["StepChart"]),
		Inside(Card{Title: "Các đợt hiến máu", Link: &Link{"Thêm đợt", "/new"}}, parts["DriveTable"]),
	}
	side := Group{
		Inside(Card{Title: "Cần xử lý"}, parts["Todo"]),
		Inside(Card{Title: "Bằng chứng"}, parts["EvidenceMix"]),
		Inside(Card{Title: "Theo đơn vị", Link: &Link{"Xem 23", "/units"}}, sampleSideTree(i)),
	}
	return Inside(shell, Group{head, parts["Hero"], Inside(Columns{Side: side, Label: "Việc và đơn vị"}, main)})
}

// pageSamples puts the samples of components together, the empty with the empty and the worst with the worst.
func pageSamples(all []Exhibit) Exhibit {
	page := Exhibit{Name: "Page", Says: "Một trang phong trào ghép từ các thành phần.", Whole: true}
	for i, name := range []string{"empty", "typical", "worst"} {
		parts := map[string]Component{}
		for _, e := range all {
			parts[e.Name] = e.Samples[i].Draw
		}
		page.Samples = append(page.Samples, Sample{name, sampleCampaign(i, parts, parts["PageHead"].(PageHead))})
	}
	return page
}
