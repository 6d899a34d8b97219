package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestOpenHeeds has nothing come, at three ends of input, and stops.
func TestOpenHeeds(t *testing.T) {
	idle, _ := io.Pipe()
	a := &App{In: idle}
	dir := t.TempDir()
	alone, silent := filepath.Join(dir, "alone"), filepath.Join(dir, "silent")
	if out, err := exec.Command("mkfifo", alone, silent).CombinedOutput(); err != nil {
		t.Skipf("no named pipes here: %v %s", err, out)
	}
	writer, err := os.OpenFile(silent, os.O_RDWR, 0) // never waits for a reader
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	for _, name := range []string{"-", alone, silent} {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			in, err := a.open(ctx, name)
			if err == nil {
				_, err = io.ReadAll(in)
			}
			ended <- err
		}()
		select {
		case err := <-ended:
			t.Errorf("%s: it does not wait: %v", name, err)
		case <-time.After(50 * time.Millisecond):
		}
		cancel()
		select {
		case err := <-ended:
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v", name, err)
			}
		case <-time.After(10 * time.Second):
			t.Errorf("%s: it goes on waiting", name)
		}
	}
}

// TestOpenWhole reads more than one buffer holds, and says what is not there
// without the passwords in its name.
func TestOpenWhole(t *testing.T) {
	a := &App{}
	name := filepath.Join(t.TempDir(), "long")
	want := strings.Repeat("The ferry ran. ", 20000)
	writeFile(t, name, want)
	in, err := a.open(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(in); err != nil || string(got) != want {
		t.Errorf("%d bytes of %d, %v", len(got), len(want), err)
	}
	for name, says := range map[string]string{
		"nowhere.txt":                    "open nowhere.txt: ",
		"50%.txt":                        "open 50%.txt: ",
		"ines:pass9@wire.example/x":      "open …@wire.example/x: ",
		"ftp://ines:p@ss9@wire.example/": "open …@wire.example/: ",
		"wire.example/x?token=pass9&a=1": "open wire.example/x?a=1: ",
	} {
		_, err := a.open(t.Context(), name)
		if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "ss9") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
