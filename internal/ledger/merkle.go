package ledger

import (
	"encoding/base64"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"phongtrao/internal/base/db"
)

const (
	blockBits = 10
	blockSize = 1 << blockBits // leaves in a block
)

// frontier is a Merkle tree that only grows: the roots of its full subtrees, the largest first.
type frontier struct {
	size  int64
	peaks []peak
}

type peak struct {
	level int
	hash  tlog.Hash
}

// push adds a full subtree of 2^level leaves, or a leaf at level 0. Levels may only fall, or meet.
func (f *frontier) push(level int, h tlog.Hash) {
	f.size += 1 << level
	for len(f.peaks) > 0 && f.peaks[len(f.peaks)-1].level == level {
		h = tlog.NodeHash(f.peaks[len(f.peaks)-1].hash, h)
		f.peaks = f.peaks[:len(f.peaks)-1]
		level++
	}
	f.peaks = append(f.peaks, peak{level, h})
}

// root returns the hash over all leaves.
func (f *frontier) root() tlog.Hash {
	if len(f.peaks) == 0 {
		h, _ := tlog.TreeHash(0, nil)
		return h
	}
	h := f.peaks[len(f.peaks)-1].hash
	for i := len(f.peaks) - 2; i >= 0; i-- {
		h = tlog.NodeHash(f.peaks[i].hash, h)
	}
	return h
}

// subtree returns the hash over 2^n hashes of one level.
func subtree(hashes []tlog.Hash) tlog.Hash {
	var f frontier
	for _, h := range hashes {
		f.push(0, h)
	}
	return f.root()
}

// leaves is the log of one year as it is stored: roots of full blocks, and blocks read when they are needed.
type leaves struct {
	v     *db.View
	year  int64
	roots []tlog.Hash // of full blocks
	tail  []tlog.Hash // of the leaves behind them
	block map[int64][]tlog.Hash
}

func (l *leaves) size() int64 { return int64(len(l.roots))*blockSize + int64(len(l.tail)) }

// frontier returns the tree over all leaves.
func (l *leaves) frontier() *frontier {
	f := &frontier{}
	for _, r := range l.roots {
		f.push(blockBits, r)
	}
	for _, h := range l.tail {
		f.push(0, h)
	}
	return f
}

// ReadHashes reads hashes of the tree by the numbers that tlog gives them.
func (l *leaves) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		level, n := tlog.SplitStoredHashIndex(index)
		if level >= blockBits {
			span := int64(1) << (level - blockBits)
			if (n+1)*span > int64(len(l.roots)) {
				return nil, fmt.Errorf("ledger: log of %d: no hash %d at level %d", l.year, n, level)
			}
			out[i] = subtree(l.roots[n*span : (n+1)*span])
			continue
		}
		first := n << level
		hashes, err := l.hashes(first >> blockBits)
		if err != nil {
			return nil, err
		}
		at := first & (blockSize - 1)
		if at+1<<level > int64(len(hashes)) {
			return nil, fmt.Errorf("ledger: log of %d: no hash %d at level %d", l.year, n, level)
		}
		out[i] = subtree(hashes[at : at+1<<level])
	}
	return out, nil
}

// hashes returns the leaves of a block.
func (l *leaves) hashes(block int64) ([]tlog.Hash, error) {
	if block == int64(len(l.roots)) {
		return l.tail, nil
	}
	if h, ok := l.block[block]; ok {
		return h, nil
	}
	body, err := leafBlock(l.v, l.year, block)
	if err != nil {
		return nil, err
	}
	h, err := unpackHashes(body)
	if l.block == nil {
		l.block = map[int64][]tlog.Hash{}
	}
	l.block[block] = h
	return h, err
}

func packHashes(hashes []tlog.Hash) string {
	raw := make([]byte, 0, len(hashes)*tlog.HashSize)
	for _, h := range hashes {
		raw = append(raw, h[:]...)
	}
	return base64.StdEncoding.EncodeToString(raw)
}

func unpackHashes(body string) ([]tlog.Hash, error) {
	raw, err := base64.StdEncoding.DecodeString(body)
	if err != nil || len(raw)%tlog.HashSize != 0 {
		return nil, fmt.Errorf("ledger: a block of leaves cannot be read (%d bytes): %w", len(raw), err)
	}
	out := make([]tlog.Hash, len(raw)/tlog.HashSize)
	for i := range out {
		copy(out[i][:], raw[i*tlog.HashSize:])
	}
	return out, nil
}
