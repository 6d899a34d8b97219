package sqlite

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// full sets every field below v to something, different each time, so that a
// field which is forgotten shows.
func full(r *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		full(r, v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+r.IntN(3), 4))
		for i := range v.Len() {
			full(r, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			full(r, v.Field(i))
		}
	case reflect.String:
		v.SetString([]string{"Sergei Lavrov", "person/Q58217", "é—", "visit"}[r.IntN(4)] + string(rune('a'+r.IntN(26))))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int16:
		v.SetInt(1 + r.Int64N(9000))
	case reflect.Uint8:
		v.SetUint(1 + r.Uint64N(12))
	case reflect.Float64:
		v.SetFloat([]float64{0.87, -4.5, 1.0 / 3, 1e300}[r.IntN(4)])
	}
}

// bare returns a row without what columns have.
func bare(row record.EventRow) record.EventRow {
	row.StoryID, row.ContentID, row.Headline, row.Source, row.Reader, row.At, row.Live, row.Copies = "", "", "", "", "", time.Time{}, false, 0
	return row
}

func TestDigest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	rows := []record.EventRow{{}, {Event: fact.Event{Actors: []fact.Party{}, Evidence: fact.Evidence{Start: 7, End: 3}}}}
	for range 40 {
		var row record.EventRow
		at := row.At
		full(r, reflect.ValueOf(&row.Event).Elem())
		for _, f := range [...]any{&row.Actors, &row.Recipients, &row.ActorKeys, &row.RecipientKeys, &row.Place, &row.PlaceKey, &row.Asserter, &row.Words, &row.From, &row.To, &row.Dated} {
			full(r, reflect.ValueOf(f).Elem())
		}
		row.At = at
		rows = append(rows, bare(row))
	}
	b := digestOf(rows)
	got, err := digested(b, record.EventRow{})
	if err != nil || len(got) != len(rows) {
		t.Fatalf("%d events came back of %d: %v", len(got), len(rows), err)
	}
	for i := range got {
		if !reflect.DeepEqual(got[i], rows[i]) {
			t.Errorf("event %d came back as\n%+v, not\n%+v", i, got[i], rows[i])
		}
	}
	if got, err := digested(b, record.EventRow{StoryID: "s", Headline: "Talks"}); err != nil || got[3].StoryID != "s" || got[3].Headline != "Talks" {
		t.Errorf("what all have in common is not in %+v: %v", got[3], err)
	}
}

// TestDigestFields counts the fields that the test above fills: a new one has to
// be coded, and counted here.
func TestDigestFields(t *testing.T) {
	if n := reflect.TypeFor[record.EventRow]().NumField(); n != 20 {
		t.Errorf("record.EventRow has %d fields: look whether coder.row has them all", n)
	}
}

// TestDamagedDigest spoils a digest: it may say other things, but ends in an
// error and not in a panic.
func TestDamagedDigest(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	rows := make([]record.EventRow, 3)
	for i := range rows {
		full(r, reflect.ValueOf(&rows[i].Event).Elem())
	}
	whole := digestOf(rows)
	failed := 0
	for range 20_000 {
		b := append([]byte(nil), whole...)
		for range 1 + r.IntN(3) {
			b[r.IntN(len(b))] = byte(r.UintN(256))
		}
		if _, err := digested(b[:r.IntN(len(b))+1], record.EventRow{}); err != nil {
			failed++
		}
	}
	if failed == 0 {
		t.Error("no damage was found")
	}
}
