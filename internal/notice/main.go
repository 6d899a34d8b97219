// Command notice writes what the program owes to the Go modules inside it:
// the last part of NOTICE, which names each module with version, licence and
// copyright lines, and LICENSES.txt, which has the texts of those licences,
// each once. The modules are those of the packages that cmd/dateline is built
// from; the texts are read from the module cache. Its results are committed,
// and the test beside it fails where they are out of date.
//
//	go generate .    # in the module's root
//
// What it does not see: code that a module took from elsewhere without saying
// so in a licence file of its own.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
)

// The files that are written, in the module's root.
const (
	noticeFile = "NOTICE"
	textsFile  = "LICENSES.txt"
)

func main() {
	root := flag.String("root", ".", "folder of the module")
	flag.Parse()
	if err := run(*root); err != nil {
		log.Fatal(err)
	}
}

func run(root string) error {
	modules, err := linked(root, os.Environ(), platforms[:])
	if err != nil {
		return err
	}
	documents, err := gather(modules)
	if err != nil {
		return err
	}
	path := filepath.Join(root, noticeFile)
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, []byte(withModules(string(old), documents)), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, textsFile), []byte(texts(documents)), 0o644)
}
