package gates

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/gate"
	"phongtrao/internal/web/door"
)

// doorsMax is how many doors are opened at once.
const doorsMax = 60

// addingDoors opens doors, several at once.
var addingDoors = deed{
	path: "/activities/{id}/gates/doors", title: "Thêm cổng",
	help:  "Mỗi cổng là một làn có điện thoại quét. Ghi tên các cổng, mỗi dòng một cổng hoặc một dãy như “Cổng A1–A4”.",
	guard: door.Guard{Verb: gate.SettingDoors},
	open: func(s *site, sent url.Values) (*sheet, error) {
		q := s.sheet("Thêm cổng", "Thêm cổng", "/gates")
		services, err := s.services()
		if err != nil {
			return nil, err
		}
		q.form.Fields = []form.Field{
			{Name: "names", Label: "Tên các cổng", Help: "Mỗi dòng một cổng, hoặc một dãy: Cổng A1–A4 là bốn cổng.", Kind: form.LongText, Required: true, Limit: 2000},
			{Name: "what", Label: "Máy ở cổng bắt đầu bằng việc", Help: "Người cầm máy vẫn đổi được sang việc khác.", Kind: form.OneOf, Required: true, Choices: services},
		}
		q.values = map[string]string{"what": services[0].Value}
		return q, nil
	},
	act: func(tx *db.Tx, s *site, q *sheet) error {
		names, err := doorNames(q.answers.Text("names"))
		if err != nil {
			return err
		}
		for _, n := range names {
			if _, err := gate.OpenDoor(tx, s.act.ID, n, q.answers.Text("what")); err != nil {
				return err
			}
		}
		q.made = len(names)
		return nil
	},
	done: func(s *site, q *sheet) ui.Outcome {
		n, _ := q.made.(int)
		if n == 0 { // sent twice
			return ui.Outcome{To: s.path("/gates")}
		}
		return said(s.path("/gates"), "Đã thêm "+strconv.Itoa(n)+" cổng.")
	},
}

// run is a row of doors: "Cổng A1–A4", "Làn 1-12", "A1..A4".
var rowOfDoors = regexp.MustCompile(`^(.*?)(\d{1,3})\s*(?:–|—|-|\.\.|đến)\s*(.*?)(\d{1,3})$`)

// doorNames reads names of doors, one a line or after a comma; a row stands for all of its doors.
func doorNames(typed string) ([]string, error) {
	var names []string
	for _, line := range strings.FieldsFunc(typed, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
		line = viet.Clean(line)
		if line == "" {
			continue
		}
		row, err := doorRow(line)
		if err != nil {
			return nil, err
		}
		if names = append(names, row...); len(names) > doorsMax {
			return nil, fault.In("names", "Một lần thêm nhiều nhất %d cổng. Hãy chia làm nhiều lần.", doorsMax)
		}
	}
	if len(names) == 0 {
		return nil, fault.In("names", "Hãy ghi tên ít nhất một cổng.")
	}
	return names, nil
}

// doorRow reads one name or one row.
func doorRow(line string) ([]string, error) {
	m := rowOfDoors.FindStringSubmatch(line)
	if m == nil {
		return []string{line}, nil
	}
	from, _ := strconv.Atoi(m[2])
	to, _ := strconv.Atoi(m[4])
	head := strings.TrimSpace(m[1])
	if m[3] != "" && !strings.HasSuffix(viet.Fold(m[1]), viet.Fold(m[3])) { // "Cổng A1 – Kho 4" is one name
		return []string{line}, nil
	}
	if to < from || to-from >= doorsMax {
		return nil, fault.In("names", "Không đọc được dãy “%s”. Hãy ghi từ số nhỏ đến số lớn, ví dụ: Cổng A1–A4.", line)
	}
	glue := ""
	if strings.HasSuffix(m[1], " ") {
		glue = " "
	}
	var names []string
	for n := from; n <= to; n++ {
		names = append(names, strings.TrimSpace(head+glue+strconv.Itoa(n)))
	}
	return names, nil
}

// closingDoor closes a door; its phones keep what they saw.
var closingDoor = deed{
	path: "/activities/{id}/gates/doors/{door}/close", title: "Đóng cổng",
	help:  "Đóng một cổng không dùng nữa. Số đã quét ở cổng vẫn giữ nguyên.",
	guard: door.Guard{Verb: gate.SettingDoors},
	open: func(s *site, sent url.Values) (*sheet, error) {
		d, err := s.door(s.a.Path("door"))
		if err != nil {
			return nil, err
		}
		q := s.sheet("Đóng cổng", "Đóng cổng", "/gates")
		q.Drawn.Danger = true
		q.Lead = "Đóng “" + d.Name + "”? Không ghi danh thêm máy ở cổng này được nữa. Máy đang ở cổng vẫn gửi về được những gì đã quét, và số đó vẫn được tính."
		return q, nil
	},
	act: func(tx *db.Tx, s *site, q *sheet) error { return gate.CloseDoor(tx, s.act.ID, s.a.Path("door")) },
	done: func(s *site, q *sheet) ui.Outcome {
		return said(s.path("/gates"), "Đã đóng cổng.")
	},
}

// door returns a door of the site.
func (s *site) door(id string) (gate.Door, error) {
	d, err := gate.DoorOf(s.a.V, id)
	if err == nil && d.Activity != s.act.ID {
		err = fault.NotFoundf("Không tìm thấy cổng này ở điểm. Có thể trang đã cũ, hãy tải lại.")
	}
	return d, err
}
