package desk

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/service"
)

// shelf keeps what was looked at and starred in memory: it is asked for with
// every list, and changed here alone.
type shelf struct {
	mu  sync.Mutex
	all *service.Shelf
}

// with does something with the shelf while nobody else does.
func (s *shelf) with(ctx context.Context, of *service.Service, do func(*service.Shelf) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil {
		all, err := of.Shelf(ctx)
		if err != nil {
			return err
		}
		s.all = all
	}
	return do(s.all)
}

// star gives a story a star, or takes it away. A page that asks for it by script
// is told so in a word; another goes back to the list.
func (d *Desk) star(w http.ResponseWriter, r *http.Request) error {
	id := r.PostForm.Get("story")
	on := false
	err := d.shelf.with(r.Context(), d.service, func(s *service.Shelf) error {
		on = !s.Starred[id]
		return d.service.Star(r.Context(), s, id, on, d.labels.Desk)
	})
	if err != nil {
		return err
	}
	if r.Header.Get("Accept") == "text/plain" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte(strconv.FormatBool(on))) // the reader went away: nothing to tell anyone
		return nil
	}
	http.Redirect(w, r, back(r.PostForm.Get("back"))+"#s-"+id, http.StatusSeeOther)
	return nil
}

// seen keeps that all that the list had is read.
func (d *Desk) seen(w http.ResponseWriter, r *http.Request) error {
	until, err := strconv.ParseInt(r.PostForm.Get("until"), 10, 64)
	if err != nil {
		return &fault.Error{Op: "mark all as read", Kind: fault.Invalid, Err: errors.New("the form does not say up to which story: load All news again")}
	}
	err = d.shelf.with(r.Context(), d.service, func(s *service.Shelf) error {
		return d.service.SawAll(r.Context(), s, until, d.labels.Desk)
	})
	if err != nil {
		return err
	}
	d.forget()
	http.Redirect(w, r, back(r.PostForm.Get("back")), http.StatusSeeOther)
	return nil
}

// back returns an address of the list that a form came from, the list itself for
// any other.
func back(address string) string {
	if address == "/" || strings.HasPrefix(address, "/?") {
		return address
	}
	return "/"
}
