package sqlite

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// A mark is a file beside the store that a program which makes readings holds
// locked. The lock ends with the program, however that ends, and what Go's
// runtime says as it ends the program is written into the file.
type mark struct {
	file *os.File
	id   string
}

// remove lets go of the mark: nothing is under way any more.
func (m *mark) remove() error {
	if m == nil {
		return nil
	}
	err := debug.SetCrashOutput(nil, debug.CrashOptions{})
	return errors.Join(err, m.file.Close(), os.Remove(m.file.Name()))
}

func (s *Store) markPath(id string) string { return s.path + "-reading-" + id }

// owner returns the name of this store's mark, which is made when it is first
// asked for: who only looks on needs none.
func (s *Store) owner() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.mark == nil {
		id := rand.Text()
		f, err := os.OpenFile(s.markPath(id), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return "", err
		}
		// Between the two another program may have taken the file for one
		// that was left behind: then there is a next.
		if held, err := hold(f); err != nil || !held {
			f.Close()
			if err != nil {
				return "", err
			}
			continue
		}
		if _, err := os.Stat(f.Name()); err != nil {
			f.Close()
			continue
		}
		if err := debug.SetCrashOutput(f, debug.CrashOptions{}); err != nil {
			f.Close()
			return "", err
		}
		s.mark = &mark{file: f, id: id}
	}
	return s.mark.id, nil
}

// ended returns the marks whose programs have ended, and what each said.
func (s *Store) ended() (map[string]string, error) {
	files, err := filepath.Glob(escapeGlob(s.markPath("")) + "*")
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, path := range files {
		running, err := isHeld(path)
		if errors.Is(err, fs.ErrNotExist) || running {
			continue
		}
		if err != nil {
			return nil, err
		}
		cause, err := causeIn(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		out[strings.TrimPrefix(path, s.markPath(""))] = cause
	}
	return out, nil
}

// escapeGlob keeps what a folder's name may hold from being read as a pattern.
func escapeGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "*", `\*`, "?", `\?`).Replace(path)
}

// mostCause bounds how much of a runtime's report is looked at, in bytes: what
// counts stands before the other goroutines' stacks.
const mostCause = 16 << 10

func causeIn(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, mostCause))
	return causeOf(strings.ToValidUTF8(string(b), "?")), err
}

// causeOf returns in a few words what a runtime's report says: what a panic
// was about, or what kind of error ended which function. The report has no
// line for the kind: a stack that overflowed and memory that ran out show by
// who asked for more.
func causeOf(report string) string {
	what, running := "fatal error", false
	for l := range strings.Lines(report) {
		if strings.HasPrefix(l, "\t") {
			continue // where the function of the line before stands
		}
		l = strings.TrimSpace(l)
		switch {
		case strings.HasPrefix(l, "panic: "):
			return l
		case strings.HasPrefix(l, "runtime.(*mheap)."):
			what = "out of memory"
		case strings.HasPrefix(l, "runtime.newstack("):
			what = "stack overflow"
		case strings.HasSuffix(l, "[running]:"):
			running = true
		case running && !strings.HasPrefix(l, "runtime."):
			return what + " in " + function(l)
		}
	}
	if report == "" {
		return ""
	}
	return what
}

// function returns the name from a line of a stack, without its arguments.
func function(l string) string {
	if at := strings.LastIndex(l, "("); at > 0 {
		return l[:at]
	}
	return l
}
