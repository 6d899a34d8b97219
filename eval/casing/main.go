// Casing learns in which case running text writes its words, and writes the
// weights of package syntax/casing:
//
//	go run ./eval/casing -shared ../shared -out syntax/casing/weights.bin
//
// What goes in is running text in ordinary case (data/raw and the training
// parts of the treebanks), the lists of names of eval/namelabels and the names
// of the world data; every fiftieth paragraph of the running text is kept
// aside, and its figures are printed, with those of the treebanks' development
// parts. The same text gives the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/datelinewire/dateline/syntax/casing"
)

func main() {
	shared := flag.String("shared", "../shared", "folder of the development data")
	lists := flag.String("lists", "eval/namelabels/lists", "folder of the lists of names")
	out := flag.String("out", "syntax/casing/weights.bin", "file to write")
	flag.Parse()
	if err := run(*shared, *lists, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(shared, lists, out string) error {
	c := newCorpus()
	if err := c.readRaw(filepath.Join(shared, "data", "raw", "news.txt.gz")); err != nil {
		return err
	}
	for _, part := range [...]string{"ewt", "gum"} {
		for _, b := range [...]struct {
			name string
			to   *[]sentence
		}{{part + "-train", &c.train}, {part + "-dev", &c.trees}} {
			if err := c.readTrees(filepath.Join(shared, "data", "treebanks", b.name+".conllu"), b.to); err != nil {
				return err
			}
		}
	}
	names, err := readNames(lists, filepath.Join(shared, "world"))
	if err != nil {
		return err
	}
	c.list(names)
	fmt.Printf("%d sentences to learn from, %d words in lists of names\n", len(c.train), len(c.names))
	l := learn(c)
	data := casing.Encode(l.rows(), c.mixed())
	m, err := casing.New(string(data))
	if err != nil {
		return err
	}
	fmt.Printf("%d bytes\n", len(data))
	test(m, "news kept aside", c.aside)
	test(m, "treebanks, development parts", c.trees)
	return os.WriteFile(out, data, 0o644)
}
