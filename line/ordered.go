package line

import (
	"context"
	"iter"
	"sync"
)

// Ordered works on what comes in with that many jobs at a time and hands the
// results on in the order of the input, each as soon as all before it are
// done. At most a few inputs per job are in memory. It ends with the first
// error of emit, or the context's.
func Ordered[In, Out any](ctx context.Context, jobs int, in iter.Seq[In], work func(context.Context, In) Out, emit func(Out) error) error {
	jobs = max(jobs, 1)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type task struct {
		in  In
		out chan Out
	}
	tasks := make(chan task)
	order := make(chan chan Out, 3*jobs)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	wg.Go(func() {
		defer close(order)
		defer close(tasks)
		for v := range in {
			t := task{v, make(chan Out, 1)}
			select {
			case order <- t.out:
			case <-ctx.Done():
				return
			}
			select {
			case tasks <- t:
			case <-ctx.Done():
				return
			}
		}
	})
	for range jobs {
		wg.Go(func() {
			for t := range tasks {
				t.out <- work(ctx, t.in)
			}
		})
	}
	for out := range order {
		select {
		case v := <-out:
			if err := emit(v); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}
