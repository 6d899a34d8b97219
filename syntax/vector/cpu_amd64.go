package vector

func cpuid(leaf, sub uint32) (a, b, c, d uint32)
func xgetbv() uint32

// detect asks the processor, and the operating system by way of XGETBV, which
// instructions may be used (Intel SDM vol. 1, 14.3 and 15.2).
func detect() level {
	top, _, _, _ := cpuid(0, 0)
	if top < 7 {
		return scalar
	}
	_, _, c1, _ := cpuid(1, 0)
	const osxsave, avx, fma = 1 << 27, 1 << 28, 1 << 12
	if c1&osxsave == 0 || c1&avx == 0 || c1&fma == 0 {
		return scalar
	}
	state := xgetbv()
	_, b7, c7, _ := cpuid(7, 0)
	const avx2, f512, bw512, vl512, vnni = 1 << 5, 1 << 16, 1 << 30, 1 << 31, 1 << 11
	if state&6 != 6 || b7&avx2 == 0 {
		return scalar
	}
	const all = f512 | bw512 | vl512
	if state&0xe6 == 0xe6 && b7&all == all && c7&vnni != 0 {
		return avx512
	}
	if vnni256() {
		return avxvnni
	}
	return avx256
}

// vnni256 reports whether the processor has AVX-VNNI, which some with AVX-512
// lack. It has to have leaf 7.
func vnni256() bool {
	last, _, _, _ := cpuid(7, 0)
	if last < 1 {
		return false
	}
	a, _, _, _ := cpuid(7, 1)
	return a&(1<<4) != 0
}
