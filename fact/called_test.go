package fact

import "testing"

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
