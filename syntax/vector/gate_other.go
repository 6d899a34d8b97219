//go:build !amd64

package vector

func gateForward(*Gates, int, int, int) bool { return false }
func gateBack(*Gates, int, int, int) bool    { return false }
