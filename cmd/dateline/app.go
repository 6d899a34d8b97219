package main

import (
	"io"
	"log/slog"
	"runtime"

	"github.com/lmittmann/tint"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/config"
	"github.com/datelinewire/dateline/line"
)

// App is what every command is given.
type App struct {
	In        io.Reader
	Out, Errs io.Writer
	Env       []string // lines KEY=VALUE
	Config    *config.Config
	Log       *slog.Logger
	Checking  bool // whether it is the doctor that runs: then nobody is sent to it
}

func newLogger(w io.Writer, c config.Log) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Level)); err != nil {
		level = slog.LevelInfo // config has checked it
	}
	if c.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}))
	}
	return slog.New(tint.NewTextHandler(w, &tint.Options{Level: level, NoColor: true, TimeFormat: "2006-01-02 15:04:05"}))
}

// jobs returns the number of stories to read at a time: the flag's, else the
// setting's, else one a core.
func (a *App) jobs(flag int) int {
	if flag > 0 {
		return flag
	}
	if a.Config.Jobs > 0 {
		return a.Config.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

func (a *App) limit() line.Limit {
	return line.Limit{Line: a.Config.Limit.File, Story: a.Config.Limit.Story}
}

// dayFlag is a flag that takes a day.
type dayFlag struct{ calendar.Day }

// UnmarshalText reads YYYY-MM-DD, or a time stamp whose day counts.
func (d *dayFlag) UnmarshalText(b []byte) error {
	var err error
	d.Day, err = line.ParseDate(string(b))
	return err
}
