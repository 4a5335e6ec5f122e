package run

import "phongtrao/internal/roster"

// Gate lets runners in, hands out shirts and sees who arrives.
func (Kind) Gate() roster.Settings {
	return roster.Settings{
		Services: []roster.Service{{Key: roster.Came, Label: "Vào cổng"}, {Key: "shirt", Label: "Nhận áo"}, {Key: "finishers", Label: "Về đích", After: true}},
		Choices:  []roster.Choice{{Key: "shirt", Label: "Cỡ áo", Options: []string{"S", "M", "L", "XL", "XXL"}, Show: true}},
		Unlisted: true, WalkIns: true,
	}
}
