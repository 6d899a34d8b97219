package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func load(t *testing.T, file string, env, flags []string) (*Config, error) {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	path := ""
	if file != "" {
		path = filepath.Join(t.TempDir(), "dateline.toml")
		if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return Load(Sources{File: path, Env: env, Flags: flags})
}

func TestOrder(t *testing.T) {
	c, err := load(t, "listen = \"127.0.0.1:1\"\njobs = 3\n[fetch]\nprivate = true\nbytes = 4096\n",
		[]string{"DATELINE_JOBS=4", "DATELINE_LOG_LEVEL=warn", "DATELINE_OTHER=x", "PATH=/bin"},
		[]string{"log.level=error"})
	if err != nil {
		t.Fatal(err)
	}
	if c.Listen != "127.0.0.1:1" || c.Jobs != 4 || c.Log.Level != "error" || !c.Fetch.Private || c.Fetch.Bytes != 4096 {
		t.Errorf("got %+v", c)
	}
	want := map[string]string{"listen": "file ", "jobs": "environment DATELINE_JOBS", "log.level": "flag", "log.format": "default"}
	for _, s := range c.Settings() {
		if w, ok := want[s.Key]; ok && !strings.HasPrefix(s.Origin, w) {
			t.Errorf("%s comes from %q, want %q", s.Key, s.Origin, w)
		}
	}
}

func TestErrors(t *testing.T) {
	f := func(file string, env, flags []string, want string) {
		t.Helper()
		_, err := load(t, file, env, flags)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q in it", err, want)
		}
	}
	f("nonsense = 1", nil, nil, `there is no setting "nonsense"`)
	f("jobs = [1]", nil, nil, "want a string, a whole number")
	f("jobs = ", nil, nil, "dateline.toml")
	f("", []string{"DATELINE_JOBS=many"}, nil, "DATELINE_JOBS")
	f("", nil, []string{"jobs"}, "want KEY=VALUE")
	f("", nil, []string{"listen=here"}, "want HOST:PORT")
	f("", nil, []string{"names=https://user@wire.example"}, "is no name")
	f("", nil, []string{"names=*.wire.example"}, "is no name")
	f("names = [7]", nil, nil, "a list of strings")
	f("", nil, []string{"fetch.callback=wire.example"}, "want https://HOST")
	f("", nil, []string{"log.level=loud"}, "want one of debug")
	f("", nil, []string{"fetch.timeout=-1s"}, "want a length of time")
	f("", nil, []string{"sample=perhaps"}, "want true or false")
	f("", nil, []string{"data="}, "must not be empty")
	_, err := Load(Sources{File: filepath.Join(t.TempDir(), "none.toml")})
	if err == nil {
		t.Error("a named file that is not there is no error")
	}
}

// TestSecrets keeps what gives access out of what is printed.
func TestSecrets(t *testing.T) {
	c, err := load(t, "[secret]\nwire = \"basic ines:hush\"\n", nil, []string{"fetch.callback=https://wire.example/"})
	if err != nil {
		t.Fatal(err)
	}
	env := func(name string) (string, bool) { return "bearer " + name, name == "KEY" }
	for name, want := range map[string]string{"wire": "basic ines:hush", "env:KEY": "bearer KEY", "none": "", "env:NONE": ""} {
		if got, ok := c.Secret(name, env); ok != (want != "") || ok && got != want {
			t.Errorf("%s: %q, %v", name, got, ok)
		}
	}
	for _, s := range c.Settings() {
		if strings.Contains(s.Value, "hush") {
			t.Errorf("%s is printed", s.Key)
		}
	}
	if c.Fetch.Callback.String() != "https://wire.example" || len(c.Secrets()) != 1 {
		t.Errorf("%v, %v", c.Fetch.Callback, c.Secrets())
	}
}

// TestSender knows programs by their tokens, and prints none.
func TestSender(t *testing.T) {
	const token = "0123456789abcdef"
	c, err := load(t, "[push]\nnewsroom = \""+token+"\"\nother = \"env:KEY\"\nunset = \"env:NONE\"\n", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	env := func(name string) (string, bool) { return "fedcba9876543210", name == "KEY" }
	for sent, want := range map[string]string{token: "newsroom", "fedcba9876543210": "other", "": "", "env:KEY": "", token + "x": ""} {
		if got, ok := c.Sender(sent, env); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", sent, got, ok)
		}
	}
	for _, s := range c.Settings() {
		if strings.Contains(s.Value, token) {
			t.Errorf("%s is printed", s.Key)
		}
	}
	for flag, words := range map[string]string{"push.newsroom=short": "at least 16", "push.News Room=" + token: "small letters"} {
		if _, err := load(t, "", nil, []string{flag}); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v", flag, err)
		}
	}
}

// TestNames takes the names of the desk in the shapes that people write.
func TestNames(t *testing.T) {
	for name, file := range map[string]string{
		"a string": `names = "Wire.example, https://news.example , 10.0.0.7:8080,"`,
		"a list":   `names = ["wire.example", "https://news.example", "10.0.0.7:8080"]`,
	} {
		c, err := load(t, file, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range c.Settings() {
			if want := "wire.example,https://news.example,10.0.0.7:8080"; s.Key == "names" && s.Value != want {
				t.Errorf("%s: %q, want %q", name, s.Value, want)
			}
		}
	}
}

// TestDocumented fails where a setting is missing from the user's guide.
func TestDocumented(t *testing.T) {
	b, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(b)
	for _, s := range Default().Settings() {
		for _, name := range []string{"`" + s.Key + "`", "`" + EnvName(s.Key) + "`"} {
			if !strings.Contains(doc, name) {
				t.Errorf("docs/configuration.md does not tell of %s (%s)", name, s.Doc)
			}
		}
	}
}
