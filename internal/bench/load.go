package bench

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"sync"
	"time"
)

// client is a phone's connection: raw and kept alive, so that it costs little beside the server that shares the machine.
type client struct {
	conn net.Conn
	in   *bufio.Reader
	out  []byte
	body []byte
}

func dial(address string) (*client, error) {
	c, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return &client{conn: c, in: bufio.NewReaderSize(c, 64<<10)}, nil
}

// post sends a body and returns the answer's, good until the next.
func (c *client) post(path, token string, body []byte) ([]byte, error) {
	c.out = append(append(append(c.out[:0], "POST "...), path...), " HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer "...)
	c.out = append(append(c.out, token...), "\r\nContent-Type: application/json\r\nContent-Length: "...)
	c.out = append(append(strconv.AppendInt(c.out, int64(len(body)), 10), "\r\n\r\n"...), body...)
	if _, err := c.conn.Write(c.out); err != nil {
		return nil, err
	}
	line, err := c.in.ReadSlice('\n')
	if err != nil {
		return nil, err
	}
	status := string(bytes.TrimSpace(line))
	size := -1
	for {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return nil, err
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			break
		}
		if k, v, ok := bytes.Cut(line, []byte(":")); ok && bytes.EqualFold(k, []byte("Content-Length")) {
			if size, err = strconv.Atoi(string(bytes.TrimSpace(v))); err != nil {
				return nil, err
			}
		}
	}
	if size < 0 {
		return nil, fmt.Errorf("no length: %s", status)
	}
	c.body = slices.Grow(c.body[:0], size)[:size]
	if _, err := io.ReadFull(c.in, c.body); err != nil {
		return nil, err
	}
	if status != "HTTP/1.1 200 OK" {
		return nil, fmt.Errorf("%s: %s", status, c.body)
	}
	return c.body, nil
}

// load is what came of a run.
type load struct {
	all  []time.Duration // latencies, the shortest first
	took time.Duration
	cpu  time.Duration // of this process: server and clients
}

// each is the processor's time for one request, in µs.
func (l load) each() float64 { return float64(l.cpu.Microseconds()) / float64(len(l.all)) }

func (l load) rate(each int) float64 { return float64(len(l.all)*each) / l.took.Seconds() }

// drive has clients send until each says that it has no more. With a rate, requests are due on a schedule whatever the server does, and a
// latency counts from when its request was due.
func drive(clients int, rate int, send func(client, turn int) (more bool, err error)) (load, error) {
	var mu sync.Mutex
	var l load
	var failed error
	cpu, start := processor(), time.Now()
	var wg sync.WaitGroup
	for c := range clients {
		wg.Go(func() {
			var mine []time.Duration
			for turn := 0; ; turn++ {
				due := time.Now()
				if rate > 0 {
					due = start.Add(time.Duration(turn*clients+c) * time.Second / time.Duration(rate))
					time.Sleep(time.Until(due))
				}
				more, err := send(c, turn)
				if err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
				}
				if err != nil || !more {
					break
				}
				mine = append(mine, time.Since(due))
			}
			mu.Lock()
			l.all = append(l.all, mine...)
			mu.Unlock()
		})
	}
	wg.Wait()
	l.took, l.cpu = time.Since(start), processor()-cpu
	slices.Sort(l.all)
	if failed == nil && len(l.all) == 0 {
		failed = fmt.Errorf("nothing was sent")
	}
	return l, failed
}
