package address

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestShown(t *testing.T) {
	for in, want := range map[string]string{
		"https://wire.example/a":                                  "https://wire.example/a",
		"http://ines:pw@wire.example:8080/a?b=c#d":                "http://wire.example:8080/a?b=c#d",
		"https://ines@wire.example/":                              "https://wire.example/",
		"https://:pw@wire.example/":                               "https://wire.example/",
		"https://wire.example/a?id=7&token=x&page=2":              "https://wire.example/a?id=7&page=2",
		"https://wire.example/a?Access%5FToken=x":                 "https://wire.example/a",
		"https://wire.example/a?API_KEY=x&q=a%20b+c&z":            "https://wire.example/a?q=a%20b+c&z",
		"https://wire.example/a?tokens=3&id=token":                "https://wire.example/a?tokens=3&id=token",
		"https://wire.example/a?sid=3&key=4":                      "https://wire.example/a?sid=3&key=4",
		"https://wire.example/a#access_token=x&state=y":           "https://wire.example/a#state=y",
		"https://wire.example/a#item-7":                           "https://wire.example/a#item-7",
		"https://s3.example/f?X-Amz-Signature=1&X-Amz-Date=2":     "https://s3.example/f?X-Amz-Date=2",
		"https://ines:pw%zz@wire.example/":                        "",
		"":                                                        "",
		"https://wire.example/путь?q=слово":                       "https://wire.example/путь?q=слово",
		"https://wire.example/a?next=https://ines:pw@b.example/x": "https://wire.example/a?next=https://ines:pw@b.example/x",
	} {
		if got := Shown(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestSecretNames(t *testing.T) {
	var names []string
	for line := range strings.Lines(secret) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			names = append(names, line)
		}
	}
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) || len(names) < 10 {
		t.Error("the names must be sorted, each once")
	}
	for _, n := range names {
		if n == "" || n != strings.ToLower(n) {
			t.Errorf("%q: a name in lower case", n)
		}
	}
}

// FuzzShown: whatever comes in, no user comes out, and what came out once
// stays as it is.
func FuzzShown(f *testing.F) {
	f.Add("https://a:b@c/d?token=e#f")
	f.Add("//a@b")
	f.Add("//a@//b@c")
	f.Fuzz(func(t *testing.T, s string) {
		out := Shown(s)
		u, err := url.Parse(out)
		if err != nil || u.User != nil {
			t.Fatalf("%q became %q: %v", s, out, err)
		}
		if again := Shown(out); again != out {
			t.Fatalf("%q became %q and then %q", s, out, again)
		}
	})
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"https://Wire.example/a?utm_source=rss&id=7&utm_Medium=feed#top": "https://wire.example/a?id=7",
		"https://wire.example:443/a?fbclid=x":                            "https://wire.example/a",
		"http://wire.example:8080/a?gclid=1&q=a%20b&z":                   "http://wire.example:8080/a?q=a%20b&z",
		"https://ines:pw@wire.example/a?token=x&xtor=RSS-1":              "https://wire.example/a",
		"https://wire.example":                                           "https://wire.example/",
		"https://wire.example/a?ref=7&cid=8&source=9":                    "https://wire.example/a?ref=7&cid=8&source=9",
		"https://wire.example/#!/story/7":                                "https://wire.example/#!/story/7",
		"https://wire.example/a?utmost=1":                                "https://wire.example/a?utmost=1",
		"mailto:ines@wire.example":                                       "",
		"/a?b":                                                           "",
		"":                                                               "",
	} {
		if got := Canonical(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestTrackingNames(t *testing.T) {
	var names []string
	for line := range strings.Lines(tracking) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			names = append(names, line)
		}
	}
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) || len(names) < 20 {
		t.Error("the names must be sorted, each once")
	}
}

// FuzzCanonical: what came out once stays as it is.
func FuzzCanonical(f *testing.F) {
	f.Add("https://a.example:443/b?utm_x=1&c=%41#d")
	f.Fuzz(func(t *testing.T, s string) {
		out := Canonical(s)
		if again := Canonical(out); again != out {
			t.Fatalf("%q became %q and then %q", s, out, again)
		}
	})
}
