#include "textflag.h"

// The numbers of byteArgs in a.
#define ARGS_X 0
#define ARGS_WIDE 8
#define ARGS_ROW 16
#define ARGS_W 24
#define ARGS_START 32
#define ARGS_SCALE 40
#define ARGS_BIAS 48
#define ARGS_STEP 56
#define ARGS_Y 64
#define ARGS_YROW 72
#define ARGS_QUADS 80
#define ARGS_TILES 88
#define ARGS_LINES 96

#define BYTES(mem, lo, hi) \
	VPBROADCASTD mem, Z18; \
	VPDPBUSD Z16, Z18, lo; \
	VPDPBUSD Z17, Z18, hi

// SCALE512 puts a row's sums out: Z18, Z19 hold the scales, Z20, Z21 the
// biases. No product is fused with a sum, since plain Go cannot do that.
#define SCALE512(step, lo, hi, ylo, yhi) \
	VCVTDQ2PS lo, lo; \
	VCVTDQ2PS hi, hi; \
	VMULPS.BCST step, lo, lo; \
	VMULPS.BCST step, hi, hi; \
	VMULPS Z18, lo, lo; \
	VMULPS Z19, hi, hi; \
	VADDPS Z20, lo, lo; \
	VADDPS Z21, hi, hi; \
	VCVTPS2DQ lo, lo; \
	VCVTPS2DQ hi, hi; \
	VPMOVSDW lo, ylo; \
	VPMOVSDW hi, yhi; \
	VMOVDQU ylo, (DI); \
	VMOVDQU yhi, 32(DI); \
	ADDQ R10, DI

// func byteTiles512(a *byteArgs)
// Tiles of 8 rows and 32 columns: sixteen sums, more than the ten that two
// pipes of five cycles need, and 1.3 loads a cycle. Each tile also asks for a
// part of the weights that follow these, which come from far away: without that
// the first tile of each panel waits for them, an eighth of all the time.
TEXT ·byteTiles512(SB), NOSPLIT, $0-8
	MOVQ a+0(FP), R15
	MOVQ ARGS_X(R15), R11
	MOVQ ARGS_ROW(R15), R8
	MOVQ ARGS_STEP(R15), R12
	MOVQ ARGS_Y(R15), DI
	MOVQ ARGS_YROW(R15), R10
	MOVQ ARGS_TILES(R15), R13
	MOVQ ARGS_W(R15), R14
	MOVQ ARGS_QUADS(R15), CX
	SHLQ $7, CX
	ADDQ CX, R14
tile:
	MOVQ ARGS_LINES(R15), CX
ahead:
	PREFETCHT1 (R14)
	ADDQ $64, R14
	DECQ CX
	JNZ  ahead
	MOVQ ARGS_START(R15), SI
	VMOVDQU32 (SI), Z0
	VMOVDQU32 64(SI), Z1
	VMOVDQA32 Z0, Z2
	VMOVDQA32 Z1, Z3
	VMOVDQA32 Z0, Z4
	VMOVDQA32 Z1, Z5
	VMOVDQA32 Z0, Z6
	VMOVDQA32 Z1, Z7
	VMOVDQA32 Z0, Z8
	VMOVDQA32 Z1, Z9
	VMOVDQA32 Z0, Z10
	VMOVDQA32 Z1, Z11
	VMOVDQA32 Z0, Z12
	VMOVDQA32 Z1, Z13
	VMOVDQA32 Z0, Z14
	VMOVDQA32 Z1, Z15
	LEAQ (R8)(R8*2), CX
	MOVQ R11, AX
	LEAQ (AX)(CX*1), BX
	LEAQ (BX)(CX*1), DX
	LEAQ (R11)(R8*8), R11
	MOVQ ARGS_W(R15), SI
	MOVQ ARGS_QUADS(R15), CX
	PCALIGN $32
loop:
	VMOVDQU32 (SI), Z16
	VMOVDQU32 64(SI), Z17
	BYTES((AX), Z0, Z1)
	BYTES((AX)(R8*1), Z2, Z3)
	BYTES((AX)(R8*2), Z4, Z5)
	BYTES((BX), Z6, Z7)
	BYTES((BX)(R8*1), Z8, Z9)
	BYTES((BX)(R8*2), Z10, Z11)
	BYTES((DX), Z12, Z13)
	BYTES((DX)(R8*1), Z14, Z15)
	ADDQ $4, AX
	ADDQ $4, BX
	ADDQ $4, DX
	ADDQ $128, SI
	DECQ CX
	JNZ  loop
	MOVQ ARGS_SCALE(R15), SI
	VMOVUPS (SI), Z18
	VMOVUPS 64(SI), Z19
	MOVQ ARGS_BIAS(R15), SI
	VMOVUPS (SI), Z20
	VMOVUPS 64(SI), Z21
	SCALE512((R12), Z0, Z1, Y0, Y1)
	SCALE512(4(R12), Z2, Z3, Y2, Y3)
	SCALE512(8(R12), Z4, Z5, Y4, Y5)
	SCALE512(12(R12), Z6, Z7, Y6, Y7)
	SCALE512(16(R12), Z8, Z9, Y8, Y9)
	SCALE512(20(R12), Z10, Z11, Y10, Y11)
	SCALE512(24(R12), Z12, Z13, Y12, Y13)
	SCALE512(28(R12), Z14, Z15, Y14, Y15)
	ADDQ $32, R12
	DECQ R13
	JNZ  tile
	VZEROUPPER
	RET

// DPBUSD adds the products of the unsigned bytes in register a and the signed
// ones in b, four by four, to register d, all given by number: VPDPBUSD in its
// VEX form (AVX-VNNI; Intel SDM vol. 2), which the assembler lacks.
#define DPBUSD(b, a, d) \
	BYTE $0xC4; \
	BYTE $(0xE2 ^ ((d>>3)<<7) ^ ((b>>3)<<5)); \
	BYTE $(0x7D ^ (a<<3)); \
	BYTE $0x50; \
	BYTE $(0xC0 + ((d&7)<<3) + (b&7))

// SCALEVNNI puts a row's sums out; Y12 is free.
#define SCALEVNNI(a, b) \
	VBROADCASTSS (R12), Y12; \
	VCVTDQ2PS a, a; \
	VCVTDQ2PS b, b; \
	VMULPS Y12, a, a; \
	VMULPS Y12, b, b; \
	VMULPS (SI), a, a; \
	VMULPS 32(SI), b, b; \
	VADDPS (DX), a, a; \
	VADDPS 32(DX), b, b; \
	VCVTPS2DQ a, a; \
	VCVTPS2DQ b, b; \
	VPACKSSDW b, a, a; \
	VPERMQ $0xD8, a, a; \
	VMOVDQU a, (DI); \
	ADDQ $4, R12; \
	ADDQ R10, DI

// func byteTilesVNNI(a *byteArgs)
// Tiles of 6 rows and 16 of the panel's columns.
TEXT ·byteTilesVNNI(SB), NOSPLIT, $0-8
	MOVQ a+0(FP), R15
	MOVQ ARGS_X(R15), R11
	MOVQ ARGS_ROW(R15), R8
	MOVQ ARGS_STEP(R15), R12
	MOVQ ARGS_Y(R15), DI
	MOVQ ARGS_YROW(R15), R10
	MOVQ ARGS_TILES(R15), R13
	LEAQ (R8)(R8*2), R9
tile6:
	MOVQ R11, AX
	LEAQ (R11)(R9*1), BX
	LEAQ (R11)(R9*2), R11
	MOVQ ARGS_START(R15), SI
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	VMOVDQA Y0, Y2
	VMOVDQA Y1, Y3
	VMOVDQA Y0, Y4
	VMOVDQA Y1, Y5
	VMOVDQA Y0, Y6
	VMOVDQA Y1, Y7
	VMOVDQA Y0, Y8
	VMOVDQA Y1, Y9
	VMOVDQA Y0, Y10
	VMOVDQA Y1, Y11
	MOVQ ARGS_W(R15), SI
	MOVQ ARGS_QUADS(R15), CX
	PCALIGN $32
loop6:
	VMOVDQU (SI), Y12
	VMOVDQU 32(SI), Y13
	VPBROADCASTD (AX), Y14
	VPBROADCASTD (AX)(R8*1), Y15
	DPBUSD(12, 14, 0)
	DPBUSD(13, 14, 1)
	VPBROADCASTD (AX)(R8*2), Y14
	DPBUSD(12, 15, 2)
	DPBUSD(13, 15, 3)
	VPBROADCASTD (BX), Y15
	DPBUSD(12, 14, 4)
	DPBUSD(13, 14, 5)
	VPBROADCASTD (BX)(R8*1), Y14
	DPBUSD(12, 15, 6)
	DPBUSD(13, 15, 7)
	VPBROADCASTD (BX)(R8*2), Y15
	DPBUSD(12, 14, 8)
	DPBUSD(13, 14, 9)
	DPBUSD(12, 15, 10)
	DPBUSD(13, 15, 11)
	ADDQ $4, AX
	ADDQ $4, BX
	ADDQ $128, SI
	DECQ CX
	JNZ  loop6
	MOVQ ARGS_SCALE(R15), SI
	MOVQ ARGS_BIAS(R15), DX
	SCALEVNNI(Y0, Y1)
	SCALEVNNI(Y2, Y3)
	SCALEVNNI(Y4, Y5)
	SCALEVNNI(Y6, Y7)
	SCALEVNNI(Y8, Y9)
	SCALEVNNI(Y10, Y11)
	DECQ R13
	JNZ  tile6
	VZEROUPPER
	RET

// MADD adds the products of four 16-bit numbers of a row and the weights in Y8
// and Y9, two by two.
#define MADD(mem, t, a, b) \
	VPBROADCASTQ mem, t; \
	VPMADDWD Y8, t, Y15; \
	VPMADDWD Y9, t, t; \
	VPADDD Y15, a, a; \
	VPADDD t, b, b

// SCALE256 adds the halves of eight columns' sums, in a and b, and puts them
// out. VPHADDD works on 128 bits at a time and so leaves the columns as 0 1 4
// 5 2 3 6 7, which VPERMQ mends.
#define SCALE256(a, b, xa) \
	VPHADDD b, a, a; \
	VPERMQ $0xD8, a, a; \
	VPADDD Y10, a, a; \
	VCVTDQ2PS a, a; \
	VBROADCASTSS (R12), Y15; \
	VMULPS Y15, a, a; \
	VMULPS Y11, a, a; \
	VADDPS Y12, a, a; \
	VCVTPS2DQ a, a; \
	VPACKSSDW a, a, a; \
	VPERMQ $0xD8, a, a; \
	VMOVDQU xa, (DI); \
	ADDQ $4, R12; \
	ADDQ R10, DI

// func byteTiles256(a *byteArgs)
// Tiles of 4 rows and 8 of the panel's columns, with x in 16 bits: products of
// bytes saturate in AVX2 and taking care of that would cost what it gains.
TEXT ·byteTiles256(SB), NOSPLIT, $0-8
	MOVQ a+0(FP), R15
	MOVQ ARGS_WIDE(R15), R11
	MOVQ ARGS_ROW(R15), R8
	MOVQ ARGS_STEP(R15), R12
	MOVQ ARGS_Y(R15), DI
	MOVQ ARGS_YROW(R15), R10
	MOVQ ARGS_TILES(R15), R13
	LEAQ (R8)(R8*2), R9
tile4:
	MOVQ R11, AX
	LEAQ (R11)(R8*4), R11
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	MOVQ ARGS_W(R15), SI
	MOVQ ARGS_QUADS(R15), CX
	PCALIGN $32
loop4:
	VPMOVSXBW (SI), Y8
	VPMOVSXBW 16(SI), Y9
	MADD((AX), Y10, Y0, Y1)
	MADD((AX)(R8*1), Y11, Y2, Y3)
	MADD((AX)(R8*2), Y12, Y4, Y5)
	MADD((AX)(R9*1), Y13, Y6, Y7)
	ADDQ $8, AX
	ADDQ $128, SI
	DECQ CX
	JNZ  loop4
	MOVQ ARGS_START(R15), SI
	VMOVDQU (SI), Y10
	MOVQ ARGS_SCALE(R15), SI
	VMOVUPS (SI), Y11
	MOVQ ARGS_BIAS(R15), SI
	VMOVUPS (SI), Y12
	SCALE256(Y0, Y1, X0)
	SCALE256(Y2, Y3, X2)
	SCALE256(Y4, Y5, X4)
	SCALE256(Y6, Y7, X6)
	DECQ R13
	JNZ  tile4
	VZEROUPPER
	RET

// func extremes256(x *int16, n int) (lo, hi int16)
// n is a multiple of 16, and not 0.
TEXT ·extremes256(SB), NOSPLIT, $0-20
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	VMOVDQU (SI), Y0
	VMOVDQA Y0, Y1
extremesloop:
	VMOVDQU (SI), Y2
	VPMINSW Y2, Y0, Y0
	VPMAXSW Y2, Y1, Y1
	ADDQ $32, SI
	SUBQ $16, CX
	JNZ  extremesloop
	// The least of eight unsigned numbers is one instruction: turn the order.
	VPCMPEQW Y2, Y2, Y2
	VPSLLW $15, Y2, Y3 // 0x8000
	VPSRLW $1, Y2, Y4  // 0x7fff
	VPXOR Y3, Y0, Y0
	VPXOR Y4, Y1, Y1
	VEXTRACTI128 $1, Y0, X2
	VEXTRACTI128 $1, Y1, X5
	VPMINUW X2, X0, X0
	VPMINUW X5, X1, X1
	VPHMINPOSUW X0, X0
	VPHMINPOSUW X1, X1
	VMOVD X0, AX
	VMOVD X1, BX
	XORL $0x8000, AX
	XORL $0x7fff, BX
	MOVW AX, lo+16(FP)
	MOVW BX, hi+18(FP)
	VZEROUPPER
	RET

// func scaleBytes256(out *uint8, x *int16, n int, by int16, zero uint8)
// n is a multiple of 16, and not 0.
TEXT ·scaleBytes256(SB), NOSPLIT, $0-27
	MOVQ out+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	VPBROADCASTW by+24(FP), Y4
	MOVBLZX zero+26(FP), AX
	VMOVD AX, X5
	VPBROADCASTW X5, Y5
scaleloop:
	VPMULHRSW (SI), Y4, Y0
	VPADDW Y5, Y0, Y0
	VPACKUSWB Y0, Y0, Y0
	VPERMQ $0xD8, Y0, Y0
	VMOVDQU X0, (DI)
	ADDQ $32, SI
	ADDQ $16, DI
	SUBQ $16, CX
	JNZ  scaleloop
	VZEROUPPER
	RET

// func scaleWide256(out, x *int16, n int, by int16, zero uint8)
// n is a multiple of 16, and not 0.
TEXT ·scaleWide256(SB), NOSPLIT, $0-27
	MOVQ out+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	VPBROADCASTW by+24(FP), Y4
	MOVBLZX zero+26(FP), AX
	VMOVD AX, X5
	VPBROADCASTW X5, Y5
wideloop:
	VPMULHRSW (SI), Y4, Y0
	VPADDW Y5, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $16, CX
	JNZ  wideloop
	VZEROUPPER
	RET
