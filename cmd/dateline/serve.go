package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/sample"
	"github.com/datelinewire/dateline/source"
	"github.com/datelinewire/dateline/world"
)

type serveCmd struct {
	Listen string `placeholder:"HOST:PORT" help:"Address and port (setting listen)."`
}

// Run serves the desk until it is interrupted.
func (c *serveCmd) Run(ctx context.Context, a *App) error {
	address := a.Config.Listen // --listen is in it
	// First of all: where the address is taken, no record is made or filled.
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return &fault.Error{Op: "serve", ID: address, Kind: fault.Temporary, Err: fmt.Errorf("%w; choose another address with --listen", err)}
	}
	defer listener.Close()
	store, l, err := a.opened(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	queue, err := a.queue(l, store)
	if err != nil {
		return err
	}
	if err := a.loadSample(ctx, l, store); err != nil {
		return err
	}
	follower := a.follower(l, store, queue.Wake)
	d, err := a.desk(l, store, queue, follower, address, time.Now)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "Dateline is at http://%s (stop it with Ctrl-C)\n", listener.Addr())
	return a.serve(ctx, listener, d.Server(), func(ctx context.Context) { a.work(ctx, queue, follower) })
}

// work reads what comes in, and asks the sources for it, until ctx ends.
func (a *App) work(ctx context.Context, queue *line.Queue, follower *source.Follower) {
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() { queue.Run(ctx) }) // it ends when the context does
	if a.Config.Fetch.Follow {
		wg.Go(func() { follower.Run(ctx) })
	}
}

// desk returns the desk over a record, by that clock.
func (a *App) desk(l *line.Line, store record.Store, queue *line.Queue, follower *source.Follower, listen string, now func() time.Time) (*desk.Desk, error) {
	w, err := world.Load()
	if err != nil {
		return nil, err
	}
	var sends func(string) (string, bool)
	if a.Config.Pushes() {
		sends = func(token string) (string, bool) { return a.Config.Sender(token, a.env) }
	}
	pusher := source.NewPusher(source.PusherOptions{Store: store, Places: l.Places(), MaxFile: a.Config.Limit.File, MaxStory: a.Config.Limit.Story, Wake: queue.Wake})
	return desk.New(desk.Options{
		Pusher: pusher, Sends: sends, Settings: a.Config.Settings(), Secrets: a.Config.Secrets(),
		Store: store, Reader: queue, Taker: a.taker(l), Follower: follower, Log: a.Log, Listen: listen,
		Invented: sample.Invented, Country: w.NameOf, Names: a.Config.Names, MaxText: a.Config.Limit.Story, Now: now,
	})
}

// loadSample puts the sample wire into an empty record. The queue reads it when
// it begins, beside the desk, so that a newcomer does not wait for all of it.
func (a *App) loadSample(ctx context.Context, l *line.Line, store record.Store) error {
	if !a.Config.Sample {
		return nil
	}
	n, err := store.Counts(ctx)
	if err != nil || n.Stories > 0 {
		return err
	}
	entries, err := sample.Entries(l.Layout)
	if err != nil {
		return err
	}
	// One by one, in order: a correction finds the story that it corrects.
	for _, e := range entries {
		if _, err := store.Put(ctx, e); err != nil {
			return err
		}
	}
	a.Log.Info("the record was empty: the sample wire was loaded", "stories", len(entries), "notice", sample.Notice)
	return nil
}

// serve answers requests, and work goes on beside it, until ctx ends; requests
// under way then have some seconds to finish.
func (a *App) serve(ctx context.Context, at net.Listener, server *http.Server, work func(context.Context)) error {
	server.BaseContext = func(net.Listener) context.Context { return ctx }
	working := make(chan struct{})
	go func() {
		defer close(working)
		work(ctx)
	}()
	serving := make(chan error, 1)
	go func() { serving <- server.Serve(at) }()
	select {
	case err := <-serving:
		return err
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	err := server.Shutdown(late)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	<-working
	return err
}
