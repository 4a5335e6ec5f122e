package ui

func findingSamples() []Exhibit {
	return []Exhibit{
		{Name: "Findings", Says: "Kết quả rà soát một văn bản: điều đã ghi, điều tính lại.", Samples: samples(Findings{},
			Findings{Items: []Found{
				{Bad, "Không khớp", "2.610/2.819 người (90,2%", "90,2%", "92,6%", "2.610/2.819 = 92,6%, không phải 90,2%.", "/figures/x", "dòng 4"},
				{Warn, "Nên xem lại", "Công ty TNHH Sews-Componets Việt Nam", "Công ty TNHH Sews-Componets Việt Nam", "Công ty TNHH Sews-Components Việt Nam", "Không có tổ chức nào tên như vậy.", "", "dòng 9"},
				{Info, "Ghi chú", "666/1.220 đơn vị máu, đạt 54%", "54%", "55%", "666/1.220 = 54,59%: làm tròn là 55%, cắt bớt là 54%.", "", "dòng 12"}}},
			Findings{Items: []Found{{Bad, "Không khớp", longLine + longWord, longUnit, longWord, longLine, "/x", "dòng 1.048.576"}, {Warn, longUnit, longWord, "", "", longWord, "", ""}}})},
	}
}
