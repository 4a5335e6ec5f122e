package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// prefix is where the files are served.
const prefix = "/gate/"

// third are the modules of others, by the name under which they are imported; tsconfig.json has the same list with their types.
var third = map[string]string{
	"preact":               "preact/preact.mjs",
	"preact/hooks":         "preact/hooks/hooks.mjs",
	"preact/jsx-runtime":   "preact/jsx-runtime/jsxRuntime.mjs",
	"@preact/signals":      "preact-signals/signals.mjs",
	"@preact/signals-core": "preact-signals-core/signals-core.mjs",
	"idb":                  "idb/index.js",
	"@noble/ed25519":       "noble-ed25519/index.js",
	"zxing-wasm/reader":    "zxing-wasm/reader/index.js",
}

// Build returns the files of the program by their names.
func Build(root string) (map[string][]byte, error) {
	b := builder{root: root, files: map[string][]byte{}}
	wasm, err := os.ReadFile(filepath.Join(root, "third/zxing-wasm/zxing_reader.wasm"))
	if err != nil {
		return nil, err
	}
	decoder := b.hashed("zxing_reader.wasm", wasm)
	worker, err := b.script("worker.ts", map[string]any{"WASM": decoder})
	if err != nil {
		return nil, err
	}
	worker = b.hashed("worker.js", []byte(worker))
	app, err := b.script("main.tsx", map[string]any{"WORKER": worker})
	if err != nil {
		return nil, err
	}
	app = b.hashed("app.js", []byte(app))
	style, err := b.script("style.css", nil)
	if err != nil {
		return nil, err
	}
	style = b.hashed("app.css", []byte(style))
	if err := b.static(); err != nil {
		return nil, err
	}
	index, err := os.ReadFile(filepath.Join(root, "src/index.html"))
	if err != nil {
		return nil, err
	}
	b.files["index.html"] = index
	version := b.version()
	b.files["index.html"] = []byte(strings.NewReplacer("{{app}}", app, "{{style}}", style, "{{version}}", version).Replace(string(index)))
	var keep []string
	for _, name := range slices.Sorted(maps.Keys(b.files)) {
		if name != "index.html" {
			keep = append(keep, prefix+name)
		}
	}
	service, err := b.script("sw.ts", map[string]any{"VERSION": version, "PRECACHE": append(keep, prefix)})
	if err != nil {
		return nil, err
	}
	b.files["sw.js"] = []byte(service)
	return b.files, nil
}

type builder struct {
	root  string
	files map[string][]byte
}

// hashed keeps a file under a name that holds its hash, and returns its address.
func (b *builder) hashed(name string, body []byte) string {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	name = strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	b.files[name] = body
	return prefix + name
}

// version is a word for all files together.
func (b *builder) version() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(b.files)) {
		fmt.Fprintf(h, "%s\n%d\n", name, len(b.files[name]))
		h.Write(b.files[name])
	}
	return hex.EncodeToString(h.Sum(nil)[:5])
}

// script bundles one entry with all that it imports, and writes what only the build knows in place of names.
func (b *builder) script(entry string, known map[string]any) (string, error) {
	root, err := filepath.Abs(b.root)
	if err != nil {
		return "", err
	}
	define := map[string]string{}
	for name, value := range known {
		text, err := json.Marshal(value)
		if err != nil {
			return "", err
		}
		define[name] = string(text)
	}
	r := api.Build(api.BuildOptions{
		EntryPoints: []string{filepath.Join(root, "src", entry)}, AbsWorkingDir: root, Outdir: root, Bundle: true, Write: false,
		Format: api.FormatESModule, Platform: api.PlatformBrowser, Target: api.ES2022, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone,
		JSX: api.JSXAutomatic, JSXImportSource: "preact", TsconfigRaw: "{}", Define: define, Plugins: []api.Plugin{modules(root)},
	})
	if len(r.Errors) > 0 {
		return "", errors.New(strings.Join(api.FormatMessages(r.Errors, api.FormatMessagesOptions{}), "\n"))
	}
	if len(r.OutputFiles) != 1 {
		return "", fmt.Errorf("%s: %d files", entry, len(r.OutputFiles))
	}
	return string(r.OutputFiles[0].Contents), nil
}

// modules finds the modules of others.
func modules(root string) api.Plugin {
	return api.Plugin{Name: "third", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `^[@a-z]`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			file, ok := third[a.Path]
			if !ok {
				return api.OnResolveResult{}, nil
			}
			return api.OnResolveResult{Path: filepath.Join(root, "third", file), SideEffects: api.SideEffectsFalse}, nil
		})
	}}
}

// static takes the manifest, icons and sounds as they are.
func (b *builder) static() error {
	there, err := os.ReadDir(filepath.Join(b.root, "src/static"))
	if err != nil {
		return err
	}
	for _, e := range there {
		if b.files[e.Name()], err = os.ReadFile(filepath.Join(b.root, "src/static", e.Name())); err != nil {
			return err
		}
	}
	return nil
}
