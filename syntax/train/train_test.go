package train

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/text"
)

// tiny writes a treebank of invented sentences.
func tiny(t *testing.T, dir string) Corpora {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 1))
	nouns, verbs := []string{"ship", "bank", "river", "minister", "market"}, []string{"sees", "likes", "holds"}
	var b strings.Builder
	for i := range 60 {
		n := func() string { return nouns[rng.IntN(len(nouns))] }
		v := verbs[rng.IntN(len(verbs))]
		fmt.Fprintf(&b, "# sent_id = s%d\n1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\t%s\t_\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n3\t%s\t_\tVERB\tVBZ\t_\t0\troot\t_\t_\n4\tOslo\tOslo\tPROPN\tNNP\t_\t3\tobj\t_\t_\n\n", i, n(), v)
	}
	file := filepath.Join(dir, "tiny.conllu")
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(b.String(), "\t_\tNOUN", "\tx\tNOUN")), 0o644); err != nil {
		t.Fatal(err)
	}
	return Corpora{Train: []string{file}, Dev: []string{file}}
}

func tinySettings() Settings {
	set := Defaults()
	set.Config = model.Config{Embed: 32, Width: 64, Layers: 2, Arc: 32, Label: 32, Tag: 32, Words: 64, Buckets: 256}
	set.Epochs, set.Batch = 12, 64
	return set
}

// TestSameBytesOnAnyCores: the weight file depends on the seed alone.
func TestSameBytesOnAnyCores(t *testing.T) {
	var files [][]byte
	for _, cores := range []int{1, 2, 4} {
		old := runtime.GOMAXPROCS(cores)
		dir := t.TempDir()
		err := Run(tiny(t, dir), tinySettings(), filepath.Join(dir, "w.bin"), false, io.Discard)
		runtime.GOMAXPROCS(old)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(dir, "w.bin"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, b)
	}
	if !bytes.Equal(files[0], files[1]) || !bytes.Equal(files[0], files[2]) {
		t.Fatal("the number of cores changes the weights")
	}
}

// TestLearns: a tiny treebank is learned by heart.
func TestLearns(t *testing.T) {
	dir := t.TempDir()
	set := tinySettings()
	set.Epochs = 100
	d, err := load(tiny(t, dir), &set, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	n := newNet(set.Config, 1)
	fit(n, d, &set, io.Discard)
	s := evaluate(n, newPasses(n, 1, nil)[0], d.dev[0])
	if rate(s.las, s.words) < 99 || rate(s.tag, s.words) < 99 {
		t.Fatalf("LAS %.1f, XPOS %.1f", rate(s.las, s.words), rate(s.tag, s.words))
	}
}

// TestSlopes holds gradients of the whole network against differences.
func TestSlopes(t *testing.T) {
	dir := t.TempDir()
	set := tinySettings()
	d, err := load(tiny(t, dir), &set, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	n := newNet(set.Config, 3)
	p := newPasses(n, 1, &[5]float32{})[0]
	loss := func() float64 {
		p.loss = [5]float64{}
		p.load(d.train[:5])
		p.parse(1)
		return arcWeight*p.loss[0] + depWeight*p.loss[1] + tagWeight*p.loss[2] + posWeight*p.loss[3]
	}
	rng := rand.New(rand.NewPCG(2, 2))
	for _, x := range n.Dense {
		if x.Name == "wm" || x.Name == "bm" {
			continue
		}
		for range 4 {
			k := rng.IntN(len(x.W))
			for _, y := range n.Dense {
				clear(y.G[0])
			}
			loss()
			got := float64(x.G[0][k])
			const h = 2e-3
			w := x.W[k]
			x.W[k] = w + h
			up := loss()
			x.W[k] = w - h
			down := loss()
			x.W[k] = w
			if want := (up - down) / (2 * h); math.Abs(got-want) > 0.05*math.Abs(want)+0.02 {
				t.Errorf("%s[%d]: slope %.4f, differences say %.4f", x.Name, k, got, want)
			}
		}
	}
}

func TestMentionLabels(t *testing.T) {
	in := "1\tPresident\t_\tPROPN\tNNP\t_\t3\tobl\t_\tEntity=(1-person-new\n" +
		"2\tMary\t_\tPROPN\tNNP\t_\t1\tflat\t_\t_\n" +
		"3\tleft\t_\tVERB\tVBD\t_\t0\troot\t_\tEntity=1)\n" +
		"4\tthe\t_\tDET\tDT\t_\t5\tdet\t_\tEntity=(2-organization-new\n" +
		"5\tBank\t_\tPROPN\tNNP\t_\t3\tobj\t_\t_\n" +
		"6\tof\t_\tADP\tIN\t_\t7\tcase\t_\t_\n" +
		"7\tFara\t_\tPROPN\tNNP\t_\t5\tnmod\t_\tEntity=(3-place-new)2)\n" +
		"8\ttown\t_\tNOUN\tNN\t_\t3\tobl\t_\tEntity=(4-place-new)\n\n"
	s, err := conllu.ReadAll(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	// the person's mention is not headed by a name here: left is its head
	want := []text.Ent{0, 0, 0, 0, text.BeginOrganization, text.InOrganization, text.InOrganization, 0}
	for i, e := range MentionLabels(s[0]) {
		if text.Ent(e) != want[i] {
			t.Errorf("%s: %v, want %v", s[0].Words[i].Form, text.Ent(e), want[i])
		}
	}
}
