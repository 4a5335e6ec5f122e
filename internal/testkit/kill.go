package testkit

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// childPath is the variable by which a test knows that it is the child, and of which file.
const childPath = "PHONGTRAO_KILL_CHILD"

// Seeds returns how many seeds a simulation is played with: PHONGTRAO_SEEDS where it is set (CI sets 1,000), else few.
func Seeds(few int) int {
	if n, err := strconv.Atoi(os.Getenv("PHONGTRAO_SEEDS")); err == nil && n > 0 {
		return n
	}
	return few
}

// Rounds returns how often a test of chance is to be done: PHONGTRAO_ROUNDS where it is set (CI sets 200), a quarter of few with -short, else few.
func Rounds(few int) int {
	if n, err := strconv.Atoi(os.Getenv("PHONGTRAO_ROUNDS")); err == nil && n > 0 {
		return n
	}
	if testing.Short() {
		return max(1, few/4)
	}
	return few
}

// Kill starts the test again as a child that works on a SQLite file on a real disk and acknowledges what it has done, kills it at a random
// moment with the signal that cannot be caught, and lets after look at the file; so many rounds, all on one file.
// child works until it is killed; ack may be called from many goroutines with a line of text. after gets all that was ever acknowledged.
func Kill(t *testing.T, rounds int, child func(path string, ack func(line string)), after func(path string, acked []string)) {
	t.Helper()
	if path := os.Getenv(childPath); path != "" {
		child(path, func(line string) { fmt.Fprintf(os.Stdout, "\nack %s\n", line) }) // one write, so lines of many goroutines stay whole
		t.Fatal("the child came to its end")
	}
	path := filepath.Join(t.TempDir(), "kill.db")
	var acked []string
	for round := range rounds {
		fresh := kill(t, path)
		acked = append(acked, fresh...)
		after(path, acked)
		if t.Failed() {
			t.Fatalf("round %d of %d, %d acknowledged", round+1, rounds, len(acked))
		}
	}
	t.Logf("%d rounds, %d acknowledged, none lost", rounds, len(acked))
	if len(acked) < rounds {
		t.Errorf("the children did too little for this to be a test: %d acknowledged in %d rounds", len(acked), rounds)
	}
}

// kill runs one child for a while and returns what it acknowledged.
func kill(t *testing.T, path string) (acked []string) {
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.count=1")
	cmd.Env = append(os.Environ(), childPath+"="+path)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop := time.AfterFunc(20*time.Second, func() { cmd.Process.Kill() }) // a child that does nothing at all
	var said []string
	for lines := bufio.NewReader(out); ; {
		line, err := lines.ReadString('\n')
		if err != nil {
			break // what is not a whole line was not acknowledged
		}
		if ack, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "ack "); ok {
			if len(acked) == 0 {
				stop.Reset(time.Duration(rand.IntN(40_000)) * time.Microsecond)
			}
			acked = append(acked, ack)
		} else if line != "\n" {
			said = append(said, line)
		}
	}
	stop.Stop()
	cmd.Process.Kill()
	cmd.Wait()
	if len(acked) == 0 {
		t.Fatalf("the child acknowledged nothing: %s%s", strings.Join(said, ""), complaint.String())
	}
	return acked
}
