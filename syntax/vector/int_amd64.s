#include "textflag.h"

#define DOT(mem, lo, hi) \
	VPBROADCASTD mem, Z18; \
	VPDPWSSD Z16, Z18, lo; \
	VPDPWSSD Z17, Z18, hi

#define NARROW(lo, hi, ylo, yhi) \
	VPSRAD X20, lo, lo; \
	VPSRAD X20, hi, hi; \
	VPMOVSDW lo, ylo; \
	VPMOVSDW hi, yhi; \
	VPMAXSW Y21, ylo, ylo; \
	VPMAXSW Y21, yhi, yhi; \
	VMOVDQU ylo, (DI); \
	VMOVDQU yhi, 32(DI); \
	ADDQ R10, DI

// func intTiles512(x *int16, xrow uintptr, w *int16, bias *int32, y *int16, yrow uintptr, pairs, shift, floor, tiles, lines int)
// Tiles of 8 rows. Each fetches some lines of the weights after these ahead:
// the next panel's would else be waited for.
TEXT ·intTiles512(SB), NOSPLIT, $0-88
	MOVQ x+0(FP), R9
	MOVQ xrow+8(FP), R8
	MOVQ bias+24(FP), R12
	MOVQ y+32(FP), DI
	MOVQ yrow+40(FP), R10
	MOVQ floor+64(FP), R14
	MOVQ tiles+72(FP), R13
	VMOVQ shift+56(FP), X20
	VPBROADCASTW R14, Y21
	LEAQ (R8)(R8*2), R11
	MOVQ w+16(FP), R14
	MOVQ pairs+48(FP), CX
	SHLQ $7, CX
	ADDQ CX, R14
tile8:
	MOVQ lines+80(FP), CX
	TESTQ CX, CX
	JEQ  begin
ahead:
	PREFETCHT1 (R14)
	ADDQ $64, R14
	DECQ CX
	JNZ  ahead
begin:
	MOVQ R9, AX
	LEAQ (AX)(R11*1), BX
	LEAQ (BX)(R11*1), DX
	LEAQ (R9)(R8*8), R9
	MOVQ w+16(FP), SI
	MOVQ pairs+48(FP), CX
	VMOVDQU32 (R12), Z0
	VMOVDQU32 64(R12), Z1
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
loop:
	VMOVDQU32 (SI), Z16
	VMOVDQU32 64(SI), Z17
	DOT((AX), Z0, Z1)
	DOT((AX)(R8*1), Z2, Z3)
	DOT((AX)(R8*2), Z4, Z5)
	DOT((BX), Z6, Z7)
	DOT((BX)(R8*1), Z8, Z9)
	DOT((BX)(R8*2), Z10, Z11)
	DOT((DX), Z12, Z13)
	DOT((DX)(R8*1), Z14, Z15)
	ADDQ $4, AX
	ADDQ $4, BX
	ADDQ $4, DX
	ADDQ $128, SI
	DECQ CX
	JNZ  loop
	NARROW(Z0, Z1, Y0, Y1)
	NARROW(Z2, Z3, Y2, Y3)
	NARROW(Z4, Z5, Y4, Y5)
	NARROW(Z6, Z7, Y6, Y7)
	NARROW(Z8, Z9, Y8, Y9)
	NARROW(Z10, Z11, Y10, Y11)
	NARROW(Z12, Z13, Y12, Y13)
	NARROW(Z14, Z15, Y14, Y15)
	DECQ R13
	JNZ  tile8
	VZEROUPPER
	RET

// DOT2 multiplies one pair of a row by the weights in Y8 and Y9.
#define DOT2(mem, lo, hi) \
	VPBROADCASTD mem, hi; \
	VPMADDWD Y8, hi, lo; \
	VPMADDWD Y9, hi, hi

#define SUM2(lo, hi, a, b) \
	VPADDD lo, a, a; \
	VPADDD hi, b, b

#define NARROW2(a, b) \
	VPSRAD X10, a, a; \
	VPSRAD X10, b, b; \
	VPACKSSDW b, a, a; \
	VPERMQ $0xD8, a, a; \
	VPMAXSW Y11, a, a; \
	VMOVDQU a, (DI); \
	ADDQ R10, DI

// func intRows256(x *int16, xrow uintptr, w *int16, bias *int32, y *int16, yrow uintptr, pairs, shift, floor, tiles int)
// 4*tiles rows, 16 of the 32 columns that w holds. A processor that adds on
// every pipe but multiplies on two (Zen 3) lets a sum that is ready take a
// product's place; sums therefore follow their products two rows later. Two
// pairs a round keep what is not arithmetic small. VMOVQ, not MOVQ: an SSE
// move into a register whose upper half is in use costs over a hundred cycles.
TEXT ·intRows256(SB), NOSPLIT, $0-80
	MOVQ x+0(FP), BX
	MOVQ xrow+8(FP), R8
	MOVQ bias+24(FP), R12
	MOVQ y+32(FP), DI
	MOVQ yrow+40(FP), R10
	MOVQ tiles+72(FP), R13
	LEAQ (R8)(R8*2), R9
tile4:
	MOVQ BX, AX
	MOVQ w+16(FP), SI
	MOVQ pairs+48(FP), CX
	VMOVDQU (R12), Y0
	VMOVDQU 32(R12), Y1
	VMOVDQA Y0, Y2
	VMOVDQA Y1, Y3
	VMOVDQA Y0, Y4
	VMOVDQA Y1, Y5
	VMOVDQA Y0, Y6
	VMOVDQA Y1, Y7
	SUBQ $2, CX
	JLT  last4
	PCALIGN $32
loop4:
	VMOVDQU (SI), Y8
	VMOVDQU 32(SI), Y9
	DOT2((AX), Y10, Y11)
	DOT2((AX)(R8*1), Y12, Y13)
	DOT2((AX)(R8*2), Y14, Y15)
	SUM2(Y10, Y11, Y0, Y1)
	DOT2((AX)(R9*1), Y10, Y11)
	SUM2(Y12, Y13, Y2, Y3)
	VMOVDQU 128(SI), Y8
	VMOVDQU 160(SI), Y9
	DOT2(4(AX), Y12, Y13)
	SUM2(Y14, Y15, Y4, Y5)
	DOT2(4(AX)(R8*1), Y14, Y15)
	SUM2(Y10, Y11, Y6, Y7)
	DOT2(4(AX)(R8*2), Y10, Y11)
	SUM2(Y12, Y13, Y0, Y1)
	DOT2(4(AX)(R9*1), Y12, Y13)
	SUM2(Y14, Y15, Y2, Y3)
	SUM2(Y10, Y11, Y4, Y5)
	SUM2(Y12, Y13, Y6, Y7)
	ADDQ $8, AX
	ADDQ $256, SI
	SUBQ $2, CX
	JGE  loop4
last4:
	TESTQ $1, CX
	JEQ  done4
	VMOVDQU (SI), Y8
	VMOVDQU 32(SI), Y9
	DOT2((AX), Y10, Y11)
	DOT2((AX)(R8*1), Y12, Y13)
	SUM2(Y10, Y11, Y0, Y1)
	SUM2(Y12, Y13, Y2, Y3)
	DOT2((AX)(R8*2), Y10, Y11)
	DOT2((AX)(R9*1), Y12, Y13)
	SUM2(Y10, Y11, Y4, Y5)
	SUM2(Y12, Y13, Y6, Y7)
done4:
	MOVQ shift+56(FP), DX
	VMOVQ DX, X10
	MOVQ floor+64(FP), DX
	VMOVQ DX, X11
	VPBROADCASTW X11, Y11
	NARROW2(Y0, Y1)
	NARROW2(Y2, Y3)
	NARROW2(Y4, Y5)
	NARROW2(Y6, Y7)
	LEAQ (BX)(R8*4), BX
	DECQ R13
	JNZ  tile4
	VZEROUPPER
	RET

// DPWSSD adds the products of the pairs in registers a and b to register d, all
// three given by number: VPDPWSSD in its VEX form (AVX-VNNI; Intel SDM vol. 2),
// which the assembler lacks. Its other form needs AVX-512.
#define DPWSSD(b, a, d) \
	BYTE $0xC4; \
	BYTE $(0xE2 ^ ((d>>3)<<7) ^ ((b>>3)<<5)); \
	BYTE $(0x7D ^ (a<<3)); \
	BYTE $0x52; \
	BYTE $(0xC0 + ((d&7)<<3) + (b&7))

#define NARROW3(a, b) \
	VPSRAD X14, a, a; \
	VPSRAD X14, b, b; \
	VPACKSSDW b, a, a; \
	VPERMQ $0xD8, a, a; \
	VPMAXSW Y15, a, a; \
	VMOVDQU a, (DI); \
	ADDQ R10, DI

// func intRowsVNNI(x *int16, xrow uintptr, w *int16, bias *int32, y *int16, yrow uintptr, pairs, shift, floor, tiles int)
// 6*tiles rows, 16 of the 32 columns that w holds. An addition takes five
// cycles and two begin in each, so that ten sums or more keep the pipes full;
// sixteen registers have room for twelve.
TEXT ·intRowsVNNI(SB), NOSPLIT, $0-80
	MOVQ x+0(FP), R11
	MOVQ xrow+8(FP), R8
	MOVQ bias+24(FP), R12
	MOVQ y+32(FP), DI
	MOVQ yrow+40(FP), R10
	MOVQ tiles+72(FP), R13
	LEAQ (R8)(R8*2), R9
tile6:
	MOVQ R11, AX
	LEAQ (R11)(R9*1), BX
	LEAQ (R11)(R9*2), R11
	MOVQ w+16(FP), SI
	MOVQ pairs+48(FP), CX
	VMOVDQU (R12), Y0
	VMOVDQU 32(R12), Y1
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
	PCALIGN $32
loop6:
	VMOVDQU (SI), Y12
	VMOVDQU 32(SI), Y13
	VPBROADCASTD (AX), Y14
	VPBROADCASTD (AX)(R8*1), Y15
	DPWSSD(12, 14, 0)
	DPWSSD(13, 14, 1)
	VPBROADCASTD (AX)(R8*2), Y14
	DPWSSD(12, 15, 2)
	DPWSSD(13, 15, 3)
	VPBROADCASTD (BX), Y15
	DPWSSD(12, 14, 4)
	DPWSSD(13, 14, 5)
	VPBROADCASTD (BX)(R8*1), Y14
	DPWSSD(12, 15, 6)
	DPWSSD(13, 15, 7)
	VPBROADCASTD (BX)(R8*2), Y15
	DPWSSD(12, 14, 8)
	DPWSSD(13, 14, 9)
	DPWSSD(12, 15, 10)
	DPWSSD(13, 15, 11)
	ADDQ $4, AX
	ADDQ $4, BX
	ADDQ $128, SI
	DECQ CX
	JNZ  loop6
	MOVQ shift+56(FP), DX
	VMOVQ DX, X14
	MOVQ floor+64(FP), DX
	VMOVQ DX, X15
	VPBROADCASTW X15, Y15
	NARROW3(Y0, Y1)
	NARROW3(Y2, Y3)
	NARROW3(Y4, Y5)
	NARROW3(Y6, Y7)
	NARROW3(Y8, Y9)
	NARROW3(Y10, Y11)
	DECQ R13
	JNZ  tile6
	VZEROUPPER
	RET

// func hinge256(out, a, b *int16, blocks int)
// Blocks of 16.
TEXT ·hinge256(SB), NOSPLIT, $0-32
	MOVQ out+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ blocks+24(FP), CX
	VPXOR Y1, Y1, Y1
hingeloop:
	VMOVDQU (SI), Y0
	VPADDSW (DX), Y0, Y0
	VPMAXSW Y1, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, DI
	DECQ CX
	JNZ  hingeloop
	VZEROUPPER
	RET

// GATE leaves in g the gate 0..32767 of g plus twice v*c.
#define GATE(g, v, c, p, low, high, most) \
	VPMULHRSW c, v, p; \
	VPADDSW p, g, g; \
	VPADDSW p, g, g; \
	VPMINSW high, g, g; \
	VPMAXSW low, g, g; \
	VPABSW g, p; \
	VPSUBSW p, most, p; \
	VPMULHRSW p, g, g; \
	VPADDSW g, g, g; \
	VPADDSW high, g, g

// func scan512(u, x, y, v *int16, ustep, step uintptr, n, lanes int)
// One block of 32 lanes; lanes is the bytes between candidate and gates; v
// holds vf and, lanes bytes on, vr.
TEXT ·scan512(SB), NOSPLIT, $0-64
	MOVQ u+0(FP), SI
	MOVQ x+8(FP), AX
	MOVQ y+16(FP), DI
	MOVQ v+24(FP), BX
	MOVQ ustep+32(FP), R8
	MOVQ step+40(FP), R9
	MOVQ n+48(FP), CX
	MOVQ lanes+56(FP), R10
	VMOVDQU16 (BX), Z10
	VMOVDQU16 (BX)(R10*1), Z11
	MOVL $0x4000, DX
	VPBROADCASTW DX, Z12
	VPXORQ Z0, Z0, Z0
	VPSUBW Z12, Z0, Z13
	MOVL $0x7fff, DX
	VPBROADCASTW DX, Z14
	MOVL $0x2000, DX
	VPBROADCASTW DX, Z15
	VPSUBW Z15, Z0, Z16
scanloop:
	VMOVDQU16 (SI), Z1
	VMOVDQU16 (SI)(R10*1), Z2
	VMOVDQU16 (SI)(R10*2), Z3
	VMOVDQU16 (AX), Z4
	GATE(Z2, Z10, Z0, Z5, Z13, Z12, Z14)
	GATE(Z3, Z11, Z0, Z6, Z13, Z12, Z14)
	VPSUBSW Z1, Z0, Z5
	VPMULHRSW Z5, Z2, Z5
	VPADDSW Z5, Z1, Z0
	VPMINSW Z15, Z0, Z5
	VPMAXSW Z16, Z5, Z5
	VPABSW Z5, Z6
	VPADDSW Z6, Z6, Z6
	VPSUBSW Z6, Z14, Z6
	VPMULHRSW Z6, Z5, Z5
	VPADDSW Z5, Z5, Z5
	VPSUBSW Z4, Z5, Z5
	VPMULHRSW Z5, Z3, Z5
	VPADDSW Z5, Z4, Z5
	VMOVDQU16 Z5, (DI)
	ADDQ R8, SI
	ADDQ R9, AX
	ADDQ R9, DI
	DECQ CX
	JNZ  scanloop
	VZEROUPPER
	RET

// STEP256 goes one token on in 16 lanes with state c.
#define STEP256(off, c, vf, vr) \
	VMOVDQU off(SI)(R10*1), Y2; \
	VMOVDQU off(SI)(R10*2), Y3; \
	GATE(Y2, vf, c, Y5, Y13, Y12, Y14); \
	GATE(Y3, vr, c, Y6, Y13, Y12, Y14); \
	VPSUBSW off(SI), c, Y5; \
	VPMULHRSW Y5, Y2, Y5; \
	VPADDSW off(SI), Y5, c; \
	VPMINSW Y15, c, Y5; \
	VPMAXSW Y9, Y5, Y5; \
	VPABSW Y5, Y6; \
	VPADDSW Y6, Y6, Y6; \
	VPSUBSW Y6, Y14, Y6; \
	VPMULHRSW Y6, Y5, Y5; \
	VPADDSW Y5, Y5, Y5; \
	VPSUBSW off(AX), Y5, Y5; \
	VPMULHRSW Y5, Y3, Y5; \
	VPADDSW off(AX), Y5, Y5; \
	VMOVDQU Y5, off(DI)

// func scan256(u, x, y, v *int16, ustep, step uintptr, n, lanes int)
// One block of 32 lanes as two of 16: each waits for its own state only, so
// that they fill one another's gaps.
TEXT ·scan256(SB), NOSPLIT, $0-64
	MOVQ u+0(FP), SI
	MOVQ x+8(FP), AX
	MOVQ y+16(FP), DI
	MOVQ v+24(FP), BX
	MOVQ ustep+32(FP), R8
	MOVQ step+40(FP), R9
	MOVQ n+48(FP), CX
	MOVQ lanes+56(FP), R10
	VMOVDQU (BX), Y10
	VMOVDQU (BX)(R10*1), Y11
	VMOVDQU 32(BX), Y1
	VMOVDQU 32(BX)(R10*1), Y4
	MOVL $0x4000, DX
	VMOVQ DX, X12
	VPBROADCASTW X12, Y12
	VPXOR Y0, Y0, Y0
	VPXOR Y7, Y7, Y7
	VPSUBW Y12, Y0, Y13
	MOVL $0x7fff, DX
	VMOVQ DX, X14
	VPBROADCASTW X14, Y14
	MOVL $0x2000, DX
	VMOVQ DX, X15
	VPBROADCASTW X15, Y15
	VPSUBW Y15, Y0, Y9
scanloop2:
	STEP256(0, Y0, Y10, Y11)
	STEP256(32, Y7, Y1, Y4)
	ADDQ R8, SI
	ADDQ R9, AX
	ADDQ R9, DI
	DECQ CX
	JNZ  scanloop2
	VZEROUPPER
	RET
