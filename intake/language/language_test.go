package language

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"
)

//go:embed testdata/texts.txt
var texts string

func Example() {
	g := Of("Le ministre est arrivé à Bamako mercredi, a dit son bureau.", "en")
	fmt.Println(g.Code, Name(g.Code), g.Sure)
	// Output: fr French true
}

// TestOf: texts of many languages are told apart, or it is said that they are
// not; English is never lost, in capitals either.
func TestOf(t *testing.T) {
	right, unsure, all := 0, 0, 0
	for line := range strings.Lines(texts) {
		code, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		for _, text := range [...]string{text, strings.ToUpper(text)} {
			all++
			switch g := Of(text, ""); {
			case g.Code == code:
				right++
			case code == "en", g.Sure:
				t.Errorf("%s: %+v: %s", code, g, text)
			default:
				unsure++
				t.Logf("%s: unsure, %+v: %s", code, g, text)
			}
		}
	}
	t.Logf("%d of %d right, %d unsure, none wrong", right, all, unsure)
	if right*100 < all*93 {
		t.Errorf("%d of %d right is too few", right, all)
	}
}

// TestTold: the source's word counts where the text is silent or two languages
// hardly differ, and not against the text.
func TestTold(t *testing.T) {
	for _, c := range [...]struct{ text, told, want string }{
		{"The minister said that talks would go on in the spring.", "fr", "en"},
		{"Les ministres ont dit que les pourparlers continueraient au printemps.", "en", "fr"},
		{"Arvik", "sv", "sv"},
		{"Arvik", "", "en"},
		{"", "", "en"},
		{"", "de-AT", "de"},
		{"12:30", "no-NO", "no"},
		{"Stormen kommer", "nb", "no"},
		{"Arvik 2, Sund 1", "en_GB", "en"},
	} {
		if g := Of(c.text, c.told); g.Code != c.want {
			t.Errorf("%q, told %q: %+v, want %s", c.text, c.told, g, c.want)
		}
	}
}

// TestMixed: a text in two languages is not said to be in one.
func TestMixed(t *testing.T) {
	const english = "The two ministers said after their meeting that they would sign the accord in the spring, and that work on the bridge would begin at once."
	const french = "Les deux ministres ont déclaré après leur rencontre qu'ils signeraient l'accord au printemps et que les travaux du pont commenceraient aussitôt."
	for _, c := range [...]struct {
		text, code, also string
	}{
		{english + "\n\n" + english + "\n\n" + french, "en", "fr"},
		{french + "\n\n" + french + "\n\n" + english, "fr", "en"},
		{strings.Repeat(english+"\n\n", 8) + "« Nous sommes contents. »", "en", ""},
		{"俄罗斯外交部说，两国部长将在春天签署协议。 The two ministers said that they would sign the accord.", "zh", "en"},
	} {
		if g := Of(c.text, ""); g.Code != c.code || g.Also != c.also || g.Sure != (c.also == "") {
			t.Errorf("%+v, want %s and %q: %.60s", g, c.code, c.also, c.text)
		}
	}
}

// TestTables: each language that can be found has a name, each script is one.
func TestTables(t *testing.T) {
	tb := tables()
	for l := range tb.writes {
		if tb.called[l] == "" {
			t.Errorf("%s has no name", l)
		}
	}
	for s, l := range tb.scripts {
		if l != "" && tb.called[l] == "" {
			t.Errorf("%s, of %s, has no name", l, s)
		}
	}
	for _, s := range tb.ranges {
		if s.table == nil {
			t.Errorf("%s is no script", s.name)
		}
	}
}

func FuzzOf(f *testing.F) {
	for line := range strings.Lines(texts) {
		f.Add(line, "en")
	}
	f.Fuzz(func(t *testing.T, s, told string) {
		a := Of(s, told)
		if b := Of(s, told); a != b {
			t.Fatalf("%+v and %+v", a, b)
		}
		if a.Code == "" {
			t.Fatal("no code")
		}
	})
}
