package desk

import (
	"log/slog"
	"net/http"
	"time"
)

// Server returns a server of the desk that no client can hold up: one that
// sends or reads too slowly, or too much before its request begins, loses its
// connection. Live arrival sets its own limits, one a message.
func (d *Desk) Server() *http.Server {
	return &http.Server{
		Handler:           d.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute, // 4 MB, the largest form, at 70 kB a second
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(d.log.Handler(), slog.LevelDebug),
	}
}
