// Package config holds every setting of the program in one struct. Values are
// laid over each other in one order: defaults, the TOML file, the environment
// (DATELINE_…), flags; of each it is known where it comes from. What it does
// not do: reload while the program runs.
package config

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"github.com/datelinewire/dateline/internal/fault"
)

// Config is the effective configuration.
type Config struct {
	Data   string    // directory of the database
	Listen string    // address and port of the desk
	Names  []url.URL // further names that the desk answers to: hosts, with a port or a scheme where one was given
	Jobs   int       // stories read at a time; 0 means as many as there are cores
	Sample bool      // the sample wire is loaded when the desk starts with an empty record
	Log    Log
	Fetch  Fetch
	Limit  Limit

	origin  map[string]string
	secrets map[string]string // what gives access to sources, by name; never shown
	pushes  map[string]string // tokens of programs that send stories, by their names; never shown
}

// Log says what is logged and how.
type Log struct {
	Level  string // debug, info, warn or error
	Format string // text or json
}

// Fetch bounds what is fetched from the network.
type Fetch struct {
	Private bool          // loopback and private addresses are allowed
	Timeout time.Duration // for one address, all of it
	Bytes   int           // most bytes taken from one address
	Agent   string        // the User-Agent header
	// Of sources that are followed:
	Follow      bool          // serve asks them
	Pause       time.Duration // between two requests to one host
	Least, Most time.Duration // between two polls of a source without bounds of its own
	Callback    url.URL       // at which hubs reach the desk; zero: they are not asked
}

// Limit bounds what is taken in.
type Limit struct {
	Story  int           // most bytes of one story's text
	File   int           // most bytes of one file or paste
	Time   time.Duration // longest time for one story of up to 100,000 bytes, and as much again for each further
	Memory int           // most memory of a program that keeps a record, in megabytes
}

// Default returns the configuration where nobody said anything.
func Default() *Config {
	c := &Config{origin: map[string]string{}, secrets: map[string]string{}, pushes: map[string]string{}}
	c.Data = dataDir(os.Getenv, os.UserHomeDir)
	c.Listen = "127.0.0.1:7117"
	c.Sample = true
	c.Log = Log{Level: "info", Format: "text"}
	c.Fetch = Fetch{
		Timeout: 20 * time.Second, Bytes: 8 << 20, Agent: "Dateline/0 (+https://github.com/datelinewire/dateline)",
		Follow: true, Pause: 2 * time.Second, Least: 5 * time.Minute, Most: 12 * time.Hour,
	}
	c.Limit = Limit{Story: 2 << 20, File: 64 << 20, Time: 30 * time.Second, Memory: 4096}
	return c
}

// dataDir follows the XDG base directory specification.
func dataDir(env func(string) string, home func() (string, error)) string {
	if d := env("XDG_DATA_HOME"); filepath.IsAbs(d) {
		return filepath.Join(d, "dateline")
	}
	if h, err := home(); err == nil {
		return filepath.Join(h, ".local", "share", "dateline")
	}
	return "dateline-data"
}

// Setting is one line of the configuration as `dateline config` prints it.
type Setting struct {
	Key, Value, Origin, Doc string
}

// setting ties a key to its place in the struct.
type setting struct {
	key, doc string
	value    value
}

// settings lists every setting, in the order in which it is printed and
// documented.
func (c *Config) settings() []setting {
	return []setting{
		{"data", "directory of the database", (*stringValue)(&c.Data)},
		{"listen", "address and port at which the desk is served", (*addressValue)(&c.Listen)},
		{"names", "further names that the desk answers to, as a proxy's: HOST, HOST:PORT or https://HOST, parted by commas", (*namesValue)(&c.Names)},
		{"jobs", "stories read at a time; 0: as many as there are cores", &intValue{&c.Jobs, 0, 1024}},
		{"sample", "load the sample wire when the record is empty", (*boolValue)(&c.Sample)},
		{"log.level", "least level that is logged: debug, info, warn, error", &choiceValue{&c.Log.Level, []string{"debug", "info", "warn", "error"}}},
		{"log.format", "text for people, json for machines", &choiceValue{&c.Log.Format, []string{"text", "json"}}},
		{"fetch.private", "allow loopback and private addresses to be fetched", (*boolValue)(&c.Fetch.Private)},
		{"fetch.timeout", "longest time for one address, as 20s or 1m", (*durationValue)(&c.Fetch.Timeout)},
		{"fetch.bytes", "most bytes taken from one address", &intValue{&c.Fetch.Bytes, 1 << 10, 1 << 30}},
		{"fetch.agent", "User-Agent header of requests", (*stringValue)(&c.Fetch.Agent)},
		{"fetch.follow", "let serve ask the sources that are followed", (*boolValue)(&c.Fetch.Follow)},
		{"fetch.pause", "time between two requests to one host of sources", (*durationValue)(&c.Fetch.Pause)},
		{"fetch.least", "shortest time between two polls of a source that has none of its own", (*durationValue)(&c.Fetch.Least)},
		{"fetch.most", "longest time between two polls of a source that has none of its own", (*durationValue)(&c.Fetch.Most)},
		{"fetch.callback", "address at which hubs (WebSub) reach the desk, as https://wire.example; none: sources are polled only", (*originValue)(&c.Fetch.Callback)},
		{"limit.story", "most bytes of one story's text; what is longer is refused", &intValue{&c.Limit.Story, 1 << 10, 1 << 30}},
		{"limit.file", "most bytes of one file or paste; what is longer is refused", &intValue{&c.Limit.File, 1 << 10, 1 << 31}},
		{"limit.time", "longest time to read a story, and as much again for each 100,000 bytes; it is kept with what was found", (*durationValue)(&c.Limit.Time)},
		{"limit.memory", "most memory of serve and add, in megabytes; they end at it, and the next start sets the story aside", &intValue{&c.Limit.Memory, 256, 1 << 20}},
	}
}

// Sources say where Load looks beside the defaults.
type Sources struct {
	// File is a TOML file that must be there; where it is empty, dateline.toml
	// in the user's configuration directory is read if there is one.
	File string
	// Env are lines KEY=VALUE as os.Environ gives them.
	Env []string
	// Flags are lines KEY=VALUE in the order of the command line.
	Flags []string
}

// Load lays the sources over the defaults. Its error says which source is
// wrong, where, and what would be right.
func Load(s Sources) (*Config, error) {
	c := Default()
	if err := c.loadFile(s.File); err != nil {
		return nil, err
	}
	if err := c.loadEnv(s.Env); err != nil {
		return nil, err
	}
	for _, f := range s.Flags {
		k, v, ok := strings.Cut(f, "=")
		if !ok {
			return nil, invalid("--set "+f, "want KEY=VALUE")
		}
		if err := c.set(k, v, "flag", "--set "+k); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Settings returns every setting with its value and where it comes from.
func (c *Config) Settings() []Setting {
	all := c.settings()
	out := make([]Setting, len(all))
	for i, s := range all {
		out[i] = Setting{Key: s.key, Value: s.value.String(), Origin: c.origin[s.key], Doc: s.doc}
		if out[i].Origin == "" {
			out[i].Origin = "default"
		}
	}
	return out
}

func (c *Config) loadFile(path string) error {
	must := path != ""
	if !must {
		dir, err := os.UserConfigDir()
		if err != nil {
			return nil
		}
		path = filepath.Join(dir, "dateline", "dateline.toml")
	}
	b, err := os.ReadFile(path)
	if os.IsNotExist(err) && !must {
		return nil
	}
	if err != nil {
		return &fault.Error{Op: "read configuration", Kind: fault.KindOf(err), Err: err}
	}
	var tree map[string]any
	if err := toml.Unmarshal(b, &tree); err != nil {
		return invalid(path, "%v", err)
	}
	lines, err := flatten("", tree)
	if err != nil {
		return invalid(path, "%v", err)
	}
	for _, l := range lines {
		if err := c.set(l[0], l[1], "file "+path, path+": "+l[0]); err != nil {
			return err
		}
	}
	return nil
}

// flatten turns nested tables into dotted keys, sorted.
func flatten(prefix string, tree map[string]any) ([][2]string, error) {
	var out [][2]string
	for k, v := range tree {
		key := prefix + k
		switch v := v.(type) {
		case map[string]any:
			in, err := flatten(key+".", v)
			if err != nil {
				return nil, err
			}
			out = append(out, in...)
		case string, int64, bool:
			out = append(out, [2]string{key, fmt.Sprint(v)})
		case []any:
			s, ok := joined(v)
			if !ok {
				return nil, fmt.Errorf("%s: want a string, a whole number, true, false or a list of strings", key)
			}
			out = append(out, [2]string{key, s})
		default:
			return nil, fmt.Errorf("%s: want a string, a whole number, true, false or a list of strings", key)
		}
	}
	slices.SortFunc(out, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return out, nil
}

// joined writes a list of strings as one, parted by commas, and reports
// whether it is one.
func joined(list []any) (string, bool) {
	var all []string
	for _, v := range list {
		s, ok := v.(string)
		if !ok {
			return "", false
		}
		all = append(all, s)
	}
	return strings.Join(all, ","), true
}

const envPrefix = "DATELINE_"

// EnvName returns the environment variable of a setting: DATELINE_FETCH_BYTES
// for fetch.bytes.
func EnvName(key string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// secretPrefix is before the name of what gives access to a source.
const secretPrefix = "secret."

// Secret returns what gives access to a source, by the name that the source
// has for it: a setting secret.NAME, or after "env:" a variable as env looks
// it up.
func (c *Config) Secret(name string, env func(string) (string, bool)) (string, bool) {
	if variable, ok := strings.CutPrefix(name, "env:"); ok {
		return env(variable)
	}
	v, ok := c.secrets[name]
	return v, ok
}

// Secrets returns the names of what gives access, in their order.
func (c *Config) Secrets() []string { return slices.Sorted(maps.Keys(c.secrets)) }

// pushPrefix is before the name of a program that sends stories.
const pushPrefix = "push."

// leastToken is the fewest bytes of a token: fewer can be guessed.
const leastToken = 16

// addPush keeps a program's token, or the variable that holds it.
func (c *Config) addPush(name, v, where string) error {
	switch {
	case strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || len(name) > 40:
		return invalid(where, "a program's name has small letters, digits and hyphens, 40 at most")
	case !strings.HasPrefix(v, "env:") && len(v) < leastToken:
		return invalid(where, "a token has at least %d characters: `openssl rand -hex 20` makes one", leastToken)
	}
	c.pushes[name] = v
	return nil
}

// Sender returns the name of the program to which a token belongs. It takes as
// long whatever the token is.
func (c *Config) Sender(token string, env func(string) (string, bool)) (name string, ok bool) {
	sent := sha256.Sum256([]byte(token))
	for _, n := range slices.Sorted(maps.Keys(c.pushes)) {
		known := c.pushes[n]
		if variable, is := strings.CutPrefix(known, "env:"); is {
			set := false
			if known, set = env(variable); !set || len(known) < leastToken {
				continue
			}
		}
		sum := sha256.Sum256([]byte(known))
		if subtle.ConstantTimeCompare(sum[:], sent[:]) == 1 {
			name, ok = n, true
		}
	}
	return name, ok
}

// Pushes reports whether any program may send stories.
func (c *Config) Pushes() bool { return len(c.pushes) > 0 }

// loadEnv takes the variables that name a setting. Others that begin with
// DATELINE_ are left alone: tests and scripts have their own.
func (c *Config) loadEnv(env []string) error {
	for _, s := range c.settings() {
		name := EnvName(s.key)
		for _, line := range env {
			k, v, _ := strings.Cut(line, "=")
			if k != name {
				continue
			}
			if err := c.set(s.key, v, "environment "+name, name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Config) set(key, v, origin, where string) error {
	if name, ok := strings.CutPrefix(key, secretPrefix); ok && name != "" {
		c.secrets[name] = v
		return nil
	}
	if name, ok := strings.CutPrefix(key, pushPrefix); ok && name != "" {
		return c.addPush(name, v, where)
	}
	for _, s := range c.settings() {
		if s.key != key {
			continue
		}
		if err := s.value.Set(v); err != nil {
			return invalid(where, "%v", err)
		}
		c.origin[key] = origin
		return nil
	}
	return invalid(where, "there is no setting %q; `dateline config` lists them all", key)
}

func invalid(id, format string, args ...any) error {
	return &fault.Error{Op: "configuration", Kind: fault.Invalid, ID: id, Err: fmt.Errorf(format, args...)}
}
