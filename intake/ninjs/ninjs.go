// Package ninjs reads the IPTC's ninjs 1.0 to 3.1: text items become stories,
// event and planning items become plans. What goes in is one item of JSON or a
// list of them; what comes out is a batch. Items are held to the standard: one
// that is wrong is refused with its field named.
//
//	b, err := ninjs.Decode(batch.Input{Bytes: file})
//
// Fields that the standard does not have are refused, unless the item names a
// schema of its sender's own in standard.schema, or Superdesk sends them.
// Limits: associations are taken where they are whole texts; pictures, sound
// and film are refused as no story; moments that cannot be read are noted.
package ninjs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/plain"
)

// Decode returns what the items hold. It fails with Invalid where the input is
// no JSON, or one item that is wrong.
func Decode(in batch.Input) (*batch.Batch, error) {
	v, err := parse(in.Bytes)
	if err != nil {
		return nil, err
	}
	d := decoder{in: in}
	list, many := v.([]any)
	if !many {
		if err := d.item(v); err != nil {
			return nil, err
		}
		return &d.out, nil
	}
	for i, item := range list {
		if err := d.item(item); err != nil {
			d.refuse(item, fmt.Sprintf("item %d", i+1), batch.Reason(err))
		}
	}
	return &d.out, nil
}

// parse reads one value of JSON and nothing behind it, numbers as written.
func parse(b []byte) (any, error) {
	s, _, err := plain.Decode(b, "utf-8")
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader([]byte(s)))
	dec.UseNumber()
	var v any
	err = dec.Decode(&v)
	if err == nil {
		if _, more := dec.Token(); more != io.EOF {
			err = errors.New("there is more behind its end")
		}
	}
	if err != nil {
		at := min(int(dec.InputOffset()), len(s))
		var slip *json.SyntaxError
		if errors.As(err, &slip) {
			at = min(int(slip.Offset), len(s))
		}
		return nil, batch.Invalid("the JSON is broken in line %d (%w): ask its sender for a whole one", 1+bytes.Count([]byte(s[:at]), []byte("\n")), err)
	}
	return v, nil
}

type decoder struct {
	in  batch.Input
	out batch.Batch
}

// refuse notes an item that was not taken.
func (d *decoder) refuse(item any, name, reason string) {
	m, _ := item.(map[string]any)
	if uri, _ := m["uri"].(string); uri != "" {
		name = uri
	}
	b, err := json.Marshal(item)
	if err != nil {
		b = []byte(name)
	}
	d.out.Refuse(name, reason, b)
}

// item checks and takes one item with what is associated with it.
func (d *decoder) item(v any) error {
	if err := checkAny(v); err != nil {
		return err
	}
	it := viewOf(v)
	if it.has("eventdetails") || it.text("type") == "event" || it.text("type") == "planning" {
		return d.plan(it)
	}
	if err := d.story(it); err != nil {
		return err
	}
	for _, a := range it.list("associations") {
		whole := len(body(a)) > 0 && headline(a) != "" && a.isText()
		if !whole {
			continue // a picture, or a mere reference
		}
		if err := d.story(a); err != nil {
			d.refuse(a.m, a.text("uri"), batch.Reason(err))
		}
	}
	return nil
}
