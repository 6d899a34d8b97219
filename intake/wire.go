package intake

import (
	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/mail"
)

// Bounds on messages that carry messages.
const (
	maxMails     = 50
	maxMailDepth = 4
)

// common returns what the decoders below take.
func common(in Input) batch.Input {
	return batch.Input{Bytes: in.Bytes, ContentType: in.ContentType, Day: in.Day, Places: in.Places}
}

// mails takes a message with what is attached to it: files that are stories or
// plans, and messages, with what is attached to those.
func mails(in Input) (*Batch, error) {
	type letter struct {
		in    Input
		depth int
	}
	var out Batch
	todo := []letter{{in: in}}
	for n := 0; n < len(todo); n++ {
		at := todo[n]
		m, err := mail.Decode(common(at.in))
		if err != nil {
			if n == 0 {
				return nil, err
			}
			out.Refuse(at.in.Name, batch.Reason(err), at.in.Bytes)
			continue
		}
		if m.HasStory {
			out.Stories = append(out.Stories, m.Story)
		}
		for _, f := range m.Attached {
			sub := Input{Bytes: f.Bytes, Name: f.Name, ContentType: f.ContentType, Day: in.Day, Source: in.Source, Places: in.Places, MaxBytes: in.MaxBytes}
			sub.Format = Detect(sub)
			switch {
			case sub.Format != Mail:
				attached(&out, sub)
			case len(todo) < maxMails && at.depth < maxMailDepth:
				todo = append(todo, letter{sub, at.depth + 1})
			default:
				out.Refuse(sub.Name, "messages lie too deep in messages, or there are too many: send it alone", sub.Bytes)
			}
		}
	}
	return &out, nil
}

// attached takes a file that came with a message, or refuses it.
func attached(out *Batch, in Input) {
	b, err := decodeOne(in)
	if err != nil {
		out.Refuse(in.Name, "the attachment was not read: "+batch.Reason(err), in.Bytes)
		return
	}
	out.Stories = append(out.Stories, b.Stories...)
	out.Plans = append(out.Plans, b.Plans...)
	out.Refused = append(out.Refused, b.Refused...)
}
