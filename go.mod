module github.com/datelinewire/dateline

go 1.26.0

require (
	github.com/BurntSushi/toml v1.6.0
	github.com/zeebo/xxh3 v1.1.0
)

require (
	github.com/klauspost/cpuid/v2 v2.2.10 // indirect
	golang.org/x/sys v0.49.0 // indirect
)
