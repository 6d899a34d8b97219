package warc

import (
	"regexp"
	"strings"
	"time"
)

// arcPattern is the line that begins a record of an ARC: what was archived,
// whose address may have blanks in it; the server's address; when; the kind of
// content; in the second version result, checksum, redirect, offset and file;
// and the length, which broken files have as something else.
const arcPattern = `[a-zA-Z][a-zA-Z0-9+.-]*:[^\r\n]* [0-9a-fA-F.:]{3,45} \d{8,20} \S+(?: \S+){0,6} \S+`

var arcLine = regexp.MustCompile(`^` + arcPattern + `\s*$`)

// arc reads the line that begins a record of an ARC.
func (r *Reader) arc(rec *Record, line string) *header {
	f := strings.Fields(line)
	n := len(f)
	behind := 4 // fields behind the address of what was archived
	if r.arc2 && n >= 10 {
		behind = 9
	}
	rec.URI = strings.Join(f[:n-behind], " ")
	h := &header{contentType: f[n-behind+2], length: length(f[n-1])}
	if t, err := time.Parse("20060102150405", f[n-behind+1][:min(14, len(f[n-behind+1]))]); err == nil {
		rec.Date = t
	}
	rec.Kind = "response"
	if strings.HasPrefix(rec.URI, "filedesc:") {
		rec.Kind = "filedesc"
		head, _ := r.b.Peek(2)
		r.arc2 = string(head) == "2 "
	}
	return h
}
