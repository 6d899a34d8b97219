package main

import (
	"fmt"
	"runtime"

	"github.com/datelinewire/dateline/line"
)

type versionCmd struct{}

// Run prints the reader's name: the same reader reads the same story to the
// same bytes.
func (c *versionCmd) Run(a *App) error {
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.Out, "%s\n%s %s/%s\n", l.Reader(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
