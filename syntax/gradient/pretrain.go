package gradient

import (
	"fmt"
	"io"
	"math/rand/v2"
	"time"
)

// Pretraining is what a run over raw text is told.
type Pretraining struct {
	Seed   uint64
	Epochs float64 // over the raw text
	Batch  int     // tokens a step
	Rate   float64 // Adam's, at its height, of table and encoder alike
	Decay  float64
}

// Pretrain trains table and encoder to guess hidden words of the text. It
// takes a quarter of the words, hides most of them, puts others in the place of
// some and leaves some as they are, and asks for all of them among the hidden
// words of the batch and others drawn from the text as often as they stand in
// it, so that the table learns how much likelier than by chance a word is in
// its place (Mikolov and others 2013; Devlin and others 2019). A tenth of the
// numbers are dropped everywhere in the encoder. The network must have had
// AddGuess, the text Number and at least one sentence. Each fiftieth of the way
// a line of progress goes to log: the loss in nats a word asked for.
func Pretrain(n *Net, raw *Raw, set Pretraining, log io.Writer) {
	passes := NewPasses(n, set.Seed+1000, &Rates{Input: 0.1, Layer: 0.1, Top: 0.1})
	rng := rand.New(rand.NewPCG(set.Seed, 11))
	order := rng.Perm(len(raw.Sents))
	total := set.Epochs * float64(raw.Words)
	var done float64
	at, began, next := 0, time.Now(), 0.02
	for done < total {
		var batch [Shards][][]int32
		sum := 0
		for s := range Shards {
			for part := 0; part < set.Batch/Shards; {
				if at == len(order) {
					at = 0
					rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
				}
				x := raw.Sents[order[at]]
				at++
				part += len(x)
				sum += len(x)
				batch[s] = append(batch[s], x)
			}
		}
		Both(func(s int) { passes[s].guessWords(raw, batch[s], 1/(hide*float32(sum))) })
		done += float64(sum)
		rate := Schedule(done/total, set.Rate, 0.02)
		n.Update(rate, rate, passes, set.Decay)
		if done/total > next {
			next += 0.02
			fmt.Fprintf(log, "pretraining %3.0f%% %s %s\n", 100*done/total, time.Since(began).Round(time.Second), guesses(passes))
		}
	}
}

// guesses tells the loss a hidden word, in nats, and the share guessed right
// since the last time.
func guesses(passes []*Pass) string {
	var loss float64
	right, count := 0, 0
	for _, p := range passes {
		m := &p.guesser
		loss += m.loss
		right, count = right+m.right, count+m.count
		m.loss, m.right, m.count = 0, 0, 0
	}
	if count == 0 {
		return "nothing to guess"
	}
	return fmt.Sprintf("loss %.3f right %.2f%%", loss/float64(count), 100*float64(right)/float64(count))
}
