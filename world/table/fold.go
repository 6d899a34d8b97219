package table

import (
	"unicode"
	"unicode/utf8"
)

// folds holds, for letters beyond ASCII, what they are written as without
// their marks: pairs of a letter and its replacement, separated by spaces.
const folds = "àa áa âa ãa äa åa æae çc èe ée êe ëe ìi íi îi ïi ðd ñn òo óo ôo õo öo øo ùu úu ûu üu ýy þth ÿy " +
	"āa ăa ąa ćc ĉc ċc čc ďd đd ēe ĕe ėe ęe ěe ĝg ğg ġg ģg ĥh ħh ĩi īi ĭi įi ıi ĵj ķk ĺl ļl ľl łl ńn ņn ňn ŉn ŋn " +
	"ōo ŏo őo œoe ŕr ŗr řr śs ŝs şs šs ţt ťt ŧt ũu ūu ŭu ůu űu ųu ŵw ŷy źz żz žz ſs ƒf ơo ưu ǎa ǐi ǒo ǔu ǧg ǩk ǫo " +
	"șs țt əa ɛe ḍd ḏd ḑd ḥh ḩh ḫh ḳk ḵk ḷl ḹl ṃm ṅn ṇn ṉn ṛr ṟr ṣs ṫt ṭt ṯt ẇw ẏy ẓz ẕz ạa ảa ấa ầa ẩa ẫa ậa ắa ằa ẳa ẵa ặa " +
	"ẹe ẻe ẽe ếe ềe ểe ễe ệe ỉi ịi ọo ỏo ốo ồo ổo ỗo ộo ớo ờo ởo ỡo ợo ụu ủu ứu ừu ửu ữu ựu ỳy ỵy ỷy ỹy ßss"

// folding maps a lower-case letter to its plain spelling.
var folding = parseFolds(folds)

func parseFolds(s string) map[rune]string {
	m := map[rune]string{}
	start := 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == ' ' {
			r, n := utf8.DecodeRuneInString(s[start:i])
			m[r] = s[start+n : i]
			start = i + 1
		}
	}
	return m
}

// The hash is FNV-1a over the plain spelling, mixed at the end of each word.
const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

// Seed begins the hash of a phrase. Each list of phrases has its own.
type Seed uint64

// The lists of phrases.
const (
	Names Seed = offset64            // names of all kinds
	Roles Seed = offset64 ^ 0x9e3779 // titles and roles
	Words Seed = offset64 ^ 0x51ed27 // single words: parts of personal names
)

// Run is a stretch of letters and digits inside a token: the unit in which
// phrases are compared, so that it does not matter how a tokeniser splits
// Al-Shabaab or d'Ivoire.
type Run struct {
	Hash        uint64
	Token       int32
	First, Last bool // first or last run of its token
}

// AppendRuns appends the runs of one token. Marks such as hyphens, stops and
// apostrophes separate runs and are dropped; a comma is a run of its own.
func AppendRuns(to []Run, form string, token int32) []Run {
	n := len(to)
	h, in := uint64(offset64), false
	flush := func() {
		if in {
			to = append(to, Run{Hash: finish(h), Token: token})
			h, in = offset64, false
		}
	}
	for i := 0; i < len(form); {
		c := form[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			h, in = (h^uint64(c))*prime64, true
			i++
			continue
		case 'A' <= c && c <= 'Z':
			h, in = (h^uint64(c|0x20))*prime64, true
			i++
			continue
		case c == ',' || c == '&' || c == '+' || c == '$' || c == '%':
			flush()
			to = append(to, Run{Hash: finish((offset64 ^ uint64(c)) * prime64), Token: token})
			i++
			continue
		case c < utf8.RuneSelf:
			flush()
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(form[i:])
		i += size
		r = unicode.ToLower(r)
		if s, ok := folding[r]; ok {
			for j := 0; j < len(s); j++ {
				h = (h ^ uint64(s[j])) * prime64
			}
			in = true
		} else if unicode.IsLetter(r) || unicode.IsDigit(r) {
			h, in = (h^uint64(r))*prime64, true
		} else if !unicode.IsMark(r) {
			flush()
		}
	}
	flush()
	if len(to) > n {
		to[n].First = true
		to[len(to)-1].Last = true
	}
	return to
}

func finish(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	return h
}

// Join extends the hash of a phrase by a run.
func Join(phrase Seed, run uint64) Seed {
	return Seed((uint64(phrase)*0x9e3779b97f4a7c15 ^ run) * prime64)
}

// Fold returns s in lower case without marks: Yaoundé is yaounde.
func Fold(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] < utf8.RuneSelf && (s[i] < 'A' || s[i] > 'Z')
	}
	if plain {
		return s
	}
	b := make([]byte, 0, len(s)+4)
	for _, r := range s {
		if r < utf8.RuneSelf { // no such letter is in folding
			if r >= 'A' && r <= 'Z' {
				r |= 0x20
			}
			b = append(b, byte(r))
			continue
		}
		r = unicode.ToLower(r)
		if f, ok := folding[r]; ok {
			b = append(b, f...)
		} else if !unicode.IsMark(r) {
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}

// WordHash returns the hash of the first run of a word, as Run has it.
func WordHash(word string) uint64 {
	var room [4]Run
	if runs := AppendRuns(room[:0], word, 0); len(runs) > 0 {
		return runs[0].Hash
	}
	return 0
}
