package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"phongtrao/internal/base/mail"
	"phongtrao/internal/house"
	"phongtrao/internal/seed"
	"phongtrao/internal/web"
)

type serveCmd struct {
	database
	Addr    string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Địa chỉ lắng nghe."`
	URL     string `name:"url" env:"PHONGTRAO_URL" placeholder:"URL" help:"Địa chỉ mà người khác mở được, in trong liên kết và mã QR của báo cáo."`
	SMTP    string `name:"smtp" env:"PHONGTRAO_SMTP" placeholder:"smtp://TÊN:MẬT-KHẨU@MÁY-CHỦ:587" help:"Máy chủ thư để gửi thư nhắc báo cáo; bỏ trống là không gửi thư."`
	From    string `name:"smtp-from" env:"PHONGTRAO_SMTP_FROM" placeholder:"ĐỊA-CHỈ" help:"Người gửi ghi trên thư; bỏ trống là tên đăng nhập máy chủ thư."`
	Private bool   `name:"hooks-private" help:"Cho gửi tin đến chương trình trong mạng nội bộ, không qua TLS."`
}

func (c serveCmd) Run(e *env) error {
	post, err := mail.Parse(c.SMTP, c.From)
	if err != nil {
		return err
	}
	return serve(e, c.DB, c.Addr, c.URL, house.Options{Mail: post, Private: c.Private}, web.Options{}, nil)
}

type demoCmd struct {
	Addr string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Địa chỉ lắng nghe."`
	DB   string `name:"db" env:"PHONGTRAO_DB" placeholder:"TỆP" help:"Tệp dữ liệu; bỏ trống là một tệp trong thư mục tạm."`
}

func (c demoCmd) Run(e *env) error {
	if c.DB == "" {
		dir, err := os.UserCacheDir()
		if err != nil {
			dir = os.TempDir()
		}
		c.DB = filepath.Join(dir, "phongtrao", "demo-"+seed.Edition+".db")
		if err := os.MkdirAll(filepath.Dir(c.DB), 0o755); err != nil {
			return err
		}
	}
	if err := seed.DemoIfNew(e.ctx, c.DB); err != nil {
		return err
	}
	return serve(e, c.DB, c.Addr, "", house.Options{}, web.Options{Demo: true}, func(h *house.House, at string) {
		fmt.Fprintf(e.out, "\nĐăng nhập (mật khẩu chung: %s)\n", seed.Password)
		for _, p := range seed.People {
			fmt.Fprintf(e.out, "  %-10s %s, %s\n", p.Login, p.Name, p.Title)
		}
		fmt.Fprintf(e.out, "\nMàn hình trực tiếp của ngày hội hôm nay (12 điểm, chạy trong khoảng mười phút):\n  %s/wall/%s\n", at, seed.TodayCampaign(h.DB.Now().Day()))
		fmt.Fprintf(e.out, "\nDữ liệu: %s\nDừng: Ctrl C\n", c.DB)
		go func() {
			if err := seed.PlayToday(e.ctx, h, seed.Crowd); err != nil && e.ctx.Err() == nil {
				slog.Warn("the demo's day", "err", err)
			}
		}()
	})
}

// serve opens the house, says where it listens, and serves until it is told to stop.
func serve(e *env, dsn, addr, url string, with house.Options, o web.Options, then func(h *house.House, at string)) error {
	h, err := house.Open(e.ctx, dsn, with)
	if err != nil {
		return err
	}
	defer h.Close()
	h.URL = strings.TrimRight(url, "/")
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("không mở được địa chỉ %s: %w", addr, err)
	}
	go func() { _ = h.Warm(e.ctx) }() // what it cannot warm, the first page reads
	debug.SetGCPercent(40)            // sums are kept in memory: less room for garbage, more for them
	server := &http.Server{Handler: web.Handler(h, o), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	server.RegisterOnShutdown(h.Live.Close) // walls would be waited for in vain
	fmt.Fprintf(e.out, "listening on http://%s\n", listener.Addr())
	if then != nil {
		then(h, "http://"+listener.Addr().String())
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err := <-done:
		return err
	case <-e.ctx.Done():
	}
	return stop(e.ctx, server)
}

// stop lets requests that are under way end, for a while.
func stop(ctx context.Context, server *http.Server) error {
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(end); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
