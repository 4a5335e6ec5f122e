package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const archiveMax = 64 << 20 // bytes; the largest archive we would take

func integrity(data []byte) string {
	sum := sha512.Sum512(data)
	return "sha512-" + base64.StdEncoding.EncodeToString(sum[:])
}

// archive returns the package's archive from a folder or from the registry, after comparing its integrity.
func (p Package) archive(from, registry string) ([]byte, error) {
	var data []byte
	var err error
	if from != "" {
		name := strings.ReplaceAll(strings.TrimPrefix(p.Name, "@"), "/", "-") + "-" + p.Version + ".tgz"
		data, err = os.ReadFile(filepath.Join(from, name))
	} else {
		data, err = get(strings.TrimSuffix(registry, "/") + "/" + p.Name + "/-/" + path.Base(p.Name) + "-" + p.Version + ".tgz")
	}
	if err != nil {
		return nil, err
	}
	if got := integrity(data); got != p.Integrity {
		return nil, fmt.Errorf("%s@%s: the archive's integrity is %s, the list says %s", p.Name, p.Version, got, p.Integrity)
	}
	return data, nil
}

func get(url string) (data []byte, err error) {
	res, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, res.Body.Close()) }()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, res.Status)
	}
	return io.ReadAll(io.LimitReader(res.Body, archiveMax))
}

// Take writes the package's files out of its archive. With renew, it notes their integrity; else it compares it.
func (p *Package) Take(archive []byte, renew bool) error {
	inside, err := unpack(archive)
	if err != nil {
		return err
	}
	put := func(to string, data []byte, want *string) error {
		if got := integrity(data); renew {
			*want = got
		} else if got != *want {
			return fmt.Errorf("%s: integrity is %s, the list says %s", to, got, *want)
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o644)
	}
	for i := range p.Files {
		f := &p.Files[i]
		data, ok := inside[f.From]
		if !ok {
			return fmt.Errorf("no %s in the archive", f.From)
		}
		if err := put(f.To, data, &f.Integrity); err != nil {
			return err
		}
	}
	if p.Sprite == nil {
		return nil
	}
	sprite, err := p.Sprite.draw(inside)
	if err != nil {
		return err
	}
	return put(p.Sprite.To, sprite, &p.Sprite.Integrity)
}

func unpack(archive []byte) (map[string][]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	inside := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return inside, nil
		}
		if err != nil {
			return nil, err
		}
		_, name, _ := strings.Cut(h.Name, "/") // every archive has one folder at its top
		data, err := io.ReadAll(io.LimitReader(r, archiveMax))
		if err != nil {
			return nil, err
		}
		inside[name] = data
	}
}

func (s Icons) draw(inside map[string][]byte) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg">` + "\n")
	for _, name := range s.Names {
		data, ok := inside["icons/"+name+".svg"]
		if !ok {
			return nil, fmt.Errorf("no icon %q", name)
		}
		var icon struct {
			Inner string `xml:",innerxml"`
		}
		if err := xml.Unmarshal(data, &icon); err != nil {
			return nil, fmt.Errorf("icon %q: %w", name, err)
		}
		lines := strings.Fields(strings.ReplaceAll(icon.Inner, " />", "/>"))
		fmt.Fprintf(&b, "<symbol id=%q viewBox=\"0 0 24 24\">%s</symbol>\n", name, strings.Join(lines, " "))
	}
	b.WriteString("</svg>\n")
	return b.Bytes(), nil
}
