package syntax

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/eval/treebank"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

func TestExpDev(t *testing.T) {
	t0 := time.Now()
	p, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	t.Log("load", time.Since(t0))
	for _, name := range []string{"ewt", "gum"} {
		b, _ := os.ReadFile("/work/shared/data/treebanks/" + name + "-dev.conllu")
		gold, _ := conllu.ReadAll(strings.NewReader(string(b)))
		sys, _ := conllu.ReadAll(strings.NewReader(string(b)))
		t0 := time.Now()
		for i := 0; i < len(sys); i += 20 {
			part := sys[i:min(i+20, len(sys))]
			d := conllu.Document(part)
			p.Parse(d)
			conllu.Fill(part, d)
		}
		t.Log(treebank.Compare(gold, sys), time.Since(t0))
		f, _ := os.Create("/tmp/" + name + ".sys.conllu")
		w := bufio.NewWriter(f)
		conllu.Write(w, sys)
		w.Flush()
		f.Close()
	}
}

func TestExpSpeed(t *testing.T) {
	p, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	f, _ := os.Open("/work/shared/data/bench/text.jsonl")
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<22)
	var docs []*text.Document
	n := 0
	for in.Scan() {
		var x struct{ Text string }
		json.Unmarshal(in.Bytes(), &x)
		var ss []*conllu.Sentence
		for _, s := range strings.Split(x.Text, ". ") {
			c := &conllu.Sentence{}
			for _, w := range strings.Fields(strings.NewReplacer(",", " ,", "'s", " 's").Replace(s)) {
				c.Words = append(c.Words, conllu.Word{Form: w})
			}
			c.Words = append(c.Words, conllu.Word{Form: "."})
			ss = append(ss, c)
		}
		d := conllu.Document(ss)
		docs = append(docs, d)
		n += len(d.Tokens)
	}
	for range 2 {
		t0 := time.Now()
		for _, d := range docs {
			p.Parse(d)
		}
		el := time.Since(t0)
		t.Logf("%d tokens %v %.0f/s", n, el, float64(n)/el.Seconds())
	}
}
