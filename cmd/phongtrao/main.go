// Command phongtrao runs a union's campaigns from the letter that starts one to the number that closes it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"phongtrao/internal/base/fault"
)

// Exit codes are part of the public contract.
const (
	exitDone  = 0
	exitNo    = 1 // the answer is "no": a verification failed, findings exist, or the work could not be done
	exitUsage = 2
)

// errNo makes the program end with exitNo after it has printed its answer.
var errNo = errors.New("no")

// commands is the whole command line; each field is one command, kept in a file of its own.
type commands struct {
	Demo     demoCmd     `cmd:"" help:"Tạo dữ liệu mẫu nếu tệp còn mới, rồi chạy chương trình."`
	Serve    serveCmd    `cmd:"" help:"Chạy chương trình trên một cơ sở dữ liệu."`
	Site     siteCmd     `cmd:"" help:"Chạy trạm tại điểm không có Internet, xuất và nhập tệp của trạm."`
	Seed     seedCmd     `cmd:"" help:"Đổ dữ liệu vào một cơ sở dữ liệu trống."`
	Figure   figureCmd   `cmd:"" help:"Tổng hợp một chỉ số từ sổ cái."`
	Report   reportCmd   `cmd:"" help:"In báo cáo của một phong trào ra tệp Word, PDF, Excel hoặc HTML."`
	Lint     lintCmd     `cmd:"" help:"Rà soát một văn bản: tính lại tỷ lệ, tổng, ngày, tên đơn vị, đối chiếu với sổ cái."`
	Verify   verifyCmd   `cmd:"" help:"Kiểm chứng sổ cái: bút toán, tổng, nhật ký niêm phong."`
	Proof    proofCmd    `cmd:"" help:"Kiểm tra một tệp bằng chứng, không cần cơ sở dữ liệu."`
	Import   importCmd   `cmd:"" help:"Nhập danh sách từ tệp Excel."`
	Simulate simulateCmd `cmd:"" help:"Diễn tập một ngày ở các cổng soát: mất mạng, gói đôi, đồng hồ lệch, máy tắt."`
	Copy     copyCmd     `cmd:"" help:"Chép cơ sở dữ liệu sang nơi khác, kể cả khác loại."`
	Bench    benchCmd    `cmd:"" help:"Đo tốc độ của chương trình, so với giới hạn của máy."`
	Version  versionCmd  `cmd:"" help:"In phiên bản."`
	Help     helpCmd     `cmd:"" help:"In phần hướng dẫn này."`
}

// env is what commands print to: answers go to out, everything else to err.
type env struct {
	ctx      context.Context
	out, err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run carries out one command line and returns the exit code.
func run(ctx context.Context, args []string, out, errOut io.Writer) (code int) {
	slog.SetDefault(slog.New(slog.NewTextHandler(errOut, nil)))
	type exit int
	defer func() { // kong leaves the program for --help; a function cannot, so it leaves by panic
		switch r := recover().(type) {
		case nil:
		case exit:
			code = int(r)
		default:
			panic(r)
		}
	}()
	var line commands
	parser, err := kong.New(&line,
		kong.Name("phongtrao"),
		kong.Description("Phong Trào điều hành các phong trào của công đoàn, từ công văn mở đầu đến con số kết thúc, và chứng minh được con số ấy."),
		kong.Writers(out, errOut),
		kong.Exit(func(c int) { panic(exit(c)) }),
		kong.UsageOnError(),
		kong.Vars{"measures": measureNames()},
	)
	if err != nil {
		fmt.Fprintln(errOut, err)
		return exitUsage
	}
	if len(args) == 0 {
		args = []string{"help"}
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(errOut, "phongtrao: %v\nXem: phongtrao help\n", err)
		return exitUsage
	}
	wrong := usage{}
	switch err := parsed.Run(&env{ctx: ctx, out: out, err: errOut}, parsed); {
	case err == nil:
		return exitDone
	case errors.Is(err, errNo):
		return exitNo
	case errors.As(err, &wrong):
		fmt.Fprintln(errOut, "phongtrao:", wrong)
		return exitUsage
	case fault.KindOf(err) != fault.Internal:
		fmt.Fprintln(errOut, "phongtrao:", fault.Text(err))
		return exitNo
	default:
		fmt.Fprintln(errOut, "phongtrao:", err)
		return exitNo
	}
}

type helpCmd struct{}

func (helpCmd) Run(e *env, k *kong.Context) error {
	k.Path = k.Path[:1]
	return k.PrintUsage(false)
}
