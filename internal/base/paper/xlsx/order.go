package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

const contentTypes = "[Content_Types].xml"

// inOrder writes the parts of a package by name, as the library writes them by chance, and the list of their kinds with them: the same document gives the same bytes.
func inOrder(w io.Writer, file []byte) error {
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return err
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) }) // "[Content_Types].xml" is the first
	z := zip.NewWriter(w)
	for _, f := range r.File {
		copied := z.Copy
		if f.Name == contentTypes {
			copied = func(f *zip.File) error { return sorted(z, f) }
		}
		if err := copied(f); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return z.Close()
}

var kindOfPart = regexp.MustCompile(`<(Default|Override) [^>]*>(</(Default|Override)>)?`)

// sorted writes the list of the kinds of parts in order.
func sorted(z *zip.Writer, f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	list, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	kinds := kindOfPart.FindAll(list, -1)
	slices.SortFunc(kinds, bytes.Compare)
	next := 0
	list = kindOfPart.ReplaceAllFunc(list, func([]byte) []byte {
		next++
		return kinds[next-1]
	})
	w, err := z.Create(f.Name)
	if err != nil {
		return err
	}
	_, err = w.Write(list)
	return err
}
