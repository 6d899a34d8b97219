// Command gen compiles the world data pack into the file that ships with the
// program. It needs the pack (see world/README in the shared folder); its
// result is committed, so that a build does not.
//
//	go run ./world/gen -from ../shared/world -to world/data/world.bin
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	from := flag.String("from", "../shared/world", "folder of the world data pack")
	extra := flag.String("extra", "world/extra", "folder of our own additions")
	to := flag.String("to", "world/data/world.bin", "file to write")
	flag.Parse()
	c := newCompiler()
	if err := c.run(*from, *extra); err != nil {
		log.Fatal(err)
	}
	data := c.build.Bytes()
	if err := os.WriteFile(*to, data, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s: %d bytes; %s\n", *to, len(data), strings.Join(c.told, ", "))
}

// row is one line of a table: fields by column name.
type row struct {
	cols   map[string]int
	fields []string
}

// get returns a field, or "" where the line is short.
func (r row) get(col string) string {
	i, ok := r.cols[col]
	if !ok || i >= len(r.fields) {
		return ""
	}
	return r.fields[i]
}

// list returns a field split at its bars, without empty parts.
func (r row) list(col string) []string {
	v := r.get(col)
	if v == "" {
		return nil
	}
	return strings.Split(v, "|")
}

// read reads a table with one header line. Lines that begin with # are
// comments.
func read(path string) ([]row, error) {
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var rows []row
	var cols map[string]int
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, 1<<20), 1<<20)
	for in.Scan() {
		if strings.HasPrefix(in.Text(), "#") || in.Text() == "" {
			continue
		}
		fields := strings.Split(in.Text(), "\t")
		if cols == nil {
			cols = map[string]int{}
			for i, c := range fields {
				cols[c] = i
			}
			continue
		}
		rows = append(rows, row{cols, fields})
	}
	return rows, in.Err()
}
