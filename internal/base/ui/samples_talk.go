package ui

func talkSamples() []Exhibit {
	ask := &Form{ID: "talk0", Action: "/x", Submit: "Gửi trao đổi", Hidden: map[string]string{"subject": "x"}, Fields: []Field{{Name: "text", Label: "Nội dung", Kind: LongField}}}
	return []Exhibit{
		{Name: "Talk", Says: "Trao đổi quanh một số liệu; ai được nhắc tên thì thấy ở trang của mình.", Samples: samples(Talk{Form: ask},
			Talk{Items: []Said{
				{ID: "r1", By: "Trần Thu Hà", At: "09:12 ngày 03/03/2024", Parts: []string{"Đợt 3 thiếu biên bản, ", "Nguyễn Văn An", " xem giúp."}, Done: []SaidAct{{"Đánh dấu đã xong", "/remarks/1/settle", map[string]string{"token": "x"}}, {"Rút lại", "/remarks/1/withdraw", map[string]string{"token": "x"}}}},
				{ID: "r2", By: "Nguyễn Văn An", At: "10:05 ngày 03/03/2024", Parts: []string{"Đã gửi lại."}, State: "đã xong"},
				{ID: "r3", By: "Lê Thị Bình", At: "10:30 ngày 03/03/2024", State: "đã rút"}}},
			Talk{Items: []Said{{ID: "r4", By: longUnit, At: "10:30 ngày 03/03/2024", About: &Link{longLine, "/x"}, Parts: []string{longWord, longUnit, longLine}, State: longWord, Done: []SaidAct{{longUnit, "/x", nil}}}}, Hint: longLine})},
	}
}
