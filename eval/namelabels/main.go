// Command namelabels makes what the name recogniser reads: the file of what is
// known of words, from lists of names and raw text, and the weights of its
// network, from raw text and labelled sentences.
//
//	go run ./eval/namelabels known -shared ../shared -out read/name/label/known.bin
//	go run ./eval/namelabels weights -shared ../shared -out read/name/label/weights.bin
//
// The second takes some 17 minutes on two cores; the first seconds. The same
// data give the same bytes on machines of one kind, on any number of
// cores.
package main

import (
	"embed"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

//go:embed lists/*.tsv prose/*.txt
var own embed.FS

// data says where the shared data lie.
type data struct{ root string }

func (d data) raw() string   { return filepath.Join(d.root, "data", "raw", "news.txt.gz") }
func (d data) train() string { return filepath.Join(d.root, "data", "ner", "ewt-train.iob2") }
func (d data) dev() string   { return filepath.Join(d.root, "data", "ner", "ewt-dev.iob2") }
func (d data) gum() string {
	return filepath.Join(d.root, "data", "treebanks", "gum-train.conllu")
}

func main() {
	if len(os.Args) < 2 {
		log.Fatal("want known or weights")
	}
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	out := flags.String("out", "", "file to write")
	shared := flags.String("shared", "../shared", "folder of the shared data")
	words := flags.String("known", "read/name/label/known.bin", "file of known words, for weights")
	resume := flags.Bool("resume", false, "skip a pretraining whose checkpoint lies beside the file")
	without := flags.String("without", "", "files of prose to leave out and measure on, as a pattern: news*.txt")
	seed := flags.Uint64("seed", 1, "of all that is drawn")
	flags.Parse(os.Args[2:])
	if err := run(os.Args[1], *out, *shared, plan{known: *words, resume: *resume, without: *without, seed: *seed}); err != nil {
		log.Fatal(err)
	}
}

func run(what, out, shared string, p plan) error {
	d := data{shared}
	var file []byte
	var err error
	switch what {
	case "known":
		file, err = known(own, d.raw())
	case "weights":
		p.checkpoint = out + ".pre"
		file, err = weights(d, p)
	default:
		err = fmt.Errorf("%q: want known or weights", what)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(out, file, 0o644)
}
