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

// Eight times each number that the 256-bit gates need: they run out of
// registers for them.
#define EIGHT(name, value) \
	DATA name+0(SB)/4, value; \
	DATA name+4(SB)/4, value; \
	DATA name+8(SB)/4, value; \
	DATA name+12(SB)/4, value; \
	DATA name+16(SB)/4, value; \
	DATA name+20(SB)/4, value; \
	DATA name+24(SB)/4, value; \
	DATA name+28(SB)/4, value; \
	GLOBL name(SB), RODATA, $32

EIGHT(·gateQuarter, $0x3e800000)
EIGHT(·gateMinusQuarter, $0xbe800000)
EIGHT(·gateHalf, $0x3f000000)
EIGHT(·gateMinusHalf, $0xbf000000)
EIGHT(·gateOne, $0x3f800000)
EIGHT(·gateMinusOne, $0xbf800000)
EIGHT(·gateTwo, $0x40000000)
EIGHT(·gateSign, $0x7fffffff)

// SIGMOID256 turns g into the gate; d becomes its slope.
#define SIGMOID256(g, d) \
	VMULPS ·gateQuarter(SB), g, g; \
	VMINPS ·gateOne(SB), g, g; \
	VMAXPS ·gateMinusOne(SB), g, g; \
	VANDPS ·gateSign(SB), g, d; \
	VMULPS ·gateMinusHalf(SB), d, Y15; \
	VADDPS ·gateOne(SB), Y15, Y15; \
	VMULPS Y15, g, g; \
	VADDPS ·gateHalf(SB), g, g; \
	VMULPS ·gateMinusQuarter(SB), d, d; \
	VADDPS ·gateQuarter(SB), d, d

// TANH256 leaves the squashed c in s and its slope in d.
#define TANH256(c, s, d) \
	VMULPS ·gateHalf(SB), c, s; \
	VMINPS ·gateOne(SB), s, s; \
	VMAXPS ·gateMinusOne(SB), s, s; \
	VANDPS ·gateSign(SB), s, d; \
	VMULPS ·gateMinusOne(SB), d, Y15; \
	VADDPS ·gateTwo(SB), Y15, Y15; \
	VMULPS Y15, s, s; \
	VMULPS ·gateMinusOne(SB), d, d; \
	VADDPS ·gateOne(SB), d, d

// func gateForward256(a *gateArgs)
// One block of 8 lanes.
TEXT ·gateForward256(SB), NOSPLIT, $0-8
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
	VMOVUPS (R10), Y10
	VMOVUPS (R11), Y11
	VMOVUPS (R12), Y12
	VMOVUPS (R12)(CX*1), Y13
	VMOVUPS (R12)(CX*2), Y14
	MOVQ 80(DX), R10 // step
	MOVQ 96(DX), R11 // n
	VXORPS Y0, Y0, Y0
forward256:
	VADDPS (SI), Y12, Y1
	VADDPS (SI)(CX*1), Y13, Y2
	VADDPS (SI)(CX*2), Y14, Y3
	VFMADD231PS Y0, Y10, Y2
	VFMADD231PS Y0, Y11, Y3
	SIGMOID256(Y2, Y4)
	SIGMOID256(Y3, Y5)
	VSUBPS Y1, Y0, Y6
	VMOVAPS Y1, Y0
	VFMADD231PS Y6, Y2, Y0
	TANH256(Y0, Y6, Y7)
	VMOVUPS (AX), Y8
	VSUBPS Y8, Y6, Y6
	VFMADD231PS Y6, Y3, Y8
	VMOVUPS Y8, (DI)
	VMOVUPS Y1, (SI)
	VMOVUPS Y4, (SI)(CX*1)
	VMOVUPS Y5, (SI)(CX*2)
	VMOVUPS Y0, (BX)
	VMOVUPS Y2, (R8)
	VMOVUPS Y3, (R9)
	ADDQ R13, SI
	ADDQ R10, AX
	ADDQ R10, DI
	ADDQ R10, BX
	ADDQ R10, R8
	ADDQ R10, R9
	DECQ R11
	JNZ  forward256
	VZEROUPPER
	RET

#define SUM256(reg, mem) \
	VADDPS mem, reg, reg; \
	VMOVUPS reg, mem

// func gateBack256(a *gateArgs)
// One block of 8 lanes. Pointers stand at the last token; step and ustep lead
// back.
TEXT ·gateBack256(SB), NOSPLIT, $0-8
	MOVQ a+0(FP), DX
	MOVQ 0(DX), SI   // u
	MOVQ 8(DX), AX   // x
	MOVQ 16(DX), DI  // dy
	MOVQ 24(DX), BX  // c
	MOVQ 32(DX), R8  // f
	MOVQ 40(DX), R9  // r
	MOVQ 72(DX), R13 // ustep
	MOVQ 88(DX), CX  // lanes
	MOVQ 104(DX), R12 // dx
	MOVQ 80(DX), R10 // step
	MOVQ 96(DX), R11 // n
	VXORPS Y0, Y0, Y0   // carry
	VXORPS Y10, Y10, Y10
	VXORPS Y11, Y11, Y11
	VXORPS Y12, Y12, Y12
	VXORPS Y13, Y13, Y13
	VXORPS Y14, Y14, Y14
back256:
	VXORPS Y9, Y9, Y9 // the state before
	CMPQ R11, $1
	JEQ  first256
	VMOVUPS (BX)(R10*1), Y9
first256:
	VMOVUPS (BX), Y1
	TANH256(Y1, Y2, Y3)
	VMOVUPS (DI), Y4 // d
	VMOVUPS (R9), Y5 // r
	VSUBPS (AX), Y2, Y2
	VMULPS Y4, Y2, Y2
	VMULPS (SI)(CX*2), Y2, Y2 // dr
	VMULPS Y5, Y4, Y5 // d*r
	VSUBPS Y5, Y4, Y4
	VADDPS (R12), Y4, Y4
	VMOVUPS Y4, (R12)
	VFMADD231PS Y5, Y3, Y0 // dc
	VSUBPS (SI), Y9, Y6
	VMULPS Y0, Y6, Y6
	VMULPS (SI)(CX*1), Y6, Y6 // df
	VMULPS (R8), Y0, Y7 // dc*f
	VSUBPS Y7, Y0, Y8 // dcand
	VMOVAPS Y7, Y0
	MOVQ 48(DX), R14 // vf
	MOVQ 56(DX), R15 // vr
	VFMADD231PS (R14), Y6, Y0
	VFMADD231PS (R15), Y2, Y0
	VFMADD231PS Y9, Y6, Y10
	VFMADD231PS Y9, Y2, Y11
	VADDPS Y8, Y12, Y12
	VADDPS Y6, Y13, Y13
	VADDPS Y2, Y14, Y14
	VMOVUPS Y8, (SI)
	VMOVUPS Y6, (SI)(CX*1)
	VMOVUPS Y2, (SI)(CX*2)
	ADDQ R13, SI
	ADDQ R10, AX
	ADDQ R10, DI
	ADDQ R10, BX
	ADDQ R10, R8
	ADDQ R10, R9
	ADDQ R10, R12
	DECQ R11
	JNZ  back256
	MOVQ 112(DX), SI // gf
	MOVQ 120(DX), DI // gr
	MOVQ 64(DX), BX  // gb
	SUM256(Y10, (SI))
	SUM256(Y11, (DI))
	SUM256(Y12, (BX))
	SUM256(Y13, (BX)(CX*1))
	SUM256(Y14, (BX)(CX*2))
	VZEROUPPER
	RET
