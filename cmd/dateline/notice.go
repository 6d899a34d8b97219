package main

import (
	"io"

	"github.com/datelinewire/dateline"
)

type noticeCmd struct{}

// Run prints whose code and data are in the program, and their licences.
func (c *noticeCmd) Run(a *App) error {
	_, err := io.WriteString(a.Out, dateline.Notice())
	return err
}
