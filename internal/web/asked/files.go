package asked

import (
	"bytes"
	"io"
	"mime/multipart"
	"slices"
	"strings"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/photo"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// received keeps the files of a form. What a picture says of the place where it was taken is left out before it touches the disk.
func received(a *door.Ask) (files []report.File, err error) {
	if a.R.MultipartForm == nil {
		return nil, nil
	}
	for _, h := range a.R.MultipartForm.File["files"] {
		f, err := receive(a, h)
		if err != nil {
			return files, err
		}
		files = append(files, f)
	}
	return unique(files), nil
}

func receive(a *door.Ask, h *multipart.FileHeader) (report.File, error) {
	f := report.File{Name: fileName(h.Filename)}
	if h.Size > report.FileMax {
		return f, fault.In("files", "Tệp “%s” lớn hơn %d MB. Hãy chọn tệp nhỏ hơn, hoặc chụp lại với độ phân giải thấp hơn.", f.Name, report.FileMax>>20)
	}
	open, err := h.Open()
	if err != nil {
		return f, err
	}
	defer open.Close()
	b, err := io.ReadAll(io.LimitReader(open, report.FileMax+1))
	if err != nil {
		return f, err
	}
	f.Media = photo.Sniff(b)
	if !slices.Contains(report.Medias, f.Media) {
		return f, fault.In("files", "Tệp “%s” không phải ảnh JPEG, PNG hay tệp PDF. Ảnh HEIC của iPhone: vào Cài đặt, Camera, Định dạng, chọn “Tương thích nhất” rồi chụp lại.", f.Name)
	}
	if b, err = photo.Clean(b); err != nil {
		return f, fault.In("files", "Ảnh “%s” bị hỏng hoặc tải lên chưa hết. Hãy chọn lại.", f.Name)
	}
	f.Size = int64(len(b))
	f.Hash, err = a.House.Files.Put(bytes.NewReader(b), report.FileMax)
	return f, err
}

// fileName is the last part of a name, in letters that anybody can read.
func fileName(s string) string {
	s = viet.Clean(s)
	s = strings.TrimSpace(s[strings.LastIndexAny(s, `/\`)+1:])
	if r := []rune(s); len(r) > 120 {
		s = string(r[len(r)-120:])
	}
	if s == "" {
		return "tệp kèm theo"
	}
	return s
}

// unique drops files that came twice.
func unique(files []report.File) []report.File {
	var out []report.File
	for _, f := range files {
		if !slices.ContainsFunc(out, func(o report.File) bool { return o.Hash == f.Hash }) {
			out = append(out, f)
		}
	}
	return out
}
