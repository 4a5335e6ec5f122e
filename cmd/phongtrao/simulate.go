package main

import (
	"encoding/json"
	"fmt"
	"time"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/rehearse"
)

type simulateCmd struct {
	Day simulateDayCmd `cmd:"" help:"Diễn tập một ngày ở các cổng soát, trên máy này hoặc với một máy chủ đang chạy."`
}

type simulateDayCmd struct {
	Sites   int           `default:"12" help:"Số điểm."`
	People  int           `default:"22000" help:"Số người có vé."`
	Gates   int           `default:"60" help:"Số máy soát, chia cho các điểm."`
	Offline float64       `default:"0.3" help:"Phần thời gian một máy mất mạng, từ 0 đến 1."`
	Skew    time.Duration `default:"2h" help:"Đồng hồ máy lệch nhiều nhất bao nhiêu."`
	Crash   float64       `default:"0.01" help:"Khả năng máy tắt khi đang ghi một lượt."`
	Seed    uint64        `default:"1" help:"Số này quyết định mọi điều xảy ra; cùng số là cùng một ngày."`
	DB      string        `name:"db" placeholder:"DB" help:"Cơ sở dữ liệu trống để diễn tập; bỏ trống là một tệp tạm, xóa khi xong."`
	Against string        `placeholder:"URL" help:"Diễn tập với máy chủ đang chạy ở địa chỉ này, thay vì trong chương trình này."`
	Key     string        `env:"PHONGTRAO_KEY" placeholder:"KHÓA" help:"Khóa truy cập có quyền mở diễn tập trên máy chủ ấy."`
	Unit    string        `placeholder:"MÃ" help:"Đơn vị mở diễn tập trên máy chủ ấy."`
	Speed   float64       `default:"60" help:"Với --against: ngày diễn ra nhanh gấp bao nhiêu lần."`
	JSON    bool          `name:"json" help:"In một giá trị JSON."`
}

func (c simulateDayCmd) Run(e *env) error {
	plan := rehearse.Plan{Seed: c.Seed, Sites: c.Sites, People: c.People, Gates: c.Gates, Offline: c.Offline, Skew: c.Skew.Milliseconds(), Crash: c.Crash}
	if err := plan.Check(); err != nil {
		return usage{err}
	}
	var out rehearse.Outcome
	var err error
	if c.Against != "" {
		if c.Key == "" || c.Unit == "" {
			return usage{fault.Invalidf("--against cần --key (khóa truy cập có quyền mở diễn tập) và --unit (đơn vị mở diễn tập).")}
		}
		fmt.Fprintf(e.err, "Diễn tập với %s, nhanh gấp %g lần…\n", c.Against, c.Speed)
		out, err = rehearse.Against(e.ctx, rehearse.Remote{URL: c.Against, Key: c.Key, Unit: c.Unit, Speed: c.Speed}, plan)
	} else {
		fmt.Fprintln(e.err, "Đang diễn tập…")
		out, err = rehearse.Here(e.ctx, c.DB, plan)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		if err := json.NewEncoder(e.out).Encode(out); err != nil {
			return err
		}
	} else {
		fmt.Fprint(e.out, out.Table())
	}
	if !out.Good() {
		return errNo
	}
	return nil
}
