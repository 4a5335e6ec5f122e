package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"phongtrao/internal/api/phones"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/house"
	"phongtrao/internal/station"
	"phongtrao/internal/station/box"
	"phongtrao/internal/web"
	"phongtrao/internal/web/stations"
)

// siteCmd is a park's own node, and the files that travel between it and the house above.
type siteCmd struct {
	Run    siteRunCmd    `cmd:"" default:"withargs" help:"Chạy trạm tại điểm."`
	Export siteExportCmd `cmd:"" help:"Xuất tệp: ở trạm là những lượt chờ gửi, ở máy chủ là gói dữ liệu cho một trạm."`
	Import siteImportCmd `cmd:"" help:"Nhập tệp: ở trạm là gói dữ liệu, ở máy chủ là những lượt mà trạm gửi về."`
}

type siteRunCmd struct {
	database
	Upstream string `placeholder:"URL" help:"Địa chỉ máy chủ; bỏ trống khi trạm chạy bằng tệp."`
	Addr     string `default:":8443" placeholder:"HOST:PORT" help:"Địa chỉ lắng nghe (HTTPS)."`
	Plain    string `default:":8080" placeholder:"HOST:PORT" help:"Địa chỉ không mã hóa, để cài chứng thư và để gõ mã vé; ghi “-” để tắt."`
	Code     string `placeholder:"MÃ" help:"Mã mời, chỉ cần ở lần chạy đầu."`
}

func (c siteRunCmd) Run(e *env) error {
	if err := box.Safe(c.Upstream); err != nil { // before a file is made
		return err
	}
	h, err := house.Open(e.ctx, c.DB, house.Options{NoSeal: true}) // what is here is a copy: the house above seals
	if err != nil {
		return err
	}
	defer h.Close()
	b := box.New(h, version, nil)
	self, err := b.Prepare(e.ctx, c.Upstream, c.Code)
	if err != nil {
		return err
	}
	issuer, ok, err := self.Issuer(time.Now)
	if err != nil || !ok {
		return errors.Join(err, fault.Invalidf("Trạm chưa có chứng thư. Hãy lấy lại gói dữ liệu từ máy chủ."))
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("không mở được địa chỉ %s: %w", c.Addr, err)
	}
	secure, plain, plainListener := port(listener), "", net.Listener(nil)
	if c.Plain != "-" {
		if plainListener, err = net.Listen("tcp", c.Plain); err != nil {
			return fmt.Errorf("không mở được địa chỉ %s: %w", c.Plain, err)
		}
		plain = port(plainListener)
	}
	go func() { _ = h.Warm(e.ctx) }() // what it cannot warm, the first page reads
	handler := web.Handler(h, web.Options{Phones: phones.Options{Keep: b.Keep}, Station: &web.Ports{Secure: secure, Plain: plain}})
	done := make(chan error, 2)
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		TLSConfig: &tls.Config{GetCertificate: b.Certificates(issuer), MinVersion: tls.VersionTLS12}}
	go func() { done <- server.ServeTLS(listener, "", "") }()
	fmt.Fprintf(e.out, "listening on https://%s\n", listener.Addr())
	other := &http.Server{Handler: stations.Plain(handler, secure), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	if plainListener != nil {
		go func() { done <- other.Serve(plainListener) }()
	}
	fmt.Fprintf(e.out, "\nTrạm “%s” tại %s\n", self.Name, self.SiteName)
	for _, host := range box.Addresses() {
		fmt.Fprintf(e.out, "  Mở trang: https://%s\n", net.JoinHostPort(host, secure))
		if plain != "" {
			fmt.Fprintf(e.out, "  Cài chứng thư cho điện thoại: http://%s/gate/trust\n", net.JoinHostPort(host, plain))
		}
	}
	fmt.Fprintf(e.out, "  Dấu vân tay chứng thư: %s\nDữ liệu: %s\nDừng: Ctrl C\n", station.Fingerprint(self.Root), c.DB)
	followed := make(chan struct{})
	go func() { defer close(followed); b.Follow(e.ctx) }()
	select {
	case err := <-done:
		return err
	case <-e.ctx.Done():
	}
	<-followed
	return errors.Join(stop(e.ctx, server), stop(e.ctx, other))
}

func port(l net.Listener) string {
	if a, ok := l.Addr().(*net.TCPAddr); ok {
		return strconv.Itoa(a.Port)
	}
	return ""
}

type siteExportCmd struct {
	File string `arg:"" placeholder:"TỆP" help:"Tệp sẽ ghi."`
	database
	Code string `placeholder:"MÃ" help:"Ở máy chủ: mã mời của trạm; tệp chỉ mở được bằng mã này."`
}

func (c siteExportCmd) Run(e *env) error {
	if _, err := os.Stat(c.DB); errors.Is(err, fs.ErrNotExist) && !strings.Contains(c.DB, "://") {
		return usage{fault.Invalidf("Không có tệp cơ sở dữ liệu %s. Hãy kiểm tra lại đường dẫn sau --db.", c.DB)}
	}
	h, err := house.Open(e.ctx, c.DB, house.Options{NoSeal: true})
	if err != nil {
		return err
	}
	defer h.Close()
	b := box.New(h, version, nil)
	_, isBox, err := b.Self(e.ctx)
	if err != nil {
		return err
	}
	if !isBox {
		if c.Code == "" {
			return usage{fault.Invalidf("Ở máy chủ cần --code MÃ: mã mời của trạm, tạo ở trang “Trạm tại điểm”.")}
		}
		data, err := above(h).BundleFile(e.ctx, c.Code)
		if err != nil {
			return err
		}
		if err := write(c.File, data); err != nil {
			return err
		}
		fmt.Fprintf(e.out, "Đã ghi gói dữ liệu của trạm vào %s (%d kB). Ở trạm: phongtrao site import %s --db … --code %s\n", c.File, len(data)/1000, filepath.Base(c.File), c.Code)
		return nil
	}
	data, n, err := b.Pending(e.ctx, station.ByFile)
	if err != nil {
		return err
	}
	if err := write(c.File, data); err != nil {
		return err
	}
	if err := b.Wrote(e.ctx); err != nil {
		return err
	}
	fmt.Fprintf(e.out, "Đã ghi %d gói chờ gửi vào %s. Ở máy chủ: phongtrao site import %s --db …\n", n, c.File, filepath.Base(c.File))
	return nil
}

type siteImportCmd struct {
	File string `arg:"" type:"existingfile" placeholder:"TỆP" help:"Tệp cần nhập."`
	database
	Code string `placeholder:"MÃ" help:"Ở trạm: mã mời đã dùng khi xuất gói."`
}

func (c siteImportCmd) Run(e *env) error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	h, err := house.Open(e.ctx, c.DB, house.Options{NoSeal: true})
	if err != nil {
		return err
	}
	defer h.Close()
	if station.IsBundle(data) {
		m, err := box.New(h, version, nil).Fill(e.ctx, data, c.Code)
		if err != nil {
			return err
		}
		fmt.Fprintf(e.out, "Trạm “%s” đã có dữ liệu của %s. Chạy: phongtrao site --db %s\n", m.Name, m.SiteName, c.DB)
		return nil
	}
	a, err := above(h).Take(e.ctx, data, station.ByFile)
	if err != nil {
		return err
	}
	for _, x := range a.Answers {
		if x.Refused != "" {
			fmt.Fprintln(e.out, x.Refused)
			err = errNo
		}
	}
	fmt.Fprintln(e.out, a.Text)
	return err
}

func above(h *house.House) station.Above {
	return station.Above{DB: h.DB, Desk: h.Desk, Deliver: station.DeliverTo(h.Gate, h.DB)}
}

// write puts a file in its place whole: a stick that is pulled out leaves the old one, or none.
func write(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".phongtrao-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
