package dateline

import "embed"

// What a reading rests on: the packages that line imports, at any depth, with
// the data that they embed. A test in line fails where one is missing here.
// The linker keeps identical files once, so the weights are not there twice.
//
//go:embed calendar/*.go
//go:embed fact/*.go
//go:embed grammar/clause/*.go
//go:embed grammar/mend/*.go
//go:embed grammar/modality/*.go
//go:embed grammar/phrase/*.go
//go:embed grammar/role/*.go grammar/role/*.bin grammar/role/*.tsv
//go:embed grammar/role/feature/*.go
//go:embed grammar/role/roleset/*.go
//go:embed grammar/status/*.go
//go:embed grammar/tree/*.go
//go:embed grammar/words/*.go
//go:embed internal/fault/*.go
//go:embed internal/signs/*.go
//go:embed internal/tsv/*.go
//go:embed lang/*.go
//go:embed lang/en/*.go lang/en/*.tsv
//go:embed line/*.go
//go:embed news/*.go
//go:embed ontology/*.go ontology/*.tsv
//go:embed read/*.go
//go:embed read/coref/*.go read/coref/*.bin
//go:embed read/date/*.go
//go:embed read/event/*.go read/event/data/*.tsv read/event/frames/*.tsv
//go:embed read/figure/*.go
//go:embed read/judge/*.go read/judge/*.bin
//go:embed read/name/*.go
//go:embed read/name/label/*.go read/name/label/*.bin
//go:embed read/pledge/*.go read/pledge/*.tsv
//go:embed read/quote/*.go
//go:embed read/rank/*.go read/rank/data/*.tsv
//go:embed read/retell/*.go
//go:embed read/sure/*.go read/sure/data/*.tsv
//go:embed record/*.go
//go:embed say/*.go say/*.tsv
//go:embed syntax/*.go
//go:embed syntax/casing/*.go syntax/casing/*.bin
//go:embed syntax/conllu/*.go
//go:embed syntax/encoder/*.go
//go:embed syntax/model/*.go syntax/model/*.bin syntax/model/*.tsv
//go:embed syntax/transformer/*.go
//go:embed syntax/tree/*.go
//go:embed syntax/vector/*.go syntax/vector/*.s
//go:embed text/*.go text/*.bin
//go:embed world/*.go world/data/world.bin
//go:embed world/table/*.go
var source embed.FS

// Source returns the code and the data by which stories are read, as they were
// when the program was built. It exists to be hashed: package line makes the
// reader's name of it, so that no change of what is read goes unnoticed.
func Source() embed.FS { return source }
