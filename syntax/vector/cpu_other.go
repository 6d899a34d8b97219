//go:build !amd64

package vector

func detect() level { return scalar }
func vnni256() bool { return false }
