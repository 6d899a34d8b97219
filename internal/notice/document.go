package main

import (
	_ "embed"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// document is one licence file of a module.
type document struct {
	of       *module
	file     string // relative to the module
	text     string
	licences []string // names, as in licences.tsv
	holders  []string // its copyright lines
}

//go:embed licences.tsv
var licenceTable string

//go:embed omitted.tsv
var omittedTable string

// rows returns the fields of each line of a table, without comments and header.
func rows(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "#") {
			out = append(out, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	}
	return out[1:]
}

// gather returns the licence files of the modules, in their order. A module
// without one is an error, and so is a text that licences.tsv does not know:
// a person has to look at it.
func gather(modules []*module) ([]*document, error) {
	var out []*document
	for _, m := range modules {
		files, err := m.licenceFiles()
		if err != nil {
			return nil, err
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("%s %s has no licence file: may it be used at all?", m.path, m.version)
		}
		for _, file := range files {
			text, err := os.ReadFile(filepath.Join(m.dir, file))
			if err != nil {
				return nil, err
			}
			d, err := newDocument(m, file, string(text))
			if err != nil {
				return nil, err
			}
			out = append(out, d)
		}
	}
	return out, nil
}

func newDocument(m *module, file, text string) (*document, error) {
	if filepath.Ext(file) == ".html" {
		text = plain(text)
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	d := &document{of: m, file: filepath.ToSlash(file), text: strings.Trim(text, "\n"), licences: licencesOf(text), holders: holdersOf(text)}
	if len(d.licences) == 0 {
		return nil, errors.New(m.path + " " + file + ": a licence without a row in internal/notice/licences.tsv")
	}
	return d, nil
}

// licenceName matches what files with licences and notices are called.
var licenceName = regexp.MustCompile(`(?i)^([^.]*licen[cs]e[^.]*|copying[^.]*|notice)(\.(md|txt|html))?$`)

// licenceFiles returns the licence files of the module, those of its root and
// of the folders of its packages in the program, relative to the module.
func (m *module) licenceFiles() ([]string, error) {
	folders := []string{"."}
	for _, p := range m.packages {
		rel, err := filepath.Rel(m.dir, p.dir)
		if err != nil {
			return nil, err
		}
		for ; rel != "." && !slices.Contains(folders, rel); rel = filepath.Dir(rel) {
			folders = append(folders, rel)
		}
	}
	slices.Sort(folders)
	var out []string
	for _, folder := range folders {
		entries, err := os.ReadDir(filepath.Join(m.dir, folder))
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			file := filepath.Join(folder, e.Name())
			if !e.IsDir() && licenceName.MatchString(e.Name()) && !m.omits(file) {
				out = append(out, file)
			}
		}
	}
	return out, nil
}

// omits reports whether omitted.tsv leaves out that file of the module.
func (m *module) omits(file string) bool {
	return slices.ContainsFunc(rows(omittedTable), func(row []string) bool {
		return row[0] == m.path && row[1] == filepath.ToSlash(file) && !m.has(row[2])
	})
}

// licencesOf returns the names of the licences whose phrases stand in text.
func licencesOf(text string) []string {
	text = folded(text)
	in := func(phrase string) bool { return strings.Contains(text, phrase) }
	var out []string
	for _, row := range rows(licenceTable) {
		has := strings.Split(row[1], "|")
		if !slices.ContainsFunc(has, func(p string) bool { return !in(p) }) && (row[2] == "" || !in(row[2])) {
			out = append(out, row[0])
		}
	}
	return out
}

// folded returns text in lower case with single spaces.
func folded(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// copyright matches a line that names a holder, not the prose around "the
// above copyright notice". Lists in prose join the lines by "or".
var copyright = regexp.MustCompile(`(?i)^\s*(copyright (?:\(c\)|©|[0-9]{4}).*?)(?: or)?\s*$`)

// holdersOf returns the copyright lines of a text, each once.
func holdersOf(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if m := copyright.FindStringSubmatch(line); m != nil && !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}

var tag = regexp.MustCompile(`<[^>]*>`)

// plain returns the words of an HTML text, its lines kept.
func plain(text string) string { return html.UnescapeString(tag.ReplaceAllString(text, "")) }
