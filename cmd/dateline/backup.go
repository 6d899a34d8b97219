package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/record/sqlite"
)

type backupCmd struct {
	File string `arg:"" help:"A new file."`
}

// Run writes a whole copy of the record to a file, while others read and write.
func (c *backupCmd) Run(ctx context.Context, a *App) error {
	store, err := sqlite.Open(ctx, a.storePath())
	if err != nil {
		return err
	}
	defer store.Close()
	if err := store.Backup(ctx, c.File); err != nil {
		return err
	}
	n, err := sqlite.Verify(ctx, c.File)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.Out, "%s: %s, looked over and found whole\n", c.File, someStories(n.Stories))
	return err
}

type restoreCmd struct {
	File string `arg:"" help:"A file that backup wrote."`
}

// Run puts a backup in the record's place, and keeps what was there beside it.
func (c *restoreCmd) Run(ctx context.Context, a *App) error {
	done, err := sqlite.Restore(ctx, c.File, a.storePath())
	if err != nil {
		return err
	}
	if done.Kept != "" {
		fmt.Fprintf(a.Out, "the record as it was is kept as %s\n", done.Kept)
	}
	_, err = fmt.Fprintf(a.Out, "restored %s from %s\n", someStories(done.Stories), c.File)
	return err
}
