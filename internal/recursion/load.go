package recursion

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const module = "github.com/datelinewire/dateline"

// Package is a package of the module with the types of its code.
type Package struct {
	Files []*ast.File
	Info  *types.Info
}

// listed is what `go list -json` says of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// Load returns the packages of the module that patterns name, as seen from
// folder root, and those of the module that they import. It needs the go
// command, which compiles what they use of the standard library.
func Load(root string, patterns ...string) ([]*Package, error) {
	args := append([]string{"list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles"}, patterns...)
	cmd := exec.Command("go", args...)
	cmd.Dir = root
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, stderr.Bytes())
	}
	l := &loader{fset: token.NewFileSet(), ours: map[string]*types.Package{}, export: map[string]string{}}
	l.others = importer.ForCompiler(l.fset, "gc", l.open)
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return l.pkgs, nil
		} else if err != nil {
			return nil, err
		}
		l.export[p.ImportPath] = p.Export
		if strings.HasPrefix(p.ImportPath, module+"/") {
			if err := l.check(p); err != nil {
				return nil, err
			}
		}
	}
}

// loader checks packages in the order of go list: each after what it imports.
// The module's own are checked from source, so that a function is the same
// object wherever it is named; all others come as the compiler left them.
type loader struct {
	fset   *token.FileSet
	ours   map[string]*types.Package
	export map[string]string
	others types.Importer
	pkgs   []*Package
}

// Import is called by the checker for each import.
func (l *loader) Import(path string) (*types.Package, error) {
	if p := l.ours[path]; p != nil {
		return p, nil
	}
	return l.others.Import(path)
}

func (l *loader) open(path string) (io.ReadCloser, error) {
	if l.export[path] == "" {
		return nil, fmt.Errorf("go list names no compiled form of %s", path)
	}
	return os.Open(l.export[path])
}

func (l *loader) check(p listed) error {
	pkg := &Package{Info: &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}}
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(l.fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		pkg.Files = append(pkg.Files, f)
	}
	conf := types.Config{Importer: l}
	checked, err := conf.Check(p.ImportPath, l.fset, pkg.Files, pkg.Info)
	if err != nil {
		return err
	}
	l.ours[p.ImportPath] = checked
	l.pkgs = append(l.pkgs, pkg)
	return nil
}
