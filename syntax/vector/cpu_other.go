//go:build !amd64

package vector

func detect() level { return scalar }
