package model

import _ "embed" // for the weights

//go:embed english.bin
var english string

// Embedded gives the weight file that the program carries.
func Embedded() string { return english }
