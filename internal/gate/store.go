package gate

import (
	"embed"

	"phongtrao/internal/base/db"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "gate", Files: files}
