#include "textflag.h"

// WORD puts a 16-bit number into all places of a register, of which x is the
// lowest part.
#define WORD(value, x, all) \
	MOVL $value, AX; \
	VMOVD AX, x; \
	VPBROADCASTW x, all

// FOLD brings four 32-bit numbers of x together in the lowest; t is free.
#define FOLD(x, t) \
	VPSHUFD $0x4E, x, t; \
	VPADDD t, x, x; \
	VPSHUFD $0xB1, x, t; \
	VPADDD t, x, x

// func columns(x *int16, xrow uintptr, w *int16, pairs, n int)
// n rows to columns of a panel.
TEXT ·columns(SB), NOSPLIT, $0-40
	MOVQ x+0(FP), SI
	MOVQ xrow+8(FP), R8
	MOVQ w+16(FP), DI
	MOVQ pairs+24(FP), R9
	MOVQ n+32(FP), R10
column:
	MOVQ DI, BX
	MOVQ R9, CX
	XORL DX, DX
	SUBQ $4, CX
	JLT  pairsleft
pairs4:
	MOVQ (SI)(DX*4), AX
	MOVQ 8(SI)(DX*4), R11
	MOVL AX, (BX)
	SHRQ $32, AX
	MOVL AX, 128(BX)
	MOVL R11, 256(BX)
	SHRQ $32, R11
	MOVL R11, 384(BX)
	ADDQ $512, BX
	ADDQ $4, DX
	SUBQ $4, CX
	JGE  pairs4
pairsleft:
	ADDQ $4, CX
	JEQ  columndone
pair:
	MOVL (SI)(DX*4), AX
	MOVL AX, (BX)
	ADDQ $128, BX
	INCQ DX
	DECQ CX
	JNZ  pair
columndone:
	ADDQ R8, SI
	ADDQ $4, DI
	DECQ R10
	JNZ  column
	RET

// WEAVE puts 16 numbers each of two rows side by side.
#define WEAVE(off, to) \
	VMOVDQU off(SI), Y0; \
	VMOVDQU off(SI)(R8*1), Y1; \
	VPUNPCKLWD Y1, Y0, Y2; \
	VPUNPCKHWD Y1, Y0, Y3; \
	VPERM2I128 $0x20, Y3, Y2, Y0; \
	VPERM2I128 $0x31, Y3, Y2, Y1; \
	VMOVDQU Y0, to(DI); \
	VMOVDQU Y1, to+32(DI)

// func rows256(x *int16, xrow uintptr, w *int16, pairs int)
// Pairs of rows of 32 numbers to a panel.
TEXT ·rows256(SB), NOSPLIT, $0-32
	MOVQ x+0(FP), SI
	MOVQ xrow+8(FP), R8
	MOVQ w+16(FP), DI
	MOVQ pairs+24(FP), CX
rowsloop:
	WEAVE(0, 0)
	WEAVE(32, 64)
	LEAQ (SI)(R8*2), SI
	ADDQ $128, DI
	DECQ CX
	JNZ  rowsloop
	VZEROUPPER
	RET

// EXP turns the distances from the best score in d into exponentials; e is
// free. 8 holds 4095, 9 to 12 the coefficients of expOf from the highest.
#define EXP(d, e, r8, r9, r10, r11, r12) \
	VPMINUW r8, d, d; \
	VPSLLW $2, d, d; \
	VPMULHRSW d, r9, e; \
	VPSUBW e, r10, e; \
	VPMULHRSW d, e, e; \
	VPSUBW e, r11, e; \
	VPMULHRSW d, e, e; \
	VPSUBW e, r12, e; \
	VPMULHRSW e, e, e; \
	VPMULHRSW e, e, e; \
	VPMULHRSW e, e, e; \
	VPMULHRSW e, e, e; \
	VPMULHRSW e, e, e

// func shares256(x *int16, step uintptr, m, n int)
// n is a multiple of 32, and not 0, nor is m. The order of the scores is
// turned, since the least of eight unsigned numbers is one instruction.
TEXT ·shares256(SB), NOSPLIT, $0-32
	MOVQ x+0(FP), DI
	MOVQ step+8(FP), R8
	MOVQ m+16(FP), R9
	MOVQ n+24(FP), R10
	WORD(4095, X8, Y8)
	WORD(4275, X9, Y9)
	WORD(15950, X10, Y10)
	WORD(32764, X11, Y11)
	WORD(32767, X12, Y12)
	WORD(1, X13, Y13)
	VPCMPEQW Y14, Y14, Y14
	MOVL $0x3f800000, AX
	VMOVD AX, X15
shares256row:
	MOVQ DI, SI
	MOVQ R10, CX
	VMOVDQA Y14, Y0
shares256top:
	VPXOR (SI), Y12, Y1
	VPMINUW Y1, Y0, Y0
	ADDQ $32, SI
	SUBQ $16, CX
	JNZ  shares256top
	VEXTRACTI128 $1, Y0, X1
	VPMINUW X1, X0, X0
	VPHMINPOSUW X0, X0
	VPBROADCASTW X0, Y0
	MOVQ DI, SI
	MOVQ R10, CX
	VPXOR Y2, Y2, Y2
shares256exp:
	VPXOR (SI), Y12, Y1
	VPSUBW Y0, Y1, Y1
	EXP(Y1, Y3, Y8, Y9, Y10, Y11, Y12)
	VMOVDQU Y3, (SI)
	VPMADDWD Y13, Y3, Y3
	VPADDD Y3, Y2, Y2
	ADDQ $32, SI
	SUBQ $16, CX
	JNZ  shares256exp
	VEXTRACTI128 $1, Y2, X1
	VPADDD X1, X2, X2
	FOLD(X2, X1)
	VCVTDQ2PS X2, X2
	VDIVSS X2, X15, X2
	VMOVD X2, AX
	MOVL AX, BX
	SHRL $9, BX
	ANDL $0x3fff, BX
	ORL $0x4000, BX
	VMOVD BX, X4
	VPBROADCASTW X4, Y4
	MOVL $112, CX
	SHRL $23, AX
	SUBL AX, CX
	VMOVD CX, X5
	MOVL $1, BX
	SHLL CX, BX
	SHRL $1, BX
	VMOVD BX, X6
	VPBROADCASTW X6, Y6
	MOVQ DI, SI
	MOVQ R10, CX
shares256by:
	VPMULHRSW (SI), Y4, Y1
	VPADDSW Y6, Y1, Y1
	VPSRAW X5, Y1, Y1
	VMOVDQU Y1, (SI)
	ADDQ $32, SI
	SUBQ $16, CX
	JNZ  shares256by
	ADDQ R8, DI
	DECQ R9
	JNZ  shares256row
	VZEROUPPER
	RET

// func shares512(x *int16, step uintptr, m, n int)
// n is a multiple of 32, and not 0, nor is m. The order of the scores is
// turned, since the least of eight unsigned numbers is one instruction.
TEXT ·shares512(SB), NOSPLIT, $0-32
	MOVQ x+0(FP), DI
	MOVQ step+8(FP), R8
	MOVQ m+16(FP), R9
	MOVQ n+24(FP), R10
	WORD(4095, X8, Z8)
	WORD(4275, X9, Z9)
	WORD(15950, X10, Z10)
	WORD(32764, X11, Z11)
	WORD(32767, X12, Z12)
	WORD(1, X13, Z13)
	VPTERNLOGD $0xff, Z14, Z14, Z14
	MOVL $0x3f800000, AX
	VMOVD AX, X15
shares512row:
	MOVQ DI, SI
	MOVQ R10, CX
	VMOVDQA64 Z14, Z0
shares512top:
	VPXORQ (SI), Z12, Z1
	VPMINUW Z1, Z0, Z0
	ADDQ $64, SI
	SUBQ $32, CX
	JNZ  shares512top
	VEXTRACTI64X4 $1, Z0, Y1
	VPMINUW Y1, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPMINUW X1, X0, X0
	VPHMINPOSUW X0, X0
	VPBROADCASTW X0, Z0
	MOVQ DI, SI
	MOVQ R10, CX
	VPXORQ Z2, Z2, Z2
shares512exp:
	VPXORQ (SI), Z12, Z1
	VPSUBW Z0, Z1, Z1
	EXP(Z1, Z3, Z8, Z9, Z10, Z11, Z12)
	VMOVDQU16 Z3, (SI)
	VPMADDWD Z13, Z3, Z3
	VPADDD Z3, Z2, Z2
	ADDQ $64, SI
	SUBQ $32, CX
	JNZ  shares512exp
	VEXTRACTI64X4 $1, Z2, Y1
	VPADDD Y1, Y2, Y2
	VEXTRACTI128 $1, Y2, X1
	VPADDD X1, X2, X2
	FOLD(X2, X1)
	VCVTDQ2PS X2, X2
	VDIVSS X2, X15, X2
	VMOVD X2, AX
	MOVL AX, BX
	SHRL $9, BX
	ANDL $0x3fff, BX
	ORL $0x4000, BX
	VMOVD BX, X4
	VPBROADCASTW X4, Z4
	MOVL $112, CX
	SHRL $23, AX
	SUBL AX, CX
	VMOVD CX, X5
	MOVL $1, BX
	SHLL CX, BX
	SHRL $1, BX
	VMOVD BX, X6
	VPBROADCASTW X6, Z6
	MOVQ DI, SI
	MOVQ R10, CX
shares512by:
	VPMULHRSW (SI), Z4, Z1
	VPADDSW Z6, Z1, Z1
	VPSRAW X5, Z1, Z1
	VMOVDQU16 Z1, (SI)
	ADDQ $64, SI
	SUBQ $32, CX
	JNZ  shares512by
	ADDQ R8, DI
	DECQ R9
	JNZ  shares512row
	VZEROUPPER
	RET
