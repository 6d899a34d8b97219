package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/internal/fault"
)

// policy lets a page load its own files and nothing else, and run no script
// or style that stands in it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard refuses what is asked for under a name that is not the desk's, and
// what another site makes a browser send; it sets the headers that every
// answer has, and ends panics.
func (d *Desk) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		defer d.recovered(w, r)
		if _, ok := d.names.base(r); !ok {
			misdirected(w, r)
			return
		}
		if err := foreign(r); err != nil {
			d.fail(w, r, &fault.Error{Op: "check where the request comes from", Kind: fault.Denied, Err: errors.New("another site sent it")})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// recovered ends a panic in what answers: the reader is told, and the log.
func (d *Desk) recovered(w http.ResponseWriter, r *http.Request) {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler {
		panic(v)
	}
	d.log.Error("page failed", "path", r.URL.Path, "panic", v, "stack", string(debug.Stack()))
	d.fail(w, r, &fault.Error{Op: "make the page", Kind: fault.Internal, Err: fmt.Errorf("%v", v)})
}

// foreign reports, as an error, that another site made the reader's browser
// send the request. A link from elsewhere may open a page, since no page
// changes anything; all else is judged as a form is, so that no site can put
// the desk's pages into its own, or time a search. Programs say nothing of
// where they come from, and pass.
func foreign(r *http.Request) error {
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	if dest := r.Header.Get("Sec-Fetch-Dest"); reads && r.Header.Get("Sec-Fetch-Mode") == "navigate" && (dest == "" || dest == "document") {
		return nil
	}
	form := *r
	form.Method = http.MethodPost
	return http.NewCrossOriginProtection().Check(&form)
}

// mostForm is the largest form taken, in bytes.
const mostForm = 4 << 20

// page turns a function that may fail into a handler, whose answers are packed. A
// form with a field that holds more than it may is refused before anything is
// done with it.
func (d *Desk) page(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return d.formPage(func(w http.ResponseWriter, r *http.Request) error {
		if problems := page.TooLong(r.PostForm); len(problems) > 0 {
			return &fault.Error{Op: "read the form", Kind: fault.Invalid, Err: errors.New(strings.Join(problems, " "))}
		}
		return f(w, r)
	})
}

// formPage is page for what says itself, in its own form, which fields are too long.
func (d *Desk) formPage(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), within)
		defer cancel()
		r = r.WithContext(ctx)
		out := d.packs.Writer(w, r)
		err := d.form(w, r)
		if err == nil {
			err = f(out, r)
		}
		if err != nil {
			d.fail(out, r, err)
		}
		_ = out.Close() // the reader went away: nothing to tell anyone
	})
}

// form reads what a form sends, if r is one.
func (d *Desk) form(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodPost {
		return nil
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostForm) // w itself: it closes the connection
	if err := r.ParseForm(); err != nil {
		return &fault.Error{Op: "read the form", Kind: fault.Invalid, Err: formError(err)}
	}
	return nil
}

func formError(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return fmt.Errorf("it is larger than %d MB: add the text as a file with dateline add", mostForm>>20)
	}
	return err
}

// fail is the one place where an error becomes a page.
func (d *Desk) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() == context.Canceled {
		return // the reader went away
	}
	m := message(err)
	if forProgram(r) {
		m.Status, m.Do = toDo(err)
	}
	if m.Status >= http.StatusInternalServerError {
		d.log.Error("request failed", "method", r.Method, "path", r.URL.Path, "err", err)
	}
	if m.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "10")
	}
	if forProgram(r) {
		d.unanswered(w, m.Status, err, m.Do)
		return
	}
	r = r.WithContext(context.WithoutCancel(r.Context())) // its time may be over
	m.Typed, m.Action = page.TypedOf(r.PostForm), r.URL.EscapedPath()
	f := page.Frame{Title: m.Title + " · Dateline", Here: "message", Content: m}
	if err := d.show(w, r, m.Status, "message", f); err != nil {
		http.Error(w, m.Title, m.Status)
	}
}

// message maps the kind of a failure to a status, and to what to do.
func message(err error) page.Message {
	if errors.Is(err, context.DeadlineExceeded) {
		err = &fault.Error{Op: "make the page", Kind: fault.Temporary, Err: fmt.Errorf("it took longer than %v", within)}
	}
	m := page.Message{Text: sentence(err)}
	switch fault.KindOf(err) {
	case fault.Invalid:
		m.Status, m.Title, m.Do = http.StatusBadRequest, "That does not work", "Change what is named above and try again. Nothing was stored."
	case fault.NotFound:
		m.Status, m.Title, m.Do = http.StatusNotFound, "Not on record", "The address may be cut short or from another record. Look for it by a word of its headline."
	case fault.Conflict:
		m.Status, m.Title, m.Do = http.StatusConflict, "Somebody else was first", "Open the story's newest version and do it again there. Nothing was overwritten."
	case fault.Denied:
		m.Status, m.Title, m.Do = http.StatusForbidden, "Not allowed", "Open the page here and send the form from there. If an address was refused, the configuration says which are allowed."
	case fault.Temporary:
		m.Status, m.Title, m.Do = http.StatusServiceUnavailable, "Not now", "Wait a moment and try again. Nothing that was acknowledged is lost."
	default:
		m.Status, m.Title = http.StatusInternalServerError, "The desk failed"
		m.Text, m.Detail = "Something broke that should not have.", err.Error()
		m.Do = "Nothing on record was changed. Try again; if it happens again, report what you did together with the details below."
	}
	return m
}

// sentence returns the error as a sentence.
func sentence(err error) string {
	s := err.Error()
	if s == "" {
		return ""
	}
	return page.Sentence(s)
}

func (d *Desk) unknown(_ http.ResponseWriter, r *http.Request) error {
	return &fault.Error{Op: "open", Kind: fault.NotFound, ID: r.URL.Path, Err: errors.New("there is no such page")}
}
