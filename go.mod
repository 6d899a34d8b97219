module github.com/datelinewire/dateline

go 1.26
