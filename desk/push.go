package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/source"
)

// Bounds on what programs send.
const (
	mostPush   = 16 << 20 // bytes of one request
	mostPushes = 4        // requests that are taken apart at a time
	mostGUID   = 1000     // bytes of a name
)

// programs is the beginning of the addresses that programs ask for, and not
// people: what fails there is told as JSON.
const programs = "/api/"

// pushed is the answer to a program that sent something.
type pushed struct {
	Stories []pushedStory `json:"stories"`
	Plans   int           `json:"plans"`
	Refused []pushRefused `json:"refused,omitempty"`
}

type pushedStory struct {
	source.Pushed
	Address string `json:"address"`
	Note    string `json:"note,omitempty"` // where it became a version of a story on record
}

// versionNote says that a story that was sent became a version of one on record; "" where
// it is new, or was on record already.
func versionNote(s *source.Pushed) string {
	if !s.New || s.Version < 2 {
		return ""
	}
	return fmt.Sprintf("stored as version %d of story %s, which was on record: it has its name or address, or is nearly equal to it", s.Version, s.StoryID)
}

type pushRefused struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// problem is the answer to a program whose request failed.
type problem struct {
	Status int    `json:"status"`
	Error  string `json:"error"`
	Do     string `json:"do"`
}

// api turns a function that may fail into a handler for programs.
func (d *Desk) api(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), within)
		defer cancel()
		if err := f(w, r.WithContext(ctx)); err != nil {
			d.fail(w, r, err)
		}
	})
}

// push takes a story, or several, from a program that has a token.
func (d *Desk) push(w http.ResponseWriter, r *http.Request) error {
	name, refused := d.sender(r)
	if refused != nil {
		w.Header().Set("WWW-Authenticate", `Bearer realm="dateline"`)
		return answer(w, refused.Status, refused)
	}
	select {
	case d.pushing <- struct{}{}:
		defer func() { <-d.pushing }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	v, refused := delivery(w, r, name)
	if refused != nil {
		return answer(w, refused.Status, refused)
	}
	got, err := d.pusher.Push(r.Context(), v)
	if err != nil {
		return err
	}
	d.forget()
	base, _ := d.names.base(r) // the guard let it pass
	out, status := pushed{Stories: []pushedStory{}, Plans: got.Plans}, http.StatusOK
	for _, s := range got.Stories {
		out.Stories = append(out.Stories, pushedStory{s, base + "/story/" + s.StoryID, versionNote(&s)})
		if s.New {
			status = http.StatusCreated
		}
	}
	for _, x := range got.Refused {
		out.Refused = append(out.Refused, pushRefused{x.Name, x.Reason})
	}
	if len(out.Stories) > 0 {
		w.Header().Set("Location", out.Stories[0].Address)
	}
	return answer(w, status, out)
}

// sender returns the name of the program whose token the request bears, or what to
// say to one that has none.
func (d *Desk) sender(r *http.Request) (string, *problem) {
	if d.pusher == nil || d.sends == nil {
		return "", &problem{http.StatusForbidden, "this desk takes nothing from programs", "set a token, as push.NAME, in the configuration and start dateline serve again"}
	}
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return "", &problem{http.StatusUnauthorized, "the request bears no token", "send the header Authorization: Bearer TOKEN, with a token of the configuration (push.NAME)"}
	}
	name, ok := d.sends(strings.TrimSpace(token))
	if !ok {
		return "", &problem{http.StatusUnauthorized, "the token is none of the configuration", "compare it with push.NAME in the configuration, and start dateline serve again after a change"}
	}
	return name, nil
}

// delivery reads what was sent, or returns what is wrong with it.
func delivery(w http.ResponseWriter, r *http.Request, from string) (v source.Delivery, _ *problem) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if strings.HasPrefix(kind, "multipart/") {
		return v, &problem{http.StatusUnsupportedMediaType, "the story is wrapped in a form", "send its bytes as the body of the request: curl --data-binary @FILE"}
	}
	v = source.Delivery{From: from, ContentType: r.Header.Get("Content-Type"), Source: r.URL.Query().Get("source"), GUID: r.Header.Get("Idempotency-Key")}
	if kind == "application/x-www-form-urlencoded" {
		v.ContentType = "" // what curl says of anything
	}
	if guid := r.URL.Query().Get("guid"); guid != "" {
		v.GUID = guid
	}
	if len(v.GUID) > mostGUID {
		return v, &problem{http.StatusBadRequest, "the guid is longer than 1000 bytes", "send a shorter one"}
	}
	if day := r.URL.Query().Get("date"); day != "" {
		var err error
		if v.Day, err = calendar.Parse(day); err != nil {
			return v, &problem{http.StatusBadRequest, "date is no day: " + err.Error(), "write it as 2016-01-02"}
		}
	}
	var big *http.MaxBytesError
	var err error
	v.Bytes, err = io.ReadAll(http.MaxBytesReader(w, r.Body, mostPush))
	switch {
	case errors.As(err, &big):
		return v, &problem{http.StatusRequestEntityTooLarge, fmt.Sprintf("it is longer than %d bytes", mostPush), "send fewer stories at a time, or import them as a file: dateline import FILE"}
	case err != nil:
		return v, &problem{http.StatusBadRequest, "the body breaks off: " + err.Error(), "send it again"}
	}
	return v, nil
}

// answer writes an answer for a program.
func answer(w http.ResponseWriter, status int, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(b, '\n')) // the program went away: nothing to tell anyone
	return nil
}

// unanswered tells a program what failed.
func (d *Desk) unanswered(w http.ResponseWriter, status int, err error, do string) {
	text := err.Error()
	var known *fault.Error
	if errors.As(err, &known) && known.Err != nil && status != http.StatusInternalServerError {
		text = known.Err.Error()
	}
	if told := answer(w, status, problem{status, text, do}); told != nil {
		http.Error(w, err.Error(), status)
	}
}

// forProgram reports whether a program asks, and not a person's browser for a
// page.
func forProgram(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, programs) }

// toDo returns the status for an error, and what a program's maker can do about it.
func toDo(err error) (int, string) {
	switch fault.KindOf(err) {
	case fault.Invalid:
		return http.StatusUnprocessableEntity, "change what is named and send it again; nothing was stored, and the bytes are kept in the log of the source"
	case fault.Denied:
		return http.StatusForbidden, "send it from a program, not from another site's page"
	case fault.NotFound:
		return http.StatusNotFound, "send stories to POST " + programs + "stories"
	case fault.Temporary:
		return http.StatusServiceUnavailable, "wait a moment and send it again: nothing is stored twice"
	}
	return http.StatusInternalServerError, "send it again later; the desk's log says more"
}
