package source

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/datelinewire/dateline/record/sqlite"
)

// TestImportChild is the import that TestImportKilled kills.
func TestImportChild(t *testing.T) {
	dir := os.Getenv("DATELINE_IMPORT_CHILD")
	if dir == "" {
		t.Skip("it is run by TestImportKilled")
	}
	store, err := sqlite.Open(t.Context(), filepath.Join(dir, "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := Import(t.Context(), ImportOptions{Store: store}, filepath.Join(dir, "wire")); err != nil {
		t.Fatal(err)
	}
}

// TestImportKilled kills an import of a zip and of single files again and again:
// what comes after goes on, and in the end all is on record once.
func TestImportKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts programs")
	}
	const inZip, alone = 1500, 300
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "wire"), 0o700); err != nil {
		t.Fatal(err)
	}
	text := func(i int) string {
		return fmt.Sprintf("Boat %d comes in\n\nBoat number %d came in with %d crates of fish on Monday.", i, i, i*37)
	}
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	for i := range inZip {
		f, err := w.Create(fmt.Sprintf("%04d.txt", i))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, text(i))
	}
	w.Close()
	files := map[string]string{"m.zip": z.String()}
	for i := range alone {
		files[fmt.Sprintf("%c%03d.txt", 'a'+25*rune(i%2), i)] = text(inZip + i)
	}
	for name, s := range files {
		if err := os.WriteFile(filepath.Join(dir, "wire", name), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	child := func(life time.Duration) bool {
		c := exec.Command(os.Args[0], "-test.run=^TestImportChild$")
		c.Env = append(os.Environ(), "DATELINE_IMPORT_CHILD="+dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		kill := time.AfterFunc(life, func() { c.Process.Kill() }) //nolint:errcheck // it may have ended
		defer kill.Stop()
		return c.Wait() == nil
	}
	kills := 0
	for life := 300 * time.Millisecond; !child(life); life += 60 * time.Millisecond {
		kills++
	}
	store, err := sqlite.Open(t.Context(), filepath.Join(dir, "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if got, want := onRecord(t, store), fmt.Sprintf("%d stories, %d versions", inZip+alone, inZip+alone); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	src, err := store.Source(t.Context(), ImportID)
	if err != nil || src.State.Items != inZip+alone {
		t.Errorf("%d stories are counted, %v", src.State.Items, err)
	}
	t.Logf("killed %d times", kills)
}
