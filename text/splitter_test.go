package text

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/internal/shared"
)

// check holds a document to the package's invariants.
func check(d *Document) error {
	at, valid := uint32(0), utf8.ValidString(d.Text)
	for i, t := range d.Tokens {
		if t.Start < at || t.End <= t.Start || int(t.End) > len(d.Text) {
			return fmt.Errorf("token %d is [%d,%d), after %d", i, t.Start, t.End, at)
		}
		for _, c := range d.Text[at:t.Start] {
			if n := utf8.RuneLen(c); n > 0 && !isBlank(string(c), 0) {
				return fmt.Errorf("%q stands in no token", c)
			}
		}
		for _, b := range []uint32{t.Start, t.End} {
			if valid && int(b) < len(d.Text) && !utf8.RuneStart(d.Text[b]) {
				return fmt.Errorf("token %d is cut inside a rune", i)
			}
		}
		at = t.End
	}
	next := int32(0)
	for i, s := range d.Sentences {
		if s.First != next || s.Last <= s.First {
			return fmt.Errorf("sentence %d holds tokens [%d,%d), after %d", i, s.First, s.Last, next)
		}
		next = s.Last
		if s.Span != d.SpanOf(int(s.First), int(s.Last)) {
			return fmt.Errorf("sentence %d has the wrong span", i)
		}
		if !d.Paragraphs[s.Paragraph].Contains(s.Span) {
			return fmt.Errorf("sentence %d leaves its paragraph", i)
		}
		for k := s.First; k < s.Last; k++ {
			if d.Tokens[k].Sentence != int32(i) {
				return fmt.Errorf("token %d does not know its sentence %d", k, i)
			}
		}
	}
	if int(next) != len(d.Tokens) {
		return fmt.Errorf("%d tokens, %d in sentences", len(d.Tokens), next)
	}
	return nil
}

// show writes a document as tokens with spaces between, joined tokens with a
// low line before them, a sentence a line.
func show(d *Document) string {
	var b strings.Builder
	for i, s := range d.Sentences {
		if i > 0 {
			b.WriteByte('\n')
		}
		for k := s.First; k < s.Last; k++ {
			if k > s.First {
				b.WriteByte(' ')
			}
			if d.Tokens[k].Flags&Joined != 0 {
				b.WriteByte('_')
			}
			b.WriteString(d.Form(int(k)))
		}
	}
	return b.String()
}

func TestTokens(t *testing.T) {
	f := func(in, want string) {
		t.Helper()
		d := New(in, nil)
		if err := check(d); err != nil {
			t.Errorf("%q: %v", in, err)
		}
		if got := show(d); got != want {
			t.Errorf("%q\n got %s\nwant %s", in, got, want)
		}
	}
	f("They don't say it's Lavrov’s.", "They do _n't say it _'s Lavrov _’s .")
	f("I can't, we won’t, she cannot; he'll've", "I ca _n't , we wo _n’t , she can _not ; he _'ll _'ve")
	f("It's gonna be fine.", "It _'s gon _na be fine .")
	f("the ministers' talks with O'Connor in N'Djamena", "the ministers _' talks with O'Connor in N'Djamena")
	f("a 15-year-old co-pilot re-elected in mid-August", "a 15 - year - old co-pilot re-elected in mid-August")
	f("Russian-Tajik ties, a UN-backed anti-terror deal", "Russian - Tajik ties , a UN - backed anti-terror deal")
	f("a $5 note, US$3.4bn, €20m and RM1.2 billion", "a $ 5 note , US$ 3.4 bn , € 20 m and RM 1.2 billion")
	f("Sales rose 7.5% to 1,200,000 at 7:30pm on 9/11.", "Sales rose 7.5 % to 1,200,000 at 7:30 pm on 9/11 .")
	f("The 20th of the 1990s, the '90s, won 3-2 in 2003-2004", "The 20th of the 1990s , the '90s , won 3 - 2 in 2003 - 2004")
	f("No. 5 of the U.S. list, J. K. Moss and Mr. A. B. Lo, Ph.D.", "No. 5 of the U.S. list , J. K. Moss and Mr. A. B. Lo , Ph.D.")
	f("See www.example.org/a_b?c=1, or write to a.b-c@example.co.uk.", "See www.example.org/a_b?c=1 , or write to a.b-c@example.co.uk .")
	f("(http://example.org/x_(y)) #Budget @desk :-)", "( http://example.org/x_(y) ) #Budget @desk :-)")
	f("Wait... what?! no—never -- “yes” ‘no’", "Wait ... what ?! no — never -- “ yes ” ‘ no ’")
	f("MOSCOW —— The talks", "MOSCOW —— The talks")
	f("AT&T and R&D and/or 2012-04-23, +992 37 221-1234", "AT&T and R&D and / or 2012-04-23 , +992 37 221-1234")
	f("Café Müller, Łódź, Україна и Москва", "Café Müller , Łódź , Україна и Москва")
	f("He \"[...] left\" at -5 degrees", "He \" [...] left \" at -5 degrees")
	f("do n't , he 's here", "do n't , he 's here")
	f("im late, Ive lost alot, thats why; Im Ji-woo, IM me", "i _m late , I _ve lost a _lot , that _s why ; Im Ji - woo , IM me")
	f("its a shame its roof leaks, Its not-for-profit wing", "it _s a shame its roof leaks , Its not - for - profit wing")
	f("write to pat...@example.org in alt.gardens.roses, b/c of x 4-5512", "write to pat...@example.org in alt.gardens.roses , b/c of x 4-5512")
	f("Why.? No!. See plan (new).doc ----== Ads ==----", "Why .?\nNo !.\nSee plan ( new ) .doc ----== Ads ==----")
	f("Borg Ltd.. The end", "Borg Ltd. .\nThe end")
}

func TestSentences(t *testing.T) {
	f := func(in string, want int) {
		t.Helper()
		d := New(in, nil)
		if err := check(d); err != nil {
			t.Errorf("%q: %v", in, err)
		}
		if len(d.Sentences) != want {
			t.Errorf("%q: %d sentences, want %d:\n%s", in, len(d.Sentences), want, show(d))
		}
	}
	f("Mr. Lo met Gen. A. Brand in St. Moritz on Jan. 5. They spoke.", 2)
	f("He lives in the U.S. The firm is Borg Corp. It sells wood, etc. Nobody buys.", 4)
	f("The U.S. Army and Borg Corp. President Lo met at 5 p.m. EST on Monday.", 1)
	f("“We leave.” Minister Lo said on Monday.", 1)
	f("“We leave.” Minister Lo later resigned.", 2)
	f("“We leave,” he said. “All of us.” He wept.", 3)
	f("\"Why?\" asked Lo. \"Because.\" (He left.) The end", 4)
	f("It fell 3.5 percent... and rose. Then... The end came.", 3)
	f("Talks fail\n\nThe talks failed. 12 men left.", 3)
	f("1. Sign the form. 2. Send it.", 2)
	f("Is it No. 5? No. I mean six!", 3)
	f("Plan B. The others left. So did I. Then we slept.", 4)
	f("Lo (b. 1949) came. “A.B. Smith did not.”", 2)
	f("", 0)
	f(" \n\t ", 0)
}

// TestBreaks holds what was learned of informal text, and that plain prose is
// left alone.
func TestBreaks(t *testing.T) {
	if len(breaksFile) != breakRows {
		t.Fatalf("breaks.bin has %d rows", len(breaksFile))
	}
	f := func(in, want string) {
		t.Helper()
		d := New(in, nil)
		if err := check(d); err != nil {
			t.Errorf("%q: %v", in, err)
		}
		if got := show(d); got != want {
			t.Errorf("%q\n got %s\nwant %s", in, got, want)
		}
	}
	f("i went there twice. they have good bread. would go again!", "i went there twice .\nthey have good bread .\nwould go again !")
	f("Dana Whitfield 03/14/2001 09:12 AM Can you send me the new draft?", "Dana Whitfield\n03/14/2001 09:12 AM\nCan you send me the new draft ?")
	f("I will call you on Monday. Regards, Peter", "I will call you on Monday .\nRegards ,\nPeter")
	f("does anyone know a cheap hotel? i need two nights.", "does anyone know a cheap hotel ?\ni need two nights .")
	for _, s := range []string{
		"Officials in Oslo told Interior Minister Anna Berg that Norway, Sweden and Finland would sign in May 2004.",
		"The firm behind Quick! magazine said it would sue.",
		"He moved from St. Gallen to New York City, where Borg Corp. has its seat.",
		"“Where is it?” asked the judge.",
	} {
		if d := New(s, nil); len(d.Sentences) != 1 {
			t.Errorf("%q: %s", s, show(d))
		}
	}
}

func TestLead(t *testing.T) {
	s := "OSLO, May 3 (Nord) -- Rain fell. It was cold."
	d := New(s, []Paragraph{{Span: Span{0, uint32(len(s))}, Lead: 21}})
	if err := check(d); err != nil {
		t.Fatal(err)
	}
	want := "OSLO , May 3 ( Nord ) --\nRain fell .\nIt was cold ."
	if got := show(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFlags(t *testing.T) {
	d := New("He said: “We (the UN) go,” then 'no'.", nil)
	var got []string
	for i, tok := range d.Tokens {
		mark := ""
		for _, m := range []struct {
			f Flags
			s string
		}{{Quoted, "q"}, {InBracket, "b"}, {Capital, "C"}, {AllCaps, "A"}, {SpaceAfter, "_"}} {
			if tok.Flags&m.f != 0 {
				mark += m.s
			}
		}
		got = append(got, d.Form(i)+"/"+mark)
	}
	want := "He/C_ said/ :/_ “/ We/qC_ (/q the/qb_ UN/qbCA )/q_ go/q ,/q ”/_ then/_ '/ no/q '/ ./_"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

func TestParagraphs(t *testing.T) {
	f := func(in string, want ...string) {
		t.Helper()
		var got []string
		for _, p := range Paragraphs(in) {
			got = append(got, in[p.Start:p.End])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	f("a\n\n b \r\n\r\nc", "a", "b", "c")
	f("Headline\nA second line that is short\nA third", "Headline", "A second line that is short", "A third")
	wrapped := "The quick brown fox jumps over the lazy dog and\nruns away from it as fast as its legs can carry\nit home.\nNew one."
	f(wrapped, wrapped[:len(wrapped)-9], "New one.")
}

func TestVocabulary(t *testing.T) {
	s, err := LoadSplitter()
	if err != nil {
		t.Fatal(err)
	}
	if len(s.v.forms) < 1000 || len(s.v.splits) < 100 {
		t.Errorf("%d forms, %d of them cut", len(s.v.forms), len(s.v.splits))
	}
}

// TestLinear sees to it that no text makes the splitter slow: long runs of
// one thing are read about as fast as prose.
func TestLinear(t *testing.T) {
	size := 1 << 20
	if testing.Short() {
		size = 1 << 18
	}
	for _, unit := range []string{"a", "a ", "-", "1-", "a-", "a.", ".", "'", "x'", "\"", "(", "\xff", "é", "日", "http://", "a@", "1.", "1/", "No. ", " ", "A. ", "“a”", "Mr.", "$1", ":)", "‘a’ s’ "} {
		s := strings.Repeat(unit, size/len(unit))
		begin := time.Now()
		d := New(s, nil)
		if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("%q repeated: %v", unit, took)
		}
		if size < 1<<20 || unit == "\"" {
			if err := check(d); err != nil {
				t.Errorf("%q repeated: %v", unit, err)
			}
		}
	}
}

func FuzzNew(f *testing.F) {
	for _, s := range []string{"", "a", "don't", "“No.” he said.", "\xff\xfe", "U.S.-led 5p.m. $3", "’tis '90s rock'n'roll", "a@b.c http://x", "1-2-3-4/5.6:7", "‘’“”«»", "(b. 1) [1] [...]", "...?!", "Ph.D. J.K.R. i.e. A.", "\u00a0\u2028\u200b"} {
		f.Add(s)
	}
	for i, s := range shared.Wire(f) {
		f.Add(mutate.Text(s, uint64(i)))
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, s := range [...]string{s, mutate.Text(s, uint64(len(s)))} {
			if err := check(New(s, nil)); err != nil {
				t.Fatalf("%q: %v", s, err)
			}
		}
	})
}

func BenchmarkNew(b *testing.B) {
	s := strings.Repeat("Officials in Oslo said on Monday that the U.S.-backed plan, worth $3.5 million, wouldn't be signed before May 5. “We don't know,” said A. B. Lo, a spokesman.\n\n", 60)
	p := NewSplitter()
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		p.Document(s, nil)
	}
}
