package bench

import (
	"context"
	"embed"
	"os"
	"path/filepath"

	"phongtrao/internal/base/db"
)

//go:embed schema/*.sql
var files embed.FS

// scratch opens an empty database with one table of the ledger's shape, and says how to take it away.
func scratch(ctx context.Context) (*db.DB, func(), error) {
	dir, err := os.MkdirTemp("", "phongtrao-bench-")
	if err != nil {
		return nil, nil, err
	}
	d, err := db.Open(ctx, filepath.Join(dir, "bare.db"), db.Options{})
	if err == nil {
		err = d.Migrate(ctx, db.Line{Name: "bench", Files: files})
	}
	if err != nil {
		os.RemoveAll(dir)
		return nil, nil, err
	}
	return d, func() { d.Close(); os.RemoveAll(dir) }, nil
}
