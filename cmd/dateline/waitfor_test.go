package main

import (
	"io"
	"net/http"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// waitfor gets an address until it answers: waitfor URL.
func waitfor(ts *testscript.TestScript, _ bool, args []string) {
	var last error
	for range 600 {
		r, err := http.Get(args[0])
		if err == nil {
			_, err = io.Copy(ts.Stdout(), r.Body)
			r.Body.Close()
			ts.Check(err)
			return
		}
		last = err
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("%s does not answer: %v", args[0], last)
}
