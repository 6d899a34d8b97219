package line_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/sample"
)

// readings returns what the line makes of the sample wire, with -short of every
// third story of it, and of texts that are hardly any.
func readings(t *testing.T) map[string]*fact.Reading {
	t.Helper()
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := sample.Entries(l.Layout)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*fact.Reading{}
	step := 1
	if testing.Short() {
		step = 3
	}
	for i := 0; i < len(entries); i += step {
		r, err := l.Process(t.Context(), &entries[i].Story)
		if err != nil {
			t.Fatal(err)
		}
		out[entries[i].Story.Headline] = r
	}
	if b, err := os.ReadFile(sharedPath("seed/story.txt")); err == nil {
		for name, day := range map[string]calendar.Day{"seed": calendar.Date(2012, 4, 23), "seed, undated": {}} {
			if out[name], err = l.Process(t.Context(), l.Layout(string(b), day)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, s := range map[string]string{"empty": "", "spaces": " \n\t\n ", "control": "\x00\x01", "odd": "“\n\n—— (\n\n\u202e𝔸\u0301"} {
		if out[name], err = l.Process(t.Context(), l.Layout(s, calendar.Day{})); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestInvariants holds every reading of the sample wire and of the seed story
// to the invariants of package fact; what line had to leave out is trouble,
// and there must be none.
func TestInvariants(t *testing.T) {
	for name, r := range readings(t) {
		for _, p := range r.Check() {
			t.Errorf("%s: %s", name, p)
		}
		for _, x := range r.Trouble {
			t.Errorf("%s: trouble in %s: %s", name, x.Pass, x.Message)
		}
	}
}

// schemaFile is the reading schema that the program ships.
const schemaFile = "../fact/reading.schema.json"

// TestSchemaIsTheContract compares the schema that ships with the contract by
// which other tools measure.
func TestSchemaIsTheContract(t *testing.T) {
	theirs, err := os.ReadFile(shared.Path(t, "schema/reading.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	if ours, err := os.ReadFile(schemaFile); err != nil || !bytes.Equal(ours, theirs) {
		t.Errorf("%s is not the contract's (%v)", schemaFile, err)
	}
}

// TestSchema validates the same readings, as they are written, against the
// reading schema.
func TestSchema(t *testing.T) {
	b, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("reading.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("reading.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range readings(t) {
		b, err := line.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		back := &fact.Reading{}
		if err := json.Unmarshal(b, back); err != nil {
			t.Fatal(err)
		}
		if again, err := line.Encode(back); err != nil || !bytes.Equal(again, b) {
			t.Errorf("%s: a reading read back is written otherwise (%v)", name, err)
		}
	}
}

func sharedPath(name string) string {
	root := os.Getenv("DATELINE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	return filepath.Join(root, name)
}
