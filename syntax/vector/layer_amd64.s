#include "textflag.h"

// WORD puts a 16-bit number into all places of a register, of which x is the
// lowest part.
#define WORD(value, x, all) \
	MOVL $value, AX; \
	VMOVD AX, x; \
	VPBROADCASTW x, all

// func sum256(out *int16, row *byte, n int, by int16, a, b *int16)
// n is a multiple of 16, and not 0.
TEXT ·sum256(SB), NOSPLIT, $0-48
	MOVQ out+0(FP), DI
	MOVQ row+8(FP), SI
	MOVQ n+16(FP), CX
	VPBROADCASTW by+24(FP), Y4
	MOVQ a+32(FP), R8
	MOVQ b+40(FP), R9
sumloop:
	VPMOVSXBW (SI), Y0
	VPSLLW $8, Y0, Y0
	VPMULHRSW Y4, Y0, Y0
	VPADDSW (R8), Y0, Y0
	VPADDSW (R9), Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $16, SI
	ADDQ $32, DI
	ADDQ $32, R8
	ADDQ $32, R9
	SUBQ $16, CX
	JNZ  sumloop
	VZEROUPPER
	RET

// GELU works on x; z, v and p are free. 8 holds 4095, 9 32767, 10 16384, 11 to
// 14 the coefficients of geluOf from the highest, 15 zeros, each as y(n).
#define GELU(x, z, v, p, r8, r9, r10, r11, r12, r13, r14, r15) \
	VPABSW x, z; \
	VPMINUW r8, z, z; \
	VPSLLW $3, z, z; \
	VPSUBW z, r9, v; \
	VPMULHRSW v, v, v; \
	VPMULHRSW v, v, v; \
	VPMULHRSW z, r11, p; \
	VPADDW r12, p, p; \
	VPMULHRSW z, p, p; \
	VPADDW r13, p, p; \
	VPMULHRSW z, p, p; \
	VPADDW r14, p, p; \
	VPMULHRSW z, v, v; \
	VPMULHRSW p, v, v; \
	VPMULHRSW r10, v, v; \
	VPMAXSW r15, x, x; \
	VPSUBW v, x, x

// func gelu256(x *int16, n int)
// n is a multiple of 16, and not 0.
TEXT ·gelu256(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	WORD(4095, X8, Y8)
	WORD(32767, X9, Y9)
	WORD(16384, X10, Y10)
	WORD(20792, X11, Y11)
	WORD(-25331, X12, Y12)
	WORD(5454, X13, Y13)
	WORD(3990, X14, Y14)
	VPXOR Y15, Y15, Y15
gelu256loop:
	VMOVDQU (DI), Y0
	GELU(Y0, Y1, Y2, Y3, Y8, Y9, Y10, Y11, Y12, Y13, Y14, Y15)
	VMOVDQU Y0, (DI)
	ADDQ $32, DI
	SUBQ $16, CX
	JNZ  gelu256loop
	VZEROUPPER
	RET

// func gelu512(x *int16, n int)
// n is a multiple of 32, and not 0.
TEXT ·gelu512(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	WORD(4095, X8, Z8)
	WORD(32767, X9, Z9)
	WORD(16384, X10, Z10)
	WORD(20792, X11, Z11)
	WORD(-25331, X12, Z12)
	WORD(5454, X13, Z13)
	WORD(3990, X14, Z14)
	VPXORQ Z15, Z15, Z15
gelu512loop:
	VMOVDQU16 (DI), Z0
	GELU(Z0, Z1, Z2, Z3, Z8, Z9, Z10, Z11, Z12, Z13, Z14, Z15)
	VMOVDQU16 Z0, (DI)
	ADDQ $64, DI
	SUBQ $32, CX
	JNZ  gelu512loop
	VZEROUPPER
	RET

// FOLD brings four 32-bit numbers of x together in the lowest; t is free.
#define FOLD(x, t) \
	VPSHUFD $0x4E, x, t; \
	VPADDD t, x, x; \
	VPSHUFD $0xB1, x, t; \
	VPADDD t, x, x

// PUT folds the sum in y (x is its lower part) and stores it.
#define PUT(y, x, to) \
	VEXTRACTI128 $1, y, X1; \
	VPADDD X1, x, x; \
	FOLD(x, X1); \
	VMOVD x, AX; \
	MOVL AX, to

// func moments256(s *squares, x, y *int16, n int, by int16)
// n is a multiple of 32, and not 0.
TEXT ·moments256(SB), NOSPLIT, $0-34
	MOVQ s+0(FP), R8
	MOVQ x+8(FP), DI
	MOVQ y+16(FP), SI
	MOVQ n+24(FP), CX
	VPBROADCASTW by+32(FP), Y8
	WORD(1, X3, Y3)
	VPCMPEQW Y7, Y7, Y7
	VPSRLD $16, Y7, Y7
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
moments256loop:
	VPMULHRSW (DI), Y8, Y0
	VPADDSW (SI), Y0, Y0
	VMOVDQU Y0, (DI)
	VPMADDWD Y3, Y0, Y1
	VPMADDWD Y0, Y0, Y2
	VPADDD Y1, Y4, Y4
	VPAND Y7, Y2, Y1
	VPADDD Y1, Y5, Y5
	VPSRLD $16, Y2, Y2
	VPADDD Y2, Y6, Y6
	ADDQ $32, DI
	ADDQ $32, SI
	SUBQ $16, CX
	JNZ  moments256loop
	PUT(Y4, X4, (R8))
	PUT(Y5, X5, 4(R8))
	PUT(Y6, X6, 8(R8))
	VZEROUPPER
	RET

// func moments512(s *squares, x, y *int16, n int, by int16)
// n is a multiple of 32, and not 0.
TEXT ·moments512(SB), NOSPLIT, $0-34
	MOVQ s+0(FP), R8
	MOVQ x+8(FP), DI
	MOVQ y+16(FP), SI
	MOVQ n+24(FP), CX
	VPBROADCASTW by+32(FP), Z8
	WORD(1, X3, Z3)
	VPTERNLOGD $0xff, Z7, Z7, Z7
	VPSRLD $16, Z7, Z7
	VPXORQ Z4, Z4, Z4
	VPXORQ Z5, Z5, Z5
	VPXORQ Z6, Z6, Z6
moments512loop:
	VPMULHRSW (DI), Z8, Z0
	VPADDSW (SI), Z0, Z0
	VMOVDQU16 Z0, (DI)
	VPMADDWD Z3, Z0, Z1
	VPMADDWD Z0, Z0, Z2
	VPADDD Z1, Z4, Z4
	VPANDQ Z7, Z2, Z1
	VPADDD Z1, Z5, Z5
	VPSRLD $16, Z2, Z2
	VPADDD Z2, Z6, Z6
	ADDQ $64, DI
	ADDQ $64, SI
	SUBQ $32, CX
	JNZ  moments512loop
	VEXTRACTI64X4 $1, Z4, Y1
	VPADDD Y1, Y4, Y4
	VEXTRACTI64X4 $1, Z5, Y1
	VPADDD Y1, Y5, Y5
	VEXTRACTI64X4 $1, Z6, Y1
	VPADDD Y1, Y6, Y6
	PUT(Y4, X4, (R8))
	PUT(Y5, X5, 4(R8))
	PUT(Y6, X6, 8(R8))
	VZEROUPPER
	RET

// SCALE brings 32-bit numbers in x to mean 0 and variance 1, scales and shifts
// them, without a product fused with a sum, which plain Go could not do.
#define SCALE(x, mean, by, scale, shift) \
	VCVTDQ2PS x, x; \
	VSUBPS mean, x, x; \
	VMULPS by, x, x; \
	VMULPS scale, x, x; \
	VADDPS shift, x, x; \
	VCVTPS2DQ x, x

// func scale256(x *int16, n int, mean, by float32, scale, shift *float32)
// n is a multiple of 16, and not 0.
TEXT ·scale256(SB), NOSPLIT, $0-40
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	VBROADCASTSS mean+16(FP), Y4
	VBROADCASTSS by+20(FP), Y5
	MOVQ scale+24(FP), SI
	MOVQ shift+32(FP), BX
scale256loop:
	VPMOVSXWD (DI), Y0
	VPMOVSXWD 16(DI), Y1
	SCALE(Y0, Y4, Y5, (SI), (BX))
	SCALE(Y1, Y4, Y5, 32(SI), 32(BX))
	VPACKSSDW Y1, Y0, Y0
	VPERMQ $0xD8, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $32, DI
	ADDQ $64, SI
	ADDQ $64, BX
	SUBQ $16, CX
	JNZ  scale256loop
	VZEROUPPER
	RET

// func scale512(x *int16, n int, mean, by float32, scale, shift *float32)
// n is a multiple of 16, and not 0.
TEXT ·scale512(SB), NOSPLIT, $0-40
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	VBROADCASTSS mean+16(FP), Z4
	VBROADCASTSS by+20(FP), Z5
	MOVQ scale+24(FP), SI
	MOVQ shift+32(FP), BX
scale512loop:
	VPMOVSXWD (DI), Z0
	SCALE(Z0, Z4, Z5, (SI), (BX))
	VPMOVSDW Z0, (DI)
	ADDQ $32, DI
	ADDQ $64, SI
	ADDQ $64, BX
	SUBQ $16, CX
	JNZ  scale512loop
	VZEROUPPER
	RET
