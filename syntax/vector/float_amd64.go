package vector

//go:noescape
func floatTile512(a *float32, ars, acs uintptr, b, c *float32, crs uintptr, k int)

//go:noescape
func floatTile256(a *float32, ars, acs uintptr, b, c *float32, crs uintptr, k int)

func floatTile(a []float32, ars, acs int, b, c []float32, crs, k int) {
	if best == scalar {
		floatTileGo(a, ars, acs, b, c, crs, k)
		return
	}
	_ = a[7*ars+(k-1)*acs]
	_ = b[32*k-1]
	_ = c[7*crs+31]
	if best == avx512 {
		floatTile512(&a[0], uintptr(4*ars), uintptr(4*acs), &b[0], &c[0], uintptr(4*crs), k)
		return
	}
	for i := 0; i < rows; i += 4 {
		for j := 0; j < width; j += 16 {
			floatTile256(&a[i*ars], uintptr(4*ars), uintptr(4*acs), &b[j], &c[i*crs+j], uintptr(4*crs), k)
		}
	}
}
