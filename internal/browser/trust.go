package browser

import (
	"context"
	"encoding/pem"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// StartTrusting is Start with a root certificate (DER) that was installed for the user, as on a telephone, and with a camera; with nil, nothing
// was installed. No certificate is overlooked by a flag. Without the tool that installs it (Debian's libnss3-tools) the test is skipped, and
// fails in continuous integration.
func StartTrusting(t testing.TB, root []byte) *Browser {
	t.Helper()
	home := t.TempDir()
	if root != nil {
		tool, err := exec.LookPath("certutil")
		if err != nil {
			const text = "no certutil found: no browser was told to trust a station. Install the package libnss3-tools."
			if os.Getenv("CI") == "true" {
				t.Fatal(text)
			}
			fmt.Fprintln(os.Stderr, "SKIPPED "+t.Name()+": "+text)
			t.Skip(text)
		}
		store := filepath.Join(home, ".pki", "nssdb")
		file := filepath.Join(home, "root.crt")
		if err := os.MkdirAll(store, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root}), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"-N", "--empty-password"}, {"-A", "-t", "C,,", "-n", "Phong Trao", "-i", file}} {
			if out, err := exec.Command(tool, append([]string{"-d", "sql:" + store}, args...)...).CombinedOutput(); err != nil {
				t.Fatalf("certutil: %v: %s", err, out)
			}
		}
	}
	return start(t, chromedp.Env("HOME="+home), chromedp.Flag("use-fake-ui-for-media-stream", true), chromedp.Flag("use-fake-device-for-media-stream", true))
}

// Refused opens a tab, goes to an address that the browser must not open, and returns why it did not: "" where it did.
func (b *Browser) Refused(t testing.TB, address string) string {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	defer cancel()
	ctx, stop := context.WithTimeout(ctx, stepTime)
	defer stop()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		return err.Error()
	}
	return ""
}
