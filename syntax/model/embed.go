package model

import _ "embed" // for the weights

//go:embed english.bin
var english string

// Embedded returns the weight file that the program carries.
func Embedded() string { return english }
