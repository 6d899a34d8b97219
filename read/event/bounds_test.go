package event

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// given makes a reader over one sentence that is given word by word, as
// form/Pos/Tag/relation/head with heads counted from 1: trees that the parser
// builds of few texts, and that nothing rules out. The names are those of
// countries, and the dates of days.
func given(t *testing.T, words string, names, dates []int) *reader {
	t.Helper()
	d := &text.Document{Has: text.Tokens | text.Tags | text.Tree}
	var b strings.Builder
	for w := range strings.FieldsSeq(words) {
		p := strings.Split(w, "/")
		pos, ok1 := text.ParsePos(p[1])
		tag, ok2 := text.ParseTag(p[2])
		dep, ok3 := text.ParseDep(p[3])
		head, err := strconv.Atoi(p[4])
		if !ok1 || !ok2 || !ok3 || err != nil {
			t.Fatalf("%q is no word of a tree", w)
		}
		d.Tokens = append(d.Tokens, text.Token{
			Start: uint32(b.Len()), End: uint32(b.Len() + len(p[0])), Head: int32(head - 1),
			Lemma: strings.ToLower(p[0]), Pos: pos, Tag: tag, Dep: dep,
		})
		if p[0] == "we" || p[0] == "i" {
			d.Tokens[len(d.Tokens)-1].Feats = text.FirstPerson
		}
		b.WriteString(p[0] + " ")
	}
	d.Text = b.String()
	all := text.Span{End: uint32(len(d.Text))}
	d.Paragraphs = []text.Paragraph{{Span: all}}
	d.Sentences = []text.Sentence{{Span: all, Last: int32(len(d.Tokens))}}
	w := read.NewWork(&news.Story{Text: d.Text}, d, fact.New("test"), calendar.Date(2012, 3, 14))
	var ms []read.Mention
	for n, i := range names {
		w.AddEntity(fact.Entity{Kind: fact.Place, Name: d.Form(i), Country: fact.Ptr("OMN")})
		ms = append(ms, read.Mention{Entity: int32(n), First: int32(i), Last: int32(i + 1), Head: int32(i), Kind: fact.Name})
	}
	w.SetMentions(ms)
	for _, i := range dates {
		v := calendar.OnDay(calendar.Date(2012, 3, 16))
		w.AddDate(fact.Date{Kind: "point", Value: &v}, i, i+1)
	}
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return l.reader(w)
}

// TestSpeakersInACircle: two pronouns, each the subject of what the other
// says.
func TestSpeakersInACircle(t *testing.T) {
	r := given(t, "we/PRON/PRP/nsubj/2 say/VERB/VBP/root/0 i/PRON/PRP/nsubj/4 think/VERB/VBP/parataxis/2", nil, nil)
	for i := range r.d.Tokens {
		if ps := r.parties(i); len(ps) != 0 {
			t.Errorf("word %d is %v", i, ps)
		}
	}
}

// TestSpeakersInAChain: we, the farmers said, said he, said Oman: so many
// speakers are followed and no more.
func TestSpeakersInAChain(t *testing.T) {
	for n := 1; n < 2*maxSpeakers; n++ {
		words := "we/PRON/PRP/nsubj/2 go/VERB/VBP/root/0"
		for k := range n - 1 {
			words += fmt.Sprintf(" we/PRON/PRP/nsubj/%d say/VERB/VBD/parataxis/%d", 2*k+4, 2*k+2)
		}
		words += fmt.Sprintf(" Oman/PROPN/NNP/nsubj/%d say/VERB/VBD/parataxis/%d", 2*n+2, 2*n)
		r := given(t, words, []int{2 * n}, nil)
		want := 0
		if n < maxSpeakers {
			want = 1
		}
		if got := len(r.parties(0)); got != want {
			t.Errorf("%d speakers lead to %d parties, want %d", n, got, want)
		}
	}
}

// TestListOfCountries: an apposition of an apposition, as long as the text.
func TestListOfCountries(t *testing.T) {
	const n = 3000
	var words strings.Builder
	var names []int
	for i := range n {
		fmt.Fprintf(&words, "Oman/PROPN/NNP/appos/%d ", i)
		names = append(names, i)
	}
	r := given(t, strings.Replace(words.String(), "appos/0", "root/0", 1), names, nil)
	if got := len(r.Members(0, r.listed)); got != n {
		t.Errorf("the list has %d countries, want %d", got, n)
	}
}

// TestDepthOfPlaces: a place is sought so many phrases down and no more.
func TestDepthOfPlaces(t *testing.T) {
	for n := range 8 {
		words := "camp/NOUN/NN/root/0"
		for k := range n {
			words += fmt.Sprintf(" yard/NOUN/NN/nmod/%d", k+1)
		}
		r := given(t, words, []int{n}, nil)
		if got, want := r.placeIn(0, 3) != nil, n <= 3; got != want {
			t.Errorf("place %d phrases down: found is %v", n, got)
		}
	}
}

// TestDepthOfArguments: an argument is sought so many nouns down and no more.
func TestDepthOfArguments(t *testing.T) {
	for n := 1; n < 6; n++ {
		words := "talk/NOUN/NN/root/0"
		for k := range n {
			words += fmt.Sprintf(" part/NOUN/NN/nmod/%d", k+1)
		}
		r := given(t, words, nil, nil)
		last := func(o clause.Oblique) bool { return o.Token == n }
		if got, want := r.below(0, last, 2) >= 0, n <= 2; got != want {
			t.Errorf("argument %d nouns down: found is %v", n, got)
		}
	}
}

// TestDepthOfDates: a noun takes the date of a participle below it, and that
// participle none of one further down.
func TestDepthOfDates(t *testing.T) {
	r := given(t, "talks/NOUN/NNS/root/0 set/VERB/VBN/acl/1 Friday/PROPN/NNP/obl/2", nil, []int{2})
	if r.dateBelow(0, -1, true) < 0 {
		t.Error("the date of a participle is not found")
	}
	r = given(t, "talks/NOUN/NNS/root/0 set/VERB/VBN/acl/1 held/VERB/VBN/acl/2 Friday/PROPN/NNP/obl/3", nil, []int{3})
	if n := r.dateBelow(0, -1, true); n >= 0 {
		t.Error("the date of a participle's participle is found")
	}
}
