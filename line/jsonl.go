package line

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// JSONL reads lines {"id","date","text"} and writes one reading a line, in
// the same order, with the line's id. Blank lines are passed over. A line
// that is no such object, or is longer than limit bytes, gives a reading
// whose trouble says so; bad counts them. The error is that of in or out.
func (l *Line) JSONL(ctx context.Context, in io.Reader, out io.Writer, jobs int, limit Limit) (bad int, err error) {
	var broken error
	lines := func(yield func(rawLine) bool) {
		broken = eachLine(in, limit.Line, yield)
	}
	err = Ordered(ctx, jobs, lines, func(ctx context.Context, raw rawLine) lineReading {
		return l.readLine(ctx, raw, limit.Story)
	}, func(r lineReading) error {
		if r.bad {
			bad++
		}
		_, err := out.Write(r.bytes)
		return err
	})
	if err != nil {
		return bad, err
	}
	return bad, broken
}

// Limit bounds what is taken in, in bytes.
type Limit struct {
	Line  int // of one line of input
	Story int // of one story's text
}

// rawLine is a line of input; err tells why its bytes are not whole.
type rawLine struct {
	n     int // from 1
	bytes []byte
	err   error
}

type lineReading struct {
	bytes []byte
	bad   bool
}

// eachLine yields the lines of in; of one longer than limit it keeps nothing.
func eachLine(in io.Reader, limit int, yield func(rawLine) bool) error {
	b := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ; n++ {
		raw := rawLine{n: n}
		var err error
		for more := true; more; {
			var piece []byte
			piece, err = b.ReadSlice('\n')
			more = errors.Is(err, bufio.ErrBufferFull)
			if len(raw.bytes)+len(piece) > limit {
				raw.err = fmt.Errorf("longer than %d bytes (setting limit.file)", limit)
				raw.bytes = nil
				continue
			}
			if raw.err == nil {
				raw.bytes = append(raw.bytes, piece...)
			}
		}
		raw.bytes = bytes.TrimSpace(raw.bytes)
		if (len(raw.bytes) > 0 || raw.err != nil) && !yield(raw) {
			return nil
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Input is a story as others hand it over: with their own id, the day of
// publication, which may be zero, and its text.
type Input struct {
	ID   string
	Day  calendar.Day
	Text string
}

// parseInput reads an object {"id","date","text"}; other fields are passed
// over. On an error the Input holds the id, if there was one.
func parseInput(b []byte) (Input, error) {
	var in struct {
		ID   *string `json:"id"`
		Date string  `json:"date"`
		Text *string `json:"text"`
	}
	if err := json.Unmarshal(b, &in); err != nil {
		return Input{}, fmt.Errorf(`not an object {"id","date","text"}: %w`, err)
	}
	var out Input
	if in.ID != nil {
		out.ID = *in.ID
	}
	if in.Text == nil {
		return out, errors.New(`there is no "text"`)
	}
	out.Text = *in.Text
	if in.Date == "" {
		return out, nil
	}
	var err error
	out.Day, err = ParseDate(in.Date)
	return out, err
}

// ReadInputs reads all of in, which must hold no bad line.
func ReadInputs(in io.Reader, limit Limit) ([]Input, error) {
	var out []Input
	var bad error
	err := eachLine(in, limit.Line, func(raw rawLine) bool {
		v, err := Input{}, raw.err
		if err == nil {
			v, err = parseInput(raw.bytes)
		}
		if err != nil {
			bad = fmt.Errorf("line %d: %w", raw.n, err)
			return false
		}
		out = append(out, v)
		return true
	})
	return out, errors.Join(bad, err)
}

func (l *Line) readLine(ctx context.Context, raw rawLine, limit int) lineReading {
	r, id, err := l.fromLine(ctx, raw, limit)
	bad := err != nil
	if bad {
		r = fact.New(l.reader)
		r.Trouble = append(r.Trouble, fact.Trouble{Pass: "intake", Message: fmt.Sprintf("line %d: %v", raw.n, err)})
	}
	r.ID = id
	b, err := Encode(r)
	if err != nil {
		// A reading is made of strings and checked numbers: what cannot be
		// encoded is a bug, which is told in the reading's place.
		none := fact.New(l.reader)
		none.ID = id
		none.Trouble = append(none.Trouble, fact.Trouble{Pass: "line", Message: err.Error()})
		b, _ = Encode(none)
		bad = true
	}
	return lineReading{b, bad}
}

// fromLine reads one line. The id is there also on an error, if the line has
// one.
func (l *Line) fromLine(ctx context.Context, raw rawLine, limit int) (*fact.Reading, string, error) {
	if raw.err != nil {
		return nil, "", raw.err
	}
	in, err := parseInput(raw.bytes)
	if err != nil {
		return nil, in.ID, err
	}
	if len(in.Text) > limit {
		return nil, in.ID, fmt.Errorf("the text has %d bytes; the limit of one story is %d (setting limit.story)", len(in.Text), limit)
	}
	s := l.Layout(in.Text, in.Day)
	if !utf8.Valid(raw.bytes) {
		s.Trouble = append(s.Trouble, "bytes that are not UTF-8 were replaced")
	}
	r, err := l.Process(ctx, s)
	return r, in.ID, err
}

// ParseDate takes a day, or a time stamp whose day counts.
func ParseDate(s string) (calendar.Day, error) {
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		s = s[:10]
	}
	return calendar.Parse(s)
}

// Encode returns a reading as one line of JSON. Characters are written as they
// are, not as HTML wants them.
func Encode(r *fact.Reading) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(4 * len(r.Story.Text))
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
