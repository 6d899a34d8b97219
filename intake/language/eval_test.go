package language

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/internal/shared"
)

// lines calls use with each line of a packed file of the development data.
func lines(t *testing.T, name string, use func(string)) {
	t.Helper()
	f, err := os.Open(shared.Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<22)
	for sc.Scan() {
		use(sc.Text())
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
}

// little are the words that telegrams leave out.
const little = "the of and to in that for is on was with as by at from it he has be are his have an a which this not were had their they but will its been would who or i you we my your our us do did so she her them than then there if when what can could may should must about into over after"

// TestEnglish holds running English, in letters and capitals and as telegrams,
// to be taken for English. What the corpus has in other languages is taken
// for that by every form of it.
func TestEnglish(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	drop := map[string]bool{}
	for w := range strings.FieldsSeq(little) {
		drop[w] = true
	}
	n, all, foreign, lost, telegrams := 0, 0, 0, 0, 0
	lines(t, "data/raw/news.txt.gz", func(line string) {
		if n++; n%20 != 0 || line == "" {
			return
		}
		all++
		if Of(line, "").Code != "en" {
			foreign++
			t.Logf("not in English: %.80s", line)
			return
		}
		if g := Of(strings.ToUpper(line), ""); g.Code != "en" {
			lost++
			t.Errorf("in capitals %+v: %.100s", g, line)
		}
		var kept []string
		for w := range strings.FieldsSeq(line) {
			if !drop[strings.ToLower(strings.Trim(w, `,."'`))] {
				kept = append(kept, w)
			}
		}
		if Of(strings.ToUpper(strings.Join(kept, " ")), "").Code != "en" {
			telegrams++
		}
	})
	t.Logf("%d paragraphs, %d of them not in English; %d lost in capitals, %d as telegrams", all, foreign, lost, telegrams)
	if foreign*1000 > all || telegrams*500 > all {
		t.Errorf("%d and %d are too many", foreign, telegrams)
	}
	stories := 0
	lines(t, "data/wire/fbis-dev.jsonl.gz", func(line string) {
		var s struct {
			Text string `json:"text"`
		}
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		stories++
		if g := Of(s.Text, ""); g.Code != "en" || !g.Sure {
			t.Errorf("%+v: %.100s", g, s.Text)
		}
	})
	t.Logf("%d stories of the wire", stories)
}
