package fact

import (
	"strings"
	"testing"
)

func TestCalled(t *testing.T) {
	text := "Rebels fought the army; Colombian police came."
	at := func(a, b int) *Span { return &Span{a, b} }
	for _, c := range []struct {
		p    Party
		want string
	}{
		{Party{Code: "COL", Span: at(18, 22)}, "army (Colombia)"},
		{Party{Code: "UNK", Span: at(18, 22)}, "army"},
		{Party{Code: "COL", Span: at(24, 33)}, "Colombia"}, // a demonym is the country
		{Party{Code: "COL"}, "Colombia"},
		{Party{Code: "COL", Span: at(40, 900)}, "Colombia"},
	} {
		if got := c.p.Called(text, "Colombia"); got != c.want {
			t.Errorf("%+v: %q, want %q", c.p, got, c.want)
		}
	}
}

// TestCalledWithArticle: an article belongs to the name that it stands before,
// and not to a country's that is the end of a longer one.
func TestCalledWithArticle(t *testing.T) {
	text := "So the Republic of Chad and the Gambia wrote; the Chadian Foreign Ministry, and Togo, knew of it."
	for _, c := range []struct {
		kind        EntityKind
		name, words string
		want        string
	}{
		{Country, "Chad", "Republic of Chad", "Chad"},
		{Country, "Chad", "the Republic of Chad", "Chad"},
		{Country, "Gambia", "Gambia", "the Gambia"},
		{Country, "Gambia", "the Gambia", "the Gambia"},
		{Organization, "Foreign Ministry", "Chadian Foreign Ministry", "the Foreign Ministry"},
		{Country, "Togo", "Togo", "Togo"},
	} {
		at := strings.Index(text, c.words)
		e := Entity{Kind: c.kind, Name: c.name, Mentions: []Mention{{Start: at, End: at + len(c.words), Kind: Name}}}
		if got := e.Called(text); got != c.want {
			t.Errorf("%s as %q is called %q, not %q", c.name, c.words, got, c.want)
		}
	}
}
