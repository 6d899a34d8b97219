package stories

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/read"
)

// source is a story's text, with what is needed to find a Place in it.
type source struct {
	text  string
	day   calendar.Day
	first int      // number of the first line
	lines []string // in order
}

// Texts returns the texts of stories of the development data, by their ids, and
// the days of those that have one.
func Texts(data string, ids []string) (map[string]string, map[string]calendar.Day, error) {
	var labels []Label
	for _, id := range ids {
		labels = append(labels, Label{Story: id})
	}
	all, err := sources(data, labels)
	if err != nil {
		return nil, nil, err
	}
	texts, days := map[string]string{}, map[string]calendar.Day{}
	for id, s := range all {
		texts[id], days[id] = s.text, s.day
	}
	return texts, days, nil
}

// sources reads the texts of the labelled stories from the folder of the
// development data: raw/news.txt.gz and wire/fbis-dev.jsonl.gz in data.
func sources(data string, labels []Label) (map[string]*source, error) {
	out := map[string]*source{}
	for _, l := range labels {
		out[l.Story] = &source{}
	}
	if err := unzip(filepath.Join(data, "raw", "news.txt.gz"), func(r io.Reader) error { return rawTexts(r, out) }); err != nil {
		return nil, err
	}
	if err := unzip(filepath.Join(data, "wire", "fbis-dev.jsonl.gz"), func(r io.Reader) error { return wireTexts(r, out) }); err != nil {
		return nil, err
	}
	for id, s := range out {
		if s.text == "" {
			return nil, fmt.Errorf("story %s is not in %s", id, data)
		}
	}
	return out, nil
}

func unzip(name string, read func(io.Reader) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := read(z); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// rawTexts takes the stories raw:FIRST-LAST, a paragraph a line.
func rawTexts(r io.Reader, out map[string]*source) error {
	at := map[int]*source{}
	for id, s := range out {
		var first, last int
		if _, err := fmt.Sscanf(id, "raw:%d-%d", &first, &last); err != nil {
			continue
		}
		s.first = first
		for n := first; n <= last; n++ {
			at[n] = s
		}
	}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<22)
	for n := 1; in.Scan(); n++ {
		if s := at[n]; s != nil {
			s.lines = append(s.lines, in.Text())
			s.text = strings.Join(s.lines, "\n\n")
		}
	}
	return in.Err()
}

// wireTexts takes the stories of lines {"id","date","text"}.
func wireTexts(r io.Reader, out map[string]*source) error {
	d := json.NewDecoder(r)
	for d.More() {
		var x struct{ ID, Date, Text string }
		if err := d.Decode(&x); err != nil {
			return err
		}
		s := out[x.ID]
		if s == nil {
			continue
		}
		s.text, s.first, s.lines = x.Text, 1, strings.Split(x.Text, "\n")
		if x.Date != "" {
			day, err := calendar.Parse(x.Date)
			if err != nil {
				return fmt.Errorf("%s: %w", x.ID, err)
			}
			s.day = day
		}
	}
	return nil
}

// starts returns where each line of the source begins in the text of a
// reading, which may have been laid out anew; -1 where a line is not there.
func (s *source) starts(text string) []int {
	out := make([]int, len(s.lines))
	from := 0
	for i, l := range s.lines {
		out[i] = -1
		if at := strings.Index(text[from:], l); at >= 0 && l != "" {
			out[i] = from + at
			from += at + len(l)
		}
	}
	return out
}

// span turns a Place into bytes of the reading's text.
func (s *source) span(starts []int, p Place) (span, bool) {
	i := p[0] - s.first
	if i < 0 || i >= len(starts) || starts[i] < 0 {
		return span{}, false
	}
	return span{starts[i] + p[1], starts[i] + p[2]}, true
}

// each reads labelled stories, one by one, from the folder of the development data;
// explain: with what was noted on the way.
func each(ctx context.Context, l *line.Line, data string, labels []Label, explain bool, do func(*Label, *source, *read.Work) error) error {
	texts, err := sources(data, labels)
	if err != nil {
		return err
	}
	for i := range labels {
		src := texts[labels[i].Story]
		w, err := l.Work(ctx, l.Layout(src.text, src.day), explain)
		if err != nil {
			return err
		}
		if err := do(&labels[i], src, w); err != nil {
			return err
		}
	}
	return nil
}

// span is a half-open range of bytes.
type span struct{ start, end int }

func (a span) overlaps(b span) bool { return a.start < b.end && b.start < a.end }
