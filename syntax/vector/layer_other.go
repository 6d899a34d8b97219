//go:build !amd64

package vector

func sum(level, []int16, string, int16, []int16, []int16) int { return 0 }
func gelu(level, []int16) int                                 { return 0 }

func moments(_ level, x, y []int16, by int16) squares { return momentsGo(x, y, by) }

func (n *Norm) scale(_ level, x []int16, mean, by float32) { n.scaleGo(x, 0, mean, by) }
