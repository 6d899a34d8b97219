package main

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// prose reads the texts of the folder prose whose file names fit the pattern
// with, and not the pattern without ("" for none): sentences with their names
// in brackets ("[PER Ann Lee] went home ."), an empty line between documents.
// It gives them as an IOB2 file.
func prose(folder fs.FS, with, without string) (string, error) {
	files, err := fs.Glob(folder, "prose/"+with)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, file := range files {
		out, err := path.Match(without, path.Base(file))
		if err != nil {
			return "", err
		}
		if out {
			continue
		}
		data, err := fs.ReadFile(folder, file)
		if err != nil {
			return "", err
		}
		b.WriteString("# newdoc\n")
		n := 0
		for l := range strings.Lines(string(data)) {
			n++
			switch l = strings.TrimSpace(l); {
			case l == "":
				b.WriteString("# newdoc\n")
			case l[0] == '#':
			default:
				if err := labelWords(&b, l); err != nil {
					return "", fmt.Errorf("%s:%d: %w", file, n, err)
				}
			}
		}
	}
	return b.String(), nil
}

// labelWords writes the words of a line with their labels.
func labelWords(b *strings.Builder, line string) error {
	kind, label, n := "", "O", 0
	for _, w := range strings.Fields(line) {
		switch w {
		case "[PER", "[LOC", "[ORG":
			if kind != "" {
				return fmt.Errorf("a name in a name: %q", line)
			}
			kind = w[1:]
			label = "B-" + kind
			continue
		}
		w, end := strings.CutSuffix(w, "]")
		if end && kind == "" || w == "" {
			return fmt.Errorf("a bracket too many: %q", line)
		}
		n++
		fmt.Fprintf(b, "%d\t%s\t%s\n", n, w, label)
		switch {
		case end:
			kind, label = "", "O"
		case kind != "":
			label = "I-" + kind
		}
	}
	if kind != "" {
		return fmt.Errorf("a bracket too few: %q", line)
	}
	b.WriteString("\n")
	return nil
}
