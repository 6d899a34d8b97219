#include "textflag.h"

DATA ·gateConst+0(SB)/4, $0x3e800000 // 0.25
DATA ·gateConst+4(SB)/4, $0x3f000000 // 0.5
DATA ·gateConst+8(SB)/4, $0x3f800000 // 1
DATA ·gateConst+12(SB)/4, $0xbf800000 // -1
DATA ·gateConst+16(SB)/4, $0x40000000 // 2
DATA ·gateConst+20(SB)/4, $0x7fffffff
GLOBL ·gateConst(SB), RODATA, $24

// Z25 0.25, Z26 0.5, Z27 1, Z28 -1, Z29 2, Z30 mask of the sign
#define CONSTANTS \
	VBROADCASTSS ·gateConst+0(SB), Z25; \
	VBROADCASTSS ·gateConst+4(SB), Z26; \
	VBROADCASTSS ·gateConst+8(SB), Z27; \
	VBROADCASTSS ·gateConst+12(SB), Z28; \
	VBROADCASTSS ·gateConst+16(SB), Z29; \
	VBROADCASTSS ·gateConst+20(SB), Z30

// SIGMOID turns g into the gate; d becomes its slope.
#define SIGMOID(g, d) \
	VMULPS Z25, g, g; \
	VMINPS Z27, g, g; \
	VMAXPS Z28, g, g; \
	VPANDD Z30, g, d; \
	VMOVAPS d, Z31; \
	VFNMADD213PS Z27, Z26, Z31; \
	VFMADD213PS Z26, Z31, g; \
	VSUBPS d, Z27, d; \
	VMULPS Z25, d, d

// TANH leaves the squashed c in s and its slope in d.
#define TANH(c, s, d) \
	VMULPS Z26, c, s; \
	VMINPS Z27, s, s; \
	VMAXPS Z28, s, s; \
	VPANDD Z30, s, d; \
	VSUBPS d, Z29, Z31; \
	VMULPS Z31, s, s; \
	VSUBPS d, Z27, d

// func gateForward512(a *gateArgs)
TEXT ·gateForward512(SB), NOSPLIT, $0-8
	MOVQ a+0(FP), DX
	MOVQ 0(DX), SI   // u
	MOVQ 8(DX), AX   // x
	MOVQ 16(DX), DI  // y
	MOVQ 24(DX), BX  // c
	MOVQ 32(DX), R8  // f
	MOVQ 40(DX), R9  // r
	MOVQ 48(DX), R10 // vf
	MOVQ 56(DX), R11 // vr
	MOVQ 64(DX), R12 // b
	MOVQ 72(DX), R13 // ustep
	MOVQ 88(DX), CX  // lanes
	CONSTANTS
	VMOVUPS (R10), Z10
	VMOVUPS (R11), Z11
	VMOVUPS (R12), Z12
	VMOVUPS (R12)(CX*1), Z13
	VMOVUPS (R12)(CX*2), Z14
	MOVQ 80(DX), R10 // step
	MOVQ 96(DX), R11 // n
	VPXORQ Z0, Z0, Z0
forward:
	VADDPS (SI), Z12, Z1
	VADDPS (SI)(CX*1), Z13, Z2
	VADDPS (SI)(CX*2), Z14, Z3
	VFMADD231PS Z0, Z10, Z2
	VFMADD231PS Z0, Z11, Z3
	SIGMOID(Z2, Z4)
	SIGMOID(Z3, Z5)
	VSUBPS Z1, Z0, Z6
	VMOVAPS Z1, Z0
	VFMADD231PS Z6, Z2, Z0
	TANH(Z0, Z6, Z7)
	VMOVUPS (AX), Z8
	VSUBPS Z8, Z6, Z6
	VFMADD231PS Z6, Z3, Z8
	VMOVUPS Z8, (DI)
	VMOVUPS Z1, (SI)
	VMOVUPS Z4, (SI)(CX*1)
	VMOVUPS Z5, (SI)(CX*2)
	VMOVUPS Z0, (BX)
	VMOVUPS Z2, (R8)
	VMOVUPS Z3, (R9)
	ADDQ R13, SI
	ADDQ R10, AX
	ADDQ R10, DI
	ADDQ R10, BX
	ADDQ R10, R8
	ADDQ R10, R9
	DECQ R11
	JNZ  forward
	VZEROUPPER
	RET

#define SUM(reg, mem) \
	VADDPS mem, reg, reg; \
	VMOVUPS reg, mem

// func gateBack512(a *gateArgs)
// Pointers stand at the last token; step and ustep lead back.
TEXT ·gateBack512(SB), NOSPLIT, $0-8
	MOVQ a+0(FP), DX
	MOVQ 0(DX), SI   // u
	MOVQ 8(DX), AX   // x
	MOVQ 16(DX), DI  // dy
	MOVQ 24(DX), BX  // c
	MOVQ 32(DX), R8  // f
	MOVQ 40(DX), R9  // r
	MOVQ 48(DX), R10 // vf
	MOVQ 56(DX), R11 // vr
	MOVQ 72(DX), R13 // ustep
	MOVQ 88(DX), CX  // lanes
	MOVQ 104(DX), R12 // dx
	CONSTANTS
	VMOVUPS (R10), Z10
	VMOVUPS (R11), Z11
	MOVQ 80(DX), R10 // step
	MOVQ 96(DX), R11 // n
	VPXORQ Z0, Z0, Z0   // carry
	VPXORQ Z20, Z20, Z20
	VPXORQ Z21, Z21, Z21
	VPXORQ Z22, Z22, Z22
	VPXORQ Z23, Z23, Z23
	VPXORQ Z24, Z24, Z24
back:
	VPXORQ Z9, Z9, Z9 // the state before
	CMPQ R11, $1
	JEQ  first
	VMOVUPS (BX)(R10*1), Z9
first:
	VMOVUPS (BX), Z1
	TANH(Z1, Z2, Z3)
	VMOVUPS (DI), Z4 // d
	VMOVUPS (R9), Z5 // r
	VSUBPS (AX), Z2, Z2
	VMULPS Z4, Z2, Z2
	VMULPS (SI)(CX*2), Z2, Z2 // dr
	VMULPS Z5, Z4, Z5 // d*r
	VSUBPS Z5, Z4, Z4
	VADDPS (R12), Z4, Z4
	VMOVUPS Z4, (R12)
	VFMADD231PS Z5, Z3, Z0 // dc
	VSUBPS (SI), Z9, Z6
	VMULPS Z0, Z6, Z6
	VMULPS (SI)(CX*1), Z6, Z6 // df
	VMULPS (R8), Z0, Z7 // dc*f
	VSUBPS Z7, Z0, Z8 // dcand
	VMOVAPS Z7, Z0
	VFMADD231PS Z10, Z6, Z0
	VFMADD231PS Z11, Z2, Z0
	VFMADD231PS Z9, Z6, Z20
	VFMADD231PS Z9, Z2, Z21
	VADDPS Z8, Z22, Z22
	VADDPS Z6, Z23, Z23
	VADDPS Z2, Z24, Z24
	VMOVUPS Z8, (SI)
	VMOVUPS Z6, (SI)(CX*1)
	VMOVUPS Z2, (SI)(CX*2)
	ADDQ R13, SI
	ADDQ R10, AX
	ADDQ R10, DI
	ADDQ R10, BX
	ADDQ R10, R8
	ADDQ R10, R9
	ADDQ R10, R12
	DECQ R11
	JNZ  back
	MOVQ 112(DX), SI // gf
	MOVQ 120(DX), DI // gr
	MOVQ 64(DX), BX  // gb
	SUM(Z20, (SI))
	SUM(Z21, (DI))
	SUM(Z22, (BX))
	SUM(Z23, (BX)(CX*1))
	SUM(Z24, (BX)(CX*2))
	VZEROUPPER
	RET
