package report

import (
	"slices"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// File is a picture or a paper that stands behind a submission. Its bytes are kept under their hash by whoever holds the files.
type File struct {
	ID      string
	Version int64 // with which it came
	Hash    string
	Name    string
	Media   string
	Size    int64
	At      day.Instant
	By      string
}

// Picture reports whether it can be shown as one.
func (f File) Picture() bool { return f.Media == "image/jpeg" || f.Media == "image/png" }

// Limits of the files of a submission.
const (
	FilesMax    = 12       // over all versions
	FileMax     = 10 << 20 // bytes of one
	fileNameMax = 200      // characters
)

// Medias are the kinds of files that are taken.
var Medias = []string{"image/jpeg", "image/png", "application/pdf"}

// Attach puts files beside the last version of a submission. A file that is there already changes nothing.
func Attach(tx *db.Tx, id string, files ...File) error {
	if len(files) == 0 {
		return nil
	}
	s, err := Get(&tx.View, id)
	if err != nil {
		return err
	}
	have, err := FilesOf(&tx.View, id)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, f := range files {
		if slices.ContainsFunc(have, func(h File) bool { return h.Hash == f.Hash }) {
			continue
		}
		if f, err = checkFile(f); err != nil {
			return err
		}
		have = append(have, f)
		rows = append(rows, []any{tx.ID(), id, s.Version, f.Hash, f.Name, f.Media, f.Size, int64(tx.At), tx.Actor})
	}
	switch {
	case len(have) > FilesMax:
		return fault.In("files", "Mỗi báo cáo kèm tối đa %d tệp; báo cáo này sẽ có %d. Hãy bớt lại.", FilesMax, len(have))
	case len(rows) == 0:
		return nil
	}
	return tx.Insert("report_evidence", []string{"id", "submission", "version", "hash", "name", "media", "size", "recorded", "recorded_by"}, rows)
}

func checkFile(f File) (File, error) {
	f.Name = viet.Clean(f.Name)
	switch {
	case f.Name == "" || utf8.RuneCountInString(f.Name) > fileNameMax:
		return f, fault.In("files", "Tên tệp trống hoặc quá dài. Hãy đổi tên tệp rồi gửi lại.")
	case !slices.Contains(Medias, f.Media):
		return f, fault.In("files", "Tệp “%s” không phải ảnh JPEG, PNG hay tệp PDF.", f.Name)
	case f.Size <= 0 || f.Size > FileMax:
		return f, fault.In("files", "Tệp “%s” lớn hơn %d MB.", f.Name, FileMax>>20)
	}
	return f, nil
}

const selectedFiles = `SELECT e.id, e.version, e.hash, e.name, e.media, e.size, e.recorded, e.recorded_by FROM report_evidence e`

func scanFile(s db.Scanner) (f File, err error) {
	err = s.Scan(&f.ID, &f.Version, &f.Hash, &f.Name, &f.Media, &f.Size, &f.At, &f.By)
	return f, err
}

// FilesOf returns the files of a submission, in the order in which they came.
func FilesOf(v *db.View, id string) ([]File, error) {
	return db.All(v, scanFile, selectedFiles+` WHERE e.submission = ? ORDER BY e.id`, id)
}

// FileOf returns one file of a submission; a fault of kind NotFound where it has none such.
func FileOf(v *db.View, id, file string) (File, error) {
	f, ok, err := db.One(v, scanFile, selectedFiles+` WHERE e.submission = ? AND e.id = ?`, id, file)
	if err == nil && !ok {
		err = fault.NotFoundf("Báo cáo này không có tệp ấy.")
	}
	return f, err
}
