package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"dateline": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
		},
	})
}

// TestCommands runs the program as a user does: testdata/*.txtar.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("DATELINE_DATA", filepath.Join(e.WorkDir, "data"))
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("HOME", e.WorkDir)
			l, err := net.Listen("tcp", "127.0.0.1:0") // a port that is free
			if err != nil {
				return err
			}
			e.Setenv("FREE", l.Addr().String())
			return l.Close()
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"big": big, "status": status, "bytes": bytesFile, "waitfor": waitfor},
	})
}

// big writes a file of one line: big FILE MEGABYTES.
func big(ts *testscript.TestScript, _ bool, args []string) {
	n := 0
	ts.Check(json.Unmarshal([]byte(args[1]), &n))
	b := make([]byte, n<<20)
	for i := range b {
		b[i] = "word "[i%5]
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o600))
}

// status runs a command and checks what it ends with: status 2 dateline read.
func status(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		var exit interface{ ExitCode() int }
		if e, ok := err.(interface{ ExitCode() int }); ok {
			exit = e
			got = exit.ExitCode()
		} else {
			got = -1
		}
	}
	want := 0
	ts.Check(json.Unmarshal([]byte(args[0]), &want))
	if got != want {
		ts.Fatalf("status %d, want %d (%v)", got, want, err)
	}
}

// bytesFile writes bytes that an archive of text cannot hold: bytes FILE HEX;
// without HEX, none.
func bytesFile(ts *testscript.TestScript, _ bool, args []string) {
	b, err := hex.DecodeString(strings.Join(args[1:], ""))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o600))
}
