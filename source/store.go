package source

import (
	"context"
	"time"

	"github.com/datelinewire/dateline/record"
)

// together is how many polls are stored in one transaction at most: each
// commit waits for the disk.
const together = 64

// store puts on record what polls brought, as many at a time as are there,
// until no more come.
func (f *Follower) store(ctx context.Context, done <-chan finished) {
	for first := range done {
		batch := []finished{first}
	gather:
		for len(batch) < together {
			select {
			case x, ok := <-done:
				if !ok {
					break gather
				}
				batch = append(batch, x)
			default:
				break gather
			}
		}
		f.keep(context.WithoutCancel(ctx), batch)
	}
}

// keep stores a batch; where that fails, each poll by itself, so that one
// which cannot be stored keeps no other from it.
func (f *Follower) keep(ctx context.Context, batch []finished) {
	polls := make([]record.Poll, len(batch))
	for i := range batch {
		polls[i] = batch[i].v.poll
	}
	added, err := f.o.Store.PutPolls(ctx, polls...)
	if err != nil && len(batch) > 1 {
		for i := range batch {
			f.keep(ctx, batch[i:i+1])
		}
		return
	}
	if err != nil {
		f.unstored(ctx, batch[0], err)
		return
	}
	some := false
	for i := range batch {
		polls[i].State.Items += added[i]
		some = some || added[i] > 0
		f.release(batch[i].e, &polls[i])
		if v := batch[i].v; v.asked != nil {
			f.asking.Go(func() { v.subscribe(ctx) })
		}
	}
	if some {
		f.o.Wake()
	}
}

// hold is how long a source is left alone whose poll could not be stored.
const hold = 30 * time.Second

// unstored says that what came cannot be put on record. It comes again: the
// source stands as it did.
func (f *Follower) unstored(ctx context.Context, x finished, err error) {
	f.o.Log.Error("what a source brought cannot be put on record; it is asked again later", "source", x.v.poll.SourceID, "err", err)
	f.mu.Lock()
	x.e.held = f.o.Now().Add(hold)
	f.mu.Unlock()
	f.release(x.e, nil)
	p := record.Poll{SourceID: x.v.poll.SourceID, State: x.e.src.State, Log: []record.LogLine{{At: f.o.Now(), Failed: true, Text: "what it brought could not be put on record: " + err.Error()}}}
	p.State.Error = p.Log[0].Text
	if _, err := f.o.Store.PutPolls(ctx, p); err != nil {
		f.o.Log.Debug("nor can that be put on record", "err", err)
	}
}

// Once polls sources one after another, whether or not their time has come,
// and returns how many stories and versions came. tell is called with what
// came of each.
func (f *Follower) Once(ctx context.Context, sources []record.Source, tell func(s *record.Source, p *record.Poll, added int)) (int, error) {
	total := 0
	for i := range sources {
		s := &sources[i]
		host := hostOf(target(s))
		if err := f.gate.enter(ctx, host); err != nil {
			return total, err
		}
		v := f.visit(s)
		v.run(ctx)
		p := v.poll
		if ctx.Err() != nil {
			return total, ctx.Err()
		}
		added, err := f.o.Store.PutPolls(ctx, p)
		if err != nil {
			return total, err
		}
		total += added[0]
		tell(s, &p, added[0])
	}
	if total > 0 {
		f.o.Wake()
	}
	return total, nil
}
