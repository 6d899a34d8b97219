package desk

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/service"
)

// base returns how addresses of this desk begin for who asks.
func (d *Desk) base(r *http.Request) string {
	base, _ := d.names.base(r) // a request for another name does not come here
	return base
}

// storiesIn returns the stories on which what is sent rests.
func (d *Desk) storiesIn(v any) []string {
	all, err := service.StoriesIn(v)
	if err != nil {
		d.log.Error("an export is not in the register", "err", err)
	}
	return all
}

// sendCSV sends a table for a spreadsheet: UTF-8 with a mark that says so, lines
// as RFC 4180 has them. What a spreadsheet would take for a formula gets an
// apostrophe before it, since words of stories come from anywhere.
func (d *Desk) sendCSV(w http.ResponseWriter, r *http.Request, name string, t page.Sheet, stories []string) error {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	c := csv.NewWriter(&b)
	c.UseCRLF = true
	for _, row := range t {
		cells := slices.Clone(row)
		for i, s := range cells {
			cells[i] = cell(s)
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return d.download(w, r, name+".csv", "text/csv; charset=utf-8", b.Bytes(), stories)
}

// cell returns a cell as a spreadsheet takes it for words.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) && !isNumber(s) {
		return "'" + s
	}
	return s
}

// isNumber reports whether a cell is a number, which no spreadsheet computes.
func isNumber(s string) bool {
	return strings.IndexFunc(strings.TrimPrefix(s, "-"), func(r rune) bool { return !unicode.IsDigit(r) && r != '.' }) < 0
}

// sendJSON sends a value as its package writes it.
func (d *Desk) sendJSON(w http.ResponseWriter, r *http.Request, name string, v any, stories []string) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return d.download(w, r, name+".json", "application/json; charset=utf-8", append(b, '\n'), stories)
}

// download sends a file, and notes in the register that it left, and what it rests
// on.
func (d *Desk) download(w http.ResponseWriter, r *http.Request, name, kind string, b []byte, stories []string) error {
	name = strings.Map(func(c rune) rune {
		if c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c) || c == '-' || c == '.') {
			return c
		}
		return '-'
	}, name)
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Cache-Control", "no-cache")
	_, _ = w.Write(b) // the reader went away: nothing to tell anyone
	if r.Method != http.MethodGet || stories == nil {
		return nil
	}
	if err := d.service.Exported(r.Context(), name, d.labels.Desk, stories); err != nil {
		d.log.Warn("an export is not in the register", "of", name, "err", err)
	}
	return nil
}
