package model

import "encoding/hex"

// Sum returns the first 8 hexadecimal digits of the checksum that a weight file
// carries: the short name of its weights; "" for what is no weight file.
func Sum(file string) string {
	const at = len(magic) + 4
	if len(file) < at+4 || file[:len(magic)] != magic {
		return ""
	}
	return hex.EncodeToString([]byte(file[at : at+4]))
}
