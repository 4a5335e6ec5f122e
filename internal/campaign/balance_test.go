package campaign

import (
	"testing"

	"phongtrao/internal/base/fault"
)

func TestBalanceSentences(t *testing.T) {
	parent := Target{Quantity: 500, Reserve: 20}
	for _, c := range []struct {
		err  error
		want string
	}{
		{balanced(500, []ShareOf{{"a", 300}, {"b", 160}}, 20), "Chỉ tiêu chia xuống mới được 480, còn thiếu 20."},
		{balanced(500, []ShareOf{{"a", 300}, {"b", 200}}, 20), "Chỉ tiêu chia xuống đã là 520, vượt 20."},
		{balanced(500, []ShareOf{{"a", 300}, {"b", 180}}, 20), ""},
		{balanced(500, nil, -1), "Phần dự phòng không được âm (-1)."},
		{room(parent, 450), "Các đơn vị dưới đã được chia 480, nên không thể hạ chỉ tiêu xuống 450. Hãy giảm chỉ tiêu của đơn vị dưới ít nhất 30 trước."},
		{room(parent, 480), ""},
		{take(parent, 30), "Dự phòng của cấp trên chỉ còn 20, thiếu 10. Hãy điều chỉnh chỉ tiêu của cấp trên, hoặc giảm của đơn vị khác trước."},
		{take(parent, 20), ""},
		{take(parent, -300), ""},
	} {
		got := ""
		if c.err != nil {
			got = fault.Text(c.err)
		}
		if got != c.want {
			t.Errorf("got %q\nwant %q", got, c.want)
		}
	}
}
