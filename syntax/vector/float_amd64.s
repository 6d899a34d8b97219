#include "textflag.h"

#define ROW(mem, lo, hi) \
	VBROADCASTSS mem, Z18; \
	VFMADD231PS Z16, Z18, lo; \
	VFMADD231PS Z17, Z18, hi

#define PUT(lo, hi) \
	VADDPS (DI), lo, lo; \
	VADDPS 64(DI), hi, hi; \
	VMOVUPS lo, (DI); \
	VMOVUPS hi, 64(DI); \
	ADDQ R10, DI

// func floatTile512(a *float32, ars, acs uintptr, b, c *float32, crs uintptr, k int)
TEXT ·floatTile512(SB), NOSPLIT, $0-56
	MOVQ a+0(FP), AX
	MOVQ ars+8(FP), R8
	MOVQ acs+16(FP), R9
	MOVQ b+24(FP), SI
	MOVQ c+32(FP), DI
	MOVQ crs+40(FP), R10
	MOVQ k+48(FP), CX
	LEAQ (R8)(R8*2), R11
	LEAQ (AX)(R11*1), BX
	LEAQ (BX)(R11*1), DX
	VPXORQ Z0, Z0, Z0
	VPXORQ Z1, Z1, Z1
	VPXORQ Z2, Z2, Z2
	VPXORQ Z3, Z3, Z3
	VPXORQ Z4, Z4, Z4
	VPXORQ Z5, Z5, Z5
	VPXORQ Z6, Z6, Z6
	VPXORQ Z7, Z7, Z7
	VPXORQ Z8, Z8, Z8
	VPXORQ Z9, Z9, Z9
	VPXORQ Z10, Z10, Z10
	VPXORQ Z11, Z11, Z11
	VPXORQ Z12, Z12, Z12
	VPXORQ Z13, Z13, Z13
	VPXORQ Z14, Z14, Z14
	VPXORQ Z15, Z15, Z15
loop:
	VMOVUPS (SI), Z16
	VMOVUPS 64(SI), Z17
	ROW((AX), Z0, Z1)
	ROW((AX)(R8*1), Z2, Z3)
	ROW((AX)(R8*2), Z4, Z5)
	ROW((BX), Z6, Z7)
	ROW((BX)(R8*1), Z8, Z9)
	ROW((BX)(R8*2), Z10, Z11)
	ROW((DX), Z12, Z13)
	ROW((DX)(R8*1), Z14, Z15)
	ADDQ R9, AX
	ADDQ R9, BX
	ADDQ R9, DX
	ADDQ $128, SI
	DECQ CX
	JNZ  loop
	PUT(Z0, Z1)
	PUT(Z2, Z3)
	PUT(Z4, Z5)
	PUT(Z6, Z7)
	PUT(Z8, Z9)
	PUT(Z10, Z11)
	PUT(Z12, Z13)
	PUT(Z14, Z15)
	VZEROUPPER
	RET

#define ROW256(mem, lo, hi) \
	VBROADCASTSS mem, Y10; \
	VFMADD231PS Y8, Y10, lo; \
	VFMADD231PS Y9, Y10, hi

#define PUT256(lo, hi) \
	VADDPS (DI), lo, lo; \
	VADDPS 32(DI), hi, hi; \
	VMOVUPS lo, (DI); \
	VMOVUPS hi, 32(DI); \
	ADDQ R10, DI

// func floatTile256(a *float32, ars, acs uintptr, b, c *float32, crs uintptr, k int)
// Four rows, 16 columns: as many sums as there are registers.
TEXT ·floatTile256(SB), NOSPLIT, $0-56
	MOVQ a+0(FP), AX
	MOVQ ars+8(FP), R8
	MOVQ acs+16(FP), R9
	MOVQ b+24(FP), SI
	MOVQ c+32(FP), DI
	MOVQ crs+40(FP), R10
	MOVQ k+48(FP), CX
	LEAQ (R8)(R8*2), R11
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7
loop256:
	VMOVUPS (SI), Y8
	VMOVUPS 32(SI), Y9
	ROW256((AX), Y0, Y1)
	ROW256((AX)(R8*1), Y2, Y3)
	ROW256((AX)(R8*2), Y4, Y5)
	ROW256((AX)(R11*1), Y6, Y7)
	ADDQ R9, AX
	ADDQ $128, SI
	DECQ CX
	JNZ  loop256
	PUT256(Y0, Y1)
	PUT256(Y2, Y3)
	PUT256(Y4, Y5)
	PUT256(Y6, Y7)
	VZEROUPPER
	RET
