package main

import (
	"bytes"
	"io"
	"path"
	"slices"

	"github.com/andybalholm/brotli"
)

// small is what stands behind the name of a file's smaller twin.
const small = ".br"

// packs reports whether a file has a smaller twin: all but pictures, which are small already.
func packs(name string) bool {
	return slices.Contains([]string{".html", ".css", ".js", ".wasm", ".svg", ".webmanifest"}, path.Ext(name))
}

func pack(body []byte) ([]byte, error) {
	var z bytes.Buffer
	w := brotli.NewWriterLevel(&z, brotli.BestCompression)
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return z.Bytes(), nil
}

// unpack reads a twin: whether it is fresh is asked this way round, which is quick, and true whatever version of the packer wrote it.
func unpack(twin []byte) ([]byte, error) { return io.ReadAll(brotli.NewReader(bytes.NewReader(twin))) }
