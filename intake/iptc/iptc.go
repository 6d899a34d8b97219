// Package iptc reads the wires' formats of control characters, IPTC 7901 and
// ANPA 1312. What goes in is a file of one message or many, between SOH and
// EOT, also one that lost its first or last characters; what comes out is a
// story a message, with what its header says.
//
//	b, err := iptc.Decode(batch.Input{Bytes: file})
//
// Limits: 10,000 messages a file. Typesetting codes are dropped. The year of a
// message without a stamp is that of the day it was taken in on.
package iptc

import (
	"bytes"
	"fmt"
	"regexp"
	"unicode/utf8"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/plain"
)

// The control characters that frame a message and its text.
const (
	soh, stx, etx, eot = 1, 2, 3, 4
)

const maxMessages = 10_000

// bare is a header of IPTC 7901 that lost its control characters.
var bare = regexp.MustCompile(`^[a-z]{2,4}[0-9]{3,4} [1-9] [a-z]{1,3} [0-9]{1,4}\b[^\r\n]*\r?\n`)

// Is reports whether the input begins as a message does.
func Is(b []byte) bool {
	b = bytes.TrimLeft(b[:min(len(b), 512)], "\x00\x16\x7f \r\n")
	return len(b) > 0 && b[0] == soh || bare.Match(b) && bytes.Contains(b, []byte("\n    "))
}

// Decode returns the stories of all messages; one that is wrong is refused
// alone. It fails with Invalid where there is no message.
func Decode(in batch.Input) (*batch.Batch, error) {
	var out batch.Batch
	var last error
	frames := split(in.Bytes)
	for i, f := range frames {
		st, err := f.story(in)
		if err != nil {
			last = err
			out.Refuse(fmt.Sprintf("message %d", i+1), batch.Reason(err), f.whole)
			continue
		}
		out.Stories = append(out.Stories, st)
	}
	switch {
	case len(frames) == 0:
		return nil, batch.Invalid("there is no message in it: one begins with SOH (hexadecimal 01) and a header line")
	case len(frames) == 1 && last != nil:
		return nil, last
	case len(frames) == maxMessages:
		out.Refuse("the rest", fmt.Sprintf("there are more than %d messages in the file: split it", maxMessages), nil)
	}
	return &out, nil
}

// frame is one message cut at its control characters.
type frame struct {
	whole              []byte
	before, text, tail string // what stands before STX, up to ETX, and behind it
	trouble            []string
}

// split cuts a file into messages.
func split(b []byte) []frame {
	var out []frame
	if i := bytes.IndexByte(b, soh); i >= 0 && !bare.Match(b) {
		b = b[i+1:]
	}
	for len(b) > 0 && len(out) < maxMessages {
		next := bytes.IndexByte(b, soh)
		whole, rest := b, []byte(nil)
		if next >= 0 {
			whole, rest = b[:next], b[next+1:]
		}
		if end := bytes.IndexByte(whole, eot); end >= 0 {
			whole = whole[:end]
		}
		if whole = bytes.Trim(whole, "\x00\x16\x7f"); len(bytes.TrimSpace(whole)) > 0 {
			out = append(out, cut(whole))
		}
		b = rest
	}
	return out
}

// cut parts a message. A text without STX begins behind the header's line.
func cut(whole []byte) frame {
	f := frame{whole: whole}
	before, text, found := bytes.Cut(whole, []byte{stx})
	if !found {
		i := bytes.IndexByte(whole, '\n') + 1
		before, text = whole[:i], whole[i:]
		f.trouble = append(f.trouble, "the mark that begins the text (STX) is missing")
	}
	text, tail, found := bytes.Cut(text, []byte{etx})
	if !found {
		f.trouble = append(f.trouble, "the mark that ends the text (ETX) is missing: it may break off")
	}
	f.before, f.text, f.tail = decode(before), decode(text), decode(tail)
	return f
}

// decode returns the text of a part; typesetting codes become blanks.
func decode(b []byte) string {
	if !utf8.Valid(b) {
		b = latin(b)
	}
	b = bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' {
			return ' '
		}
		return r
	}, b)
	s, _, err := plain.Decode(b, "utf-8")
	if err != nil {
		return ""
	}
	return s
}

// latin turns ISO 8859-1, which wires with accents send, into UTF-8.
func latin(b []byte) []byte {
	out := make([]rune, len(b))
	for i, c := range b {
		out[i] = rune(c)
	}
	return []byte(string(out))
}
