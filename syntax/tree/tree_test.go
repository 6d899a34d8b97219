package tree

import (
	"math/rand/v2"
	"testing"
)

// brute returns the best sum over all trees with one root.
func brute(score []int32, stride, n int) int64 {
	best := int64(-1 << 60)
	heads := make([]int32, n)
	var s Scratch
	var try func(i int)
	try = func(i int) {
		if i == n {
			roots, sum := 0, int64(0)
			for d, h := range heads {
				if h == 0 {
					roots++
				}
				sum += int64(score[d*stride+int(h)])
			}
			if roots == 1 && sum > best && s.acyclic(heads) {
				best = sum
			}
			return
		}
		for h := 0; h <= n; h++ {
			if h != i+1 {
				heads[i] = int32(h)
				try(i + 1)
			}
		}
	}
	try(0)
	return best
}

func TestBestTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var s Scratch
	for range 3000 {
		n := 1 + rng.IntN(6)
		stride := n + 1 + rng.IntN(3)
		score := make([]int32, n*stride)
		for i := range score {
			score[i] = int32(rng.IntN(40))
		}
		heads := make([]int32, n)
		s.Decode(score, stride, heads)
		sum, roots := int64(0), 0
		for d, h := range heads {
			sum += int64(score[d*stride+int(h)])
			if h == 0 {
				roots++
			}
		}
		if want := brute(score, stride, n); sum != want || roots != 1 || !s.acyclic(heads) {
			t.Fatalf("n=%d scores %v: heads %v sum %d, want %d", n, score, heads, sum, want)
		}
	}
}

func TestLargeTrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var s Scratch
	for range 20 {
		n := 250
		score := make([]int32, n*(n+1))
		for i := range score {
			score[i] = int32(rng.IntN(1000))
		}
		heads := make([]int32, n)
		s.Decode(score, n+1, heads)
		if !s.acyclic(heads) {
			t.Fatal("cycle")
		}
	}
}
