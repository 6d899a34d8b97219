//go:build !amd64

package vector

func floatTile(a []float32, ars, acs int, b, c []float32, crs, k int) {
	floatTileGo(a, ars, acs, b, c, crs, k)
}
