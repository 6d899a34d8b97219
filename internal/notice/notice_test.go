package main

import (
	"debug/buildinfo"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// offline keeps go list to the module cache, as `make check` has to.
func offline() []string { return append(os.Environ(), "GOPROXY=off") }

func committed(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// here returns the licence files of the modules in a program for this
// machine, which the build has put into the module cache.
func here(t *testing.T) []*document {
	t.Helper()
	modules, err := linked(root, offline(), []platform{{runtime.GOOS, runtime.GOARCH}})
	if err != nil {
		t.Fatal(err)
	}
	documents, err := gather(modules)
	if err != nil {
		t.Fatal(err)
	}
	return documents
}

func TestModulesOfThisMachineAreNamed(t *testing.T) {
	documents := here(t)
	for _, m := range missing(committed(t, noticeFile), committed(t, textsFile), documents) {
		t.Errorf("missing or changed: %s\nwrite it with: go generate .", m)
	}
}

// missing returns what NOTICE and LICENSES.txt lack of the documents.
func missing(notice, texts string, documents []*document) []string {
	var out []string
	for _, e := range entries(documents) {
		if !strings.Contains(notice, e) {
			out = append(out, e)
		}
	}
	for _, d := range documents {
		if !strings.Contains(folded(texts), folded(d.terms())) {
			out = append(out, d.of.path+" "+d.file)
		}
		for _, h := range d.holders {
			if !strings.Contains(texts, h) {
				out = append(out, h)
			}
		}
	}
	return out
}

// TestMissingIsSeen changes what is committed in each way that matters.
func TestMissingIsSeen(t *testing.T) {
	documents := here(t)
	notice, texts := committed(t, noticeFile), committed(t, textsFile)
	d := documents[len(documents)/2]
	for what, changed := range map[string][2]string{
		"no module":        {strings.ReplaceAll(notice, d.of.path, "example.org/other"), texts},
		"another version":  {strings.ReplaceAll(notice, d.of.version, d.of.version+"9"), texts},
		"another licence":  {strings.ReplaceAll(notice, "MIT", "ISC"), texts},
		"no holder":        {strings.ReplaceAll(notice, d.holders[0]+"\n", ""), texts},
		"no text":          {notice, strings.ReplaceAll(texts, "WARRANTIES", "")},
		"no holder in one": {notice, strings.ReplaceAll(texts, d.holders[0], "")},
	} {
		if len(missing(changed[0], changed[1], documents)) == 0 {
			t.Errorf("%s: not seen", what)
		}
	}
}

// TestGeneratedIsCommitted needs the modules of all platforms. In CI they may
// be downloaded; elsewhere the test does with what the cache has.
func TestGeneratedIsCommitted(t *testing.T) {
	env := offline()
	if os.Getenv("CI") == "true" {
		env = os.Environ()
	}
	modules, err := linked(root, env, platforms[:])
	if err != nil && os.Getenv("CI") != "true" {
		t.Skipf("the module cache lacks what other platforms need (go mod download): %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	documents, err := gather(modules)
	if err != nil {
		t.Fatal(err)
	}
	if notice := committed(t, noticeFile); withModules(notice, documents) != notice {
		t.Error("NOTICE is out of date: go generate .")
	}
	if texts(documents) != committed(t, textsFile) {
		t.Error("LICENSES.txt is out of date: go generate .")
	}
}

// TestBinaryHoldsNothingElse asks a binary what it was linked from: a witness
// that does not depend on go list.
func TestBinaryHoldsNothingElse(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	file := filepath.Join(t.TempDir(), "dateline")
	if out, err := exec.Command("go", "build", "-o", file, root+"/cmd/dateline").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	info, err := buildinfo.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(info.Deps) == 0 {
		t.Fatal("the binary names no modules")
	}
	notice := committed(t, noticeFile)
	for _, m := range info.Deps {
		if m.Replace != nil {
			t.Errorf("%s is replaced: NOTICE has to name what stands for it", m.Path)
		}
		if !strings.Contains(notice, "\n"+m.Path+" "+m.Version+", ") {
			t.Errorf("NOTICE lacks %s %s: go generate .", m.Path, m.Version)
		}
	}
}

// TestTables fails where a row of a table says nothing about today's modules.
func TestTables(t *testing.T) {
	documents := here(t)
	for _, row := range rows(licenceTable) {
		if len(row) != 3 {
			t.Fatalf("licences.tsv: %q has not three fields", row)
		}
		if !slices.ContainsFunc(documents, func(d *document) bool { return slices.Contains(d.licences, row[0]) }) {
			t.Errorf("licences.tsv: nothing is under %s any more", row[0])
		}
	}
	for _, row := range rows(omittedTable) {
		if len(row) != 4 || row[3] == "" {
			t.Fatalf("omitted.tsv: %q has not four fields, the last saying why", row)
		}
		at := slices.IndexFunc(documents, func(d *document) bool { return d.of.path == row[0] })
		if at < 0 {
			t.Errorf("omitted.tsv: %s is not in the program any more", row[0])
			continue
		}
		m := documents[at].of
		if _, err := os.Stat(filepath.Join(m.dir, row[1])); err != nil {
			t.Errorf("omitted.tsv: %v", err)
		}
		if row[2] == "" {
			continue
		}
		with := &module{path: m.path, packages: []goPackage{{path: row[2]}}}
		if !m.omits(row[1]) || with.omits(row[1]) {
			t.Errorf("omitted.tsv: %s is to be left out just while %s is not in the program", row[1], row[2])
		}
	}
}

func TestUnknownLicenceIsRefused(t *testing.T) {
	m := &module{path: "example.org/m"}
	if _, err := newDocument(m, "LICENSE", "Copyright 2020 Nobody\n\nDo as you like on Tuesdays.\n"); err == nil {
		t.Error("a licence that nobody has looked at passed")
	}
	m.dir = t.TempDir()
	if _, err := gather([]*module{m}); err == nil {
		t.Error("a module without a licence passed")
	}
}

func TestLicenceFilesOfFolders(t *testing.T) {
	dir := t.TempDir()
	for _, file := range [...]string{"LICENCE.md", "a/b/NOTICE", "a/copying", "a/licence.go", "other/LICENSE"} {
		path := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	m := &module{path: "example.org/m", dir: dir, packages: []goPackage{{"example.org/m/a/b", filepath.Join(dir, "a", "b")}}}
	got, err := m.licenceFiles()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"LICENCE.md", filepath.Join("a", "copying"), filepath.Join("a", "b", "NOTICE")}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
