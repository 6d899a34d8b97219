package casing_test

import (
	"context"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/syntax/casing"
	"github.com/datelinewire/dateline/text"
)

func model(t testing.TB) *casing.Model {
	t.Helper()
	m, err := casing.Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// restored returns a text as running text would write it.
func restored(t testing.TB, m *casing.Model, d *text.Document) string {
	t.Helper()
	if err := m.Restore(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d.Plain(text.Span{End: uint32(len(d.Text))})
}

func TestRestore(t *testing.T) {
	m := model(t)
	for in, want := range map[string]string{
		"A DELEGATION FROM GEORGIA ARRIVED IN ANKARA ON MONDAY.":          "A delegation from Georgia arrived in Ankara on Monday.",
		"THE UN ENVOY SAID THAT NATO HAD TOLD US NOTHING.":                "The UN envoy said that NATO had told us nothing.",
		"FRENCH AND BRITISH SOLDIERS WHO LEFT TODAY CAN RETURN, HE SAID.": "French and British soldiers who left today can return, he said.",
		"Turkish Envoy Meets Greek Leader in Brussels":                    "Turkish envoy meets Greek leader in Brussels",
		"Talks on Gas Prices to Resume in March":                          "Talks on gas prices to resume in March",
	} {
		if got := restored(t, m, text.New(in, nil)); got != want {
			t.Errorf("%s\n\t%s, want\n\t%s", in, got, want)
		}
	}
}

// TestQuiet: what is not set in capitals stays as it is, however many names it
// holds.
func TestQuiet(t *testing.T) {
	m := model(t)
	for _, s := range []string{
		"Ann Lee met Bo Hansen in Paris on Monday.",
		"Ann Lee, Bo Hansen, Carla Mendez, Dmitri Orlov, Edith Stone",
		"NATO and the EU said nothing to the OSCE.",
		"I do NOT agree with that.",
		"PARIS",
		"",
	} {
		if got := restored(t, m, text.New(s, nil)); got != s {
			t.Errorf("%s: now %s", s, got)
		}
	}
}

// TestUsage: how the story writes a word goes before what was learned.
func TestUsage(t *testing.T) {
	head, body := "Rose Talks With Havbris Fail Again", "The talks of Mr Rose with the Havbris failed. They said that havoc was near."
	d := text.New(head+"\n\n"+body, []text.Paragraph{
		{Span: text.Span{End: uint32(len(head))}, Kind: text.Headline},
		{Span: text.Span{Start: uint32(len(head)) + 2, End: uint32(len(head) + 2 + len(body))}},
	})
	if got, want := restored(t, model(t), d), "Rose talks with Havbris fail again\n\n"+body; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestOffsets: the text and its words stay, forms and flags follow the case.
func TestOffsets(t *testing.T) {
	s := "THE ARMY OF PERU LEFT LIMA TODAY."
	d := text.New(s, nil)
	if restored(t, model(t), d); d.Text != s || d.Slice(d.SpanOf(0, 1)) != "THE" || d.Form(0) != "The" || d.Form(1) != "army" || d.Form(3) != "Peru" {
		t.Errorf("%q %q %q", d.Text, d.Form(1), d.Form(3))
	}
	for i, want := range []text.Flags{text.Capital, 0, 0, text.Capital} {
		if got := d.Tokens[i].Flags & (text.Capital | text.AllCaps); got != want {
			t.Errorf("%s: flags %b, want %b", d.Form(i), got, want)
		}
	}
}

// TestDamaged: spoilt texts come back with the same letters, and the same each
// time.
func TestDamaged(t *testing.T) {
	m := model(t)
	story := strings.ToUpper("Ångström’s İstanbul office said that O’Brien’s ﬁrst ǆ was ß and naïve. The UN’s envoy left.\n\nA second paragraph follows here, in which nothing happens.")
	for seed := range uint64(300) {
		s := mutate.Text(story, seed)
		d, e := text.New(s, nil), text.New(s, nil)
		got := restored(t, m, d)
		if len(got) != len(s) || !strings.EqualFold(got, s) {
			t.Fatalf("%q became %q", s, got)
		}
		if again := restored(t, m, e); again != got {
			t.Fatalf("%q became %q and %q", s, got, again)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	d := text.New("THE ARMY OF PERU LEFT LIMA TODAY.", nil)
	if err := model(t).Restore(ctx, d); err == nil || d.Form(1) != "ARMY" {
		t.Errorf("error %v, %q", err, d.Form(1))
	}
}

func TestNew(t *testing.T) {
	if _, err := casing.New("no weights"); err == nil {
		t.Error("a file without its parts is taken")
	}
	file := string(casing.Encode(map[uint32][2]int8{1: {1, 2}, 2: {3, 4}}, []string{"McRae"}))
	if _, err := casing.New(file); err != nil {
		t.Error(err)
	}
	if _, err := casing.New(file[:len(file)-1]); err == nil {
		t.Error("a file cut short is taken")
	}
}

func BenchmarkRestore(b *testing.B) {
	m, s := model(b), strings.Repeat("THE UN ENVOY SAID ON MONDAY THAT TALKS WITH THE ARMY OF PERU WOULD RESUME IN LIMA. ", 200)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		if err := m.Restore(context.Background(), text.New(s, nil)); err != nil {
			b.Fatal(err)
		}
	}
}
