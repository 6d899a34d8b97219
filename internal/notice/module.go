package main

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
)

// platform is a system that the program is built for. The modules inside the
// program differ between them: NOTICE names the union.
type platform struct{ system, processor string }

// platforms covers each system once and both kinds of processor.
var platforms = [...]platform{{"linux", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}}

// module is a Go module with those of its packages that are in the program.
type module struct {
	path, version string
	dir           string
	packages      []goPackage
}

type goPackage struct{ path, dir string }

// format makes go list write a line for each package of another's module.
const format = `{{with .Module}}{{if not .Main}}{{.Path}}	{{.Version}}	{{.Dir}}	{{$.ImportPath}}	{{$.Dir}}{{end}}{{end}}`

// linked returns the modules that the program is built from on any of the
// platforms, in the order of their paths. env is the environment of the go
// command, which downloads what the module cache lacks unless env forbids it.
func linked(root string, env []string, on []platform) ([]*module, error) {
	byPath := map[string]*module{}
	for _, p := range on {
		c := exec.Command("go", "list", "-deps", "-f", format, "./cmd/dateline")
		c.Dir = root
		c.Env = append(slices.Clip(env), "CGO_ENABLED=0", "GOOS="+p.system, "GOARCH="+p.processor)
		var errs bytes.Buffer
		c.Stderr = &errs
		out, err := c.Output()
		if err != nil {
			return nil, fmt.Errorf("listing the packages for %s/%s: %w\n%s", p.system, p.processor, err, errs.Bytes())
		}
		for line := range strings.Lines(string(out)) {
			if err := addPackage(byPath, strings.TrimSuffix(line, "\n")); err != nil {
				return nil, err
			}
		}
	}
	modules := make([]*module, 0, len(byPath))
	for _, m := range byPath {
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b *module) int { return strings.Compare(a.path, b.path) })
	return modules, nil
}

// addPackage adds the package of one line of go list to its module.
func addPackage(byPath map[string]*module, line string) error {
	f := strings.Split(line, "\t")
	if len(f) != 5 {
		return errors.New("go list wrote a line of another form: " + line)
	}
	m := byPath[f[0]]
	if m == nil {
		m = &module{path: f[0], version: f[1], dir: f[2]}
		byPath[f[0]] = m
	}
	p := goPackage{path: f[3], dir: f[4]}
	if !slices.Contains(m.packages, p) {
		m.packages = append(m.packages, p)
	}
	return nil
}

// has reports whether the package of that import path is in the program.
func (m *module) has(path string) bool {
	return slices.ContainsFunc(m.packages, func(p goPackage) bool { return p.path == path })
}
