package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/internal/fault"
)

// open opens a file; - is standard input. Opening and reading end with the
// context: a named pipe may have nobody at its other end, or nobody who writes.
func (a *App) open(ctx context.Context, name string) (io.ReadCloser, error) {
	if name == "-" {
		return heeding(ctx, io.NopCloser(a.In)), nil
	}
	type opened struct {
		file *os.File
		err  error
	}
	done := make(chan opened, 1) // nobody may be there any more to take it
	go func() {
		f, err := os.Open(name)
		done <- opened{f, err}
	}()
	select {
	case o := <-done:
		if o.err != nil {
			return nil, notOpened(name, o.err)
		}
		return heeding(ctx, o.file), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// heeding returns a reader of what from holds, whose reads end with the
// context though nothing comes.
func heeding(ctx context.Context, from io.ReadCloser) io.ReadCloser {
	in, out := io.Pipe()
	stop := context.AfterFunc(ctx, func() { out.CloseWithError(ctx.Err()) })
	go func() {
		defer stop()
		_, err := io.Copy(out, from)
		out.CloseWithError(errors.Join(err, from.Close()))
	}()
	return in
}

// notOpened says why a file cannot be opened. The name may be an address
// without its scheme: what gives access there is not repeated.
func notOpened(name string, err error) error {
	kind := fault.KindOf(err)
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &fault.Error{Op: "read", Kind: kind, Err: fmt.Errorf("open %s: %w", shown(name), err)}
}

// shown returns a name without what stands before its last @, and without
// parameters that give access.
func shown(name string) string {
	if i := strings.LastIndexByte(name, '@'); i >= 0 {
		name = "…" + name[i:]
	}
	if s := address.Shown(name); s != "" {
		return s
	}
	return name // no address at all
}
