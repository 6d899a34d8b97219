#include "textflag.h"

// func addBytes256(out *int16, row *byte, n int)
// n is a multiple of 16, and not 0.
TEXT ·addBytes256(SB), NOSPLIT, $0-24
	MOVQ out+0(FP), DI
	MOVQ row+8(FP), SI
	MOVQ n+16(FP), CX
addloop:
	VPMOVSXBW (SI), Y0
	VPADDW (DI), Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $16, SI
	ADDQ $32, DI
	SUBQ $16, CX
	JNZ  addloop
	VZEROUPPER
	RET

// func tanh256(x *int16, n int)
// n is a multiple of 16, and not 0.
TEXT ·tanh256(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	VPCMPEQW Y3, Y3, Y3
	VPSRLW $1, Y3, Y3  // 32767
	VPCMPEQW Y4, Y4, Y4
	VPSRLW $15, Y4, Y4
	VPSLLW $13, Y4, Y4 // 8192
	VPXOR Y5, Y5, Y5
	VPSUBW Y4, Y5, Y5  // -8192
tanhloop:
	VMOVDQU (DI), Y0
	VPMINSW Y4, Y0, Y0
	VPMAXSW Y5, Y0, Y0
	VPABSW Y0, Y1
	VPADDSW Y1, Y1, Y1
	VPSUBSW Y1, Y3, Y1
	VPMULHRSW Y1, Y0, Y0
	VPADDSW Y0, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $32, DI
	SUBQ $16, CX
	JNZ  tanhloop
	VZEROUPPER
	RET
