# make run    builds, and serves the desk with the sample wire at http://127.0.0.1:7117
# make test   all tests; sets up what they need
# make check  quick tests and vet, for before a commit
# make lint   go vet, staticcheck, gofumpt
# make fuzz   spoils what every decoder takes in, FUZZTIME each
# make bench  speed, over BENCH (lines {id,date,text})
# make volume a record of 2,000 stories: what asking, adding and importing take, within 4 times the bars for 100,000 on a quiet machine
# make judge  trains the judge of events, the guess of countries and the sides of events anew; needs Python 3.11 and the development data, an hour of a core
# make vuln   known vulnerabilities in what the program uses; needs the network, or VULNDB

SHELL := /bin/sh
GO ?= go
FUZZTIME ?= 5m
BENCH ?= ../shared/data/bench/text.jsonl
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.0
GOFUMPT := mvdan.cc/gofumpt@v0.12.0
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0
VULNDB ?= https://vuln.go.dev
export CGO_ENABLED = 0

.PHONY: build run test check lint fuzz bench volume judge vuln clean go-there
build: go-there
	$(GO) build -trimpath -o bin/dateline ./cmd/dateline

run: build
	./bin/dateline serve

test: go-there
	@./script/setup $(GO)
	$(GO) test -timeout 45m ./...

check: go-there
	$(GO) vet ./...
	$(GO) test -short -timeout 5m ./...

lint: go-there
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	@bad=$$($(GO) run $(GOFUMPT) -l .) || exit 1; if [ -n "$$bad" ]; then echo "not formatted (gofumpt -w):"; echo "$$bad"; exit 1; fi

fuzz: go-there
	@for file in $$(grep -rl '^func Fuzz' --include=*_test.go intake source); do \
		for name in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\)(.*/\1/p' $$file); do \
			$(GO) test ./$$(dirname $$file) -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x || exit 1; \
		done; \
	done

bench: build
	./bin/dateline bench $(BENCH)

volume: build
	./bin/dateline bench record --stories 2000 --asks 20 --slack 8

judge: build
	python3 -m venv train/judge/.venv
	train/judge/.venv/bin/pip install -q -r train/judge/requirements.txt
	./bin/dateline lines > train/judge/lines.jsonl
	train/judge/.venv/bin/python train/judge/judge.py train/judge/lines.jsonl ../shared read/judge/weights.bin
	train/judge/.venv/bin/python train/judge/home.py train/judge/lines.jsonl read/event/data/homes.tsv
	$(GO) build -trimpath -o bin/dateline ./cmd/dateline
	./bin/dateline lines --sides > train/judge/sides.jsonl
	train/judge/.venv/bin/python train/judge/sides.py train/judge/sides.jsonl read/event/data/sides.tsv 3 20
	$(GO) build -trimpath -o bin/dateline ./cmd/dateline
	./bin/dateline lines --outcomes > train/judge/outcomes.jsonl
	train/judge/.venv/bin/python train/judge/signs.py train/judge/outcomes.jsonl read/event/data/confidence.tsv 20
	./bin/dateline lines --ranks > train/judge/outcomes.jsonl
	train/judge/.venv/bin/python train/judge/signs.py train/judge/outcomes.jsonl read/rank/data/rank.tsv 5
	for kind in quote figure pledge; do \
	  ./bin/dateline lines --sure $$kind > train/judge/outcomes.jsonl && \
	  train/judge/.venv/bin/python train/judge/signs.py train/judge/outcomes.jsonl read/sure/data/$$kind.tsv 20 || exit 1; done
	for what in true plain best; do \
	  ./bin/dateline lines --leads $$what > train/judge/outcomes.jsonl && \
	  train/judge/.venv/bin/python train/judge/signs.py train/judge/outcomes.jsonl desk/page/lead/$$what.tsv 10 || exit 1; done
	./bin/dateline eval links --signs --pairs fit > train/judge/outcomes.jsonl
	train/judge/.venv/bin/python train/judge/signs.py train/judge/outcomes.jsonl link/same.tsv 0.3

vuln: go-there
	$(GO) run $(GOVULNCHECK) -db $(VULNDB) ./...

clean:
	rm -rf bin

go-there:
	@./script/go-there $(GO)
