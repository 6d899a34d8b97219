// Package intake turns what comes in into stories. What goes in is bytes with
// what is known of them: a file, a paste, an answer from the web. What comes
// out is stories of clean plain text, laid out; what went wrong with one is
// in its Trouble. The formats are a package each below.
//
//	stories, err := intake.Decode(intake.Input{Bytes: b, Name: "story.txt"})
//
// What cannot be taken in fails with an error that says what to do; nothing
// makes it panic, run away or fill the memory.
package intake

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/feed"
	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/intake/ical"
	"github.com/datelinewire/dateline/intake/iptc"
	"github.com/datelinewire/dateline/intake/language"
	"github.com/datelinewire/dateline/intake/newsml"
	"github.com/datelinewire/dateline/intake/ninjs"
	"github.com/datelinewire/dateline/intake/nitf"
	"github.com/datelinewire/dateline/intake/object"
	"github.com/datelinewire/dateline/intake/page"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
)

// DefaultMaxBytes is the most bytes of one file, unpacked, where Input does
// not say.
const DefaultMaxBytes = 64 << 20

// maxPage is the most bytes of one page: what is longer is no page of news.
const maxPage = 16 << 20

// Input is what is to be taken in.
type Input struct {
	Bytes       []byte
	ContentType string       // as the server gave it; may be empty
	Name        string       // of the file; its ending is a hint
	URL         string       // where it was fetched from; may be empty
	Day         calendar.Day // of publication where the input does not say
	Source      string       // for stories that do not say who sent them
	Format      Format       // Unknown: found out
	MaxBytes    int          // 0: DefaultMaxBytes
	Places      news.Places  // names of places, for datelines; may be nil
	Fetched     time.Time    // when it came in; zero where nobody knows: then dates that lie ahead are believed
}

// Format is a family of formats.
type Format string

// The formats.
const (
	Unknown  Format = ""
	Plain    Format = "plain"
	Page     Format = "page"
	Feed     Format = "feed"
	Ninjs    Format = "ninjs"
	NewsML   Format = "newsml" // NewsML-G2 and EventsML-G2
	NITF     Format = "nitf"
	Wire     Format = "iptc" // IPTC 7901 and ANPA 1312
	Mail     Format = "mail"
	Calendar Format = "ical"
	Object   Format = "json" // objects that keep to no standard
)

// sniff returns the start of the text, decoded if it is UTF-16 or UTF-32.
func sniff(b []byte) string {
	n := min(len(b), 4096)
	n -= n % 4
	if n == 0 {
		n = len(b)
	}
	s, _, err := plain.Decode(b[:n], "")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(s)
}

// Batch is what an input holds.
type Batch = batch.Batch

// Refusal is a part of an input that is no story, or a broken one.
type Refusal = batch.Refusal

// Take returns all that the input holds: stories, plans, and what was refused.
// It fails with Invalid where there is nothing to be had at all, saying what
// to do.
func Take(in Input) (*Batch, error) {
	b, err := decode(in)
	if err != nil {
		return nil, named(in, err)
	}
	for i := range b.Stories {
		finish(&b.Stories[i], in)
	}
	for i := range b.Plans {
		p := &b.Plans[i]
		if p.Source == "" {
			p.Source = in.Source
		}
		p.URL = address.Shown(p.URL)
	}
	return b, nil
}

// Decode returns the stories in the input. It fails with Invalid where there
// are none to be had, saying what to do.
func Decode(in Input) ([]news.Story, error) {
	b, err := Take(in)
	if err != nil {
		return nil, err
	}
	if len(b.Stories) == 0 && len(b.Refused) > 0 {
		return nil, named(in, batch.Invalid("%s", b.Refused[0].Reason))
	}
	if n := len(b.Plans); len(b.Stories) == 0 && n > 0 {
		return nil, named(in, batch.Invalid("it announces events (%d) and holds no story: there is nothing to read", n))
	}
	return b.Stories, nil
}

// named puts the name of what failed into the error.
func named(in Input, err error) error {
	var f *fault.Error
	if errors.As(err, &f) && f.ID == "" {
		c := *f
		c.ID = address.Shown(in.URL)
		if c.ID == "" {
			c.ID = in.Name
		}
		return &c
	}
	return err
}

func decode(in Input) (*Batch, error) {
	if in.MaxBytes <= 0 {
		in.MaxBytes = DefaultMaxBytes
	}
	var err error
	if in.Bytes, err = unpack(in.Bytes, in.MaxBytes); err != nil {
		return nil, err
	}
	if in.Format == Unknown {
		in.Format = Detect(in)
	}
	if in.Format == Mail {
		return mails(in)
	}
	return decodeOne(in)
}

// decodeOne takes in what is of a known format and holds no other.
func decodeOne(in Input) (*Batch, error) {
	switch in.Format {
	case Plain:
		return one(plain.Story(in.Bytes, in.ContentType, in.Day, in.Places))
	case Page:
		if len(in.Bytes) > maxPage {
			return nil, tooLong(maxPage, "for a page")
		}
		return one(page.Story(page.Input{Bytes: in.Bytes, ContentType: in.ContentType, URL: in.URL, Day: in.Day, Places: in.Places, Now: in.Fetched}))
	case Feed:
		return several(feed.Stories(feed.Input{Bytes: in.Bytes, ContentType: in.ContentType, URL: in.URL, Day: in.Day, Places: in.Places, Now: in.Fetched}))
	case Ninjs:
		return ninjs.Decode(common(in))
	case NewsML:
		return newsml.Decode(common(in))
	case NITF:
		return nitf.Decode(common(in))
	case Wire:
		return iptc.Decode(common(in))
	case Calendar:
		return ical.Decode(common(in))
	case Object:
		return object.Decode(common(in))
	}
	return nil, &fault.Error{Op: "take in", Kind: fault.Invalid, Err: fmt.Errorf("there is no format %q: take plain, page, feed, ninjs, json, newsml, nitf, iptc, mail or ical", in.Format)}
}

func one(s news.Story, err error) (*Batch, error) {
	return several([]news.Story{s}, err)
}

func several(s []news.Story, err error) (*Batch, error) {
	if err != nil {
		return nil, err
	}
	return &Batch{Stories: s}, nil
}

func tooLong(most int, what string) error {
	return &fault.Error{Op: "take in", Kind: fault.Invalid, Err: fmt.Errorf("it is longer than %d bytes, too long %s: split it", most, what)}
}

// unpack opens gzip, and refuses what is too long, also where it only gets so
// when unpacked.
func unpack(b []byte, most int) ([]byte, error) {
	if len(b) > most {
		return nil, tooLong(most, "for one file")
	}
	if !bytes.HasPrefix(b, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	broken := func(err error) error {
		return &fault.Error{Op: "take in", Kind: fault.Invalid, Err: fmt.Errorf("the gzip file breaks off or is damaged (%w): fetch or copy it again", err)}
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, broken(err)
	}
	out, err := io.ReadAll(io.LimitReader(z, int64(most)+1))
	if err != nil {
		return nil, broken(err)
	}
	if len(out) > most {
		return nil, tooLong(most, "for one file")
	}
	return out, nil
}

// finish fills in what the input knows and the story does not say.
func finish(s *news.Story, in Input) {
	if s.Source == "" {
		s.Source = in.Source
	}
	if s.Source == "" && s.Dateline != nil {
		s.Source = s.Dateline.Agency
	}
	if s.URL == "" && in.Format != Feed {
		s.URL = in.URL
	}
	s.URL = address.Shown(s.URL)
	if s.Envelope.Canonical == "" {
		s.Envelope.Canonical = s.URL
	}
	s.Envelope.Canonical = address.Canonical(s.Envelope.Canonical)
	Tongue(s)
	s.ID = news.IDOf(s.Source, s.Text)
}

// Tongue settles the story's language, by its text and by what it has there from
// its source. Where it is in doubt, the story says so in its Trouble.
func Tongue(s *news.Story) {
	g := language.Of(s.Text, s.Language)
	s.Language = g.Code
	also := language.Name(g.Also)
	switch {
	case g.Sure, also == "" && g.Code != language.Unknown:
	case g.Code == language.Unknown:
		s.Trouble = append(s.Trouble, "its language is not known: the story is kept and searchable, and not read into facts")
	case news.IsRead(g.Code):
		s.Trouble = append(s.Trouble, "it may be in "+also+", wholly or in part: it was read as English")
	default:
		s.Trouble = append(s.Trouble, "it may be in "+also+", wholly or in part: it was taken to be in "+language.Name(g.Code)+", and is not read into facts")
	}
}

// Taker takes in what users paste, name or point at. Its Client may be nil
// where nothing is fetched.
type Taker struct {
	Client   *fetch.Client
	Places   news.Places
	MaxBytes int
}

// Text takes in a paste: plain text, or a page's or feed's source.
func (t *Taker) Text(_ context.Context, raw string, day calendar.Day) ([]news.Story, error) {
	return Decode(Input{Bytes: []byte(raw), Day: day, MaxBytes: t.MaxBytes, Places: t.Places})
}

// Read takes in a file or standard input; name is for messages and as a hint.
// No more is read than may be taken.
func (t *Taker) Read(_ context.Context, r io.Reader, name string, day calendar.Day) ([]news.Story, error) {
	most := t.MaxBytes
	if most <= 0 {
		most = DefaultMaxBytes
	}
	b, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err != nil {
		return nil, &fault.Error{Op: "read", Kind: fault.KindOf(err), ID: name, Err: err}
	}
	return Decode(Input{Bytes: b, Name: name, Day: day, MaxBytes: most, Places: t.Places})
}

// URL fetches an address and takes in what is there.
func (t *Taker) URL(ctx context.Context, location string, day calendar.Day) ([]news.Story, error) {
	if t.Client == nil {
		return nil, &fault.Error{Op: "fetch", Kind: fault.Denied, ID: address.Shown(location), Err: errors.New("fetching is switched off: add the page as a file or paste its text")}
	}
	r, err := t.Client.Get(ctx, location, fetch.Known{})
	if err != nil {
		return nil, err
	}
	return Decode(Input{Bytes: r.Body, ContentType: r.ContentType, URL: r.URL, Day: day, MaxBytes: t.MaxBytes, Places: t.Places, Fetched: time.Now()})
}

// IsURL reports whether a word given by a user is a web address and not a file.
func IsURL(s string) bool {
	l := strings.ToLower(s)
	return strings.HasPrefix(l, "http://") || strings.HasPrefix(l, "https://")
}
