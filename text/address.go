package text

// address returns the end of an e-mail address whose first word began at byte i
// and whose @ is at byte j or soon after; 0 where there is none.
func (z *scanner) address(i, j int) int {
	s := z.s
	limit := min(len(s), j+reach)
	for j < limit && s[j] != '@' {
		if c := classes[s[j]]; c&alnum == 0 && s[j] != '.' && s[j] != '-' && s[j] != '+' {
			return 0
		}
		j++
	}
	if j >= limit || !isAlnum(s, j+1) {
		return 0
	}
	end := j + 1
	for end < len(s) && (classes[s[end]]&alnum != 0 || s[end] == '.' || s[end] == '-') {
		end++
	}
	for end > j+1 && classes[s[end-1]]&alnum == 0 {
		end--
	}
	return end
}

// location returns the end of an address of the web or a file's name that
// began at byte i with the word s[i:j], whose next byte is a colon or a stop;
// 0 where there is none.
func (z *scanner) location(i, j int) int {
	s := z.s
	if s[j] == ':' {
		if j+3 < len(s) && s[j+1] == '/' && s[j+2] == '/' && !isBlank(s, j+3) {
			return z.chunk(i, j+3)
		}
		if s[i:j] == "mailto" && isAlnum(s, j+1) {
			return z.chunk(i, j+1)
		}
		return 0
	}
	if (s[i:j] == "www" || s[i:j] == "WWW") && isAlnum(s, j+1) {
		return z.chunk(i, j+1)
	}
	end := z.hostEnd(j)
	switch {
	case end == 0:
		return 0
	case end+1 < len(s) && s[end] == '/' && isAlnum(s, end+1):
		return z.chunk(i, end+1)
	}
	return end
}

// hostEnd returns the end of the labels that follow the stop at byte j when the
// last of them ends a host's or a file's name; 0 otherwise.
func (z *scanner) hostEnd(j int) int {
	s := z.s
	limit := min(len(s), j+reach)
	last, end := j, j
	for end < limit {
		c := classes[s[end]]
		if s[end] == '.' {
			if end+1 >= limit || classes[s[end+1]]&alnum == 0 {
				break
			}
			last = end
		} else if c&alnum == 0 && s[end] != '-' {
			break
		}
		end++
	}
	if end >= limit && limit < len(s) {
		return 0
	}
	if end <= last || z.v.fold(s[last+1:end], isEnding) == 0 {
		return 0
	}
	return end
}

// chunk returns the end of the run of bytes without white space that goes on at
// byte j, without the punctuation that closes the sentence or bracket around
// it. A bracket that opened inside stays.
func (z *scanner) chunk(i, j int) int {
	s := z.s
	open := 0
	for j < len(s) {
		c, n := at(s, j)
		if c&blank != 0 || s[j] == '<' || s[j] == '>' || s[j] == '"' || s[j] == 0xe2 {
			break
		}
		switch s[j] {
		case '(':
			open++
		case ')':
			open--
		}
		j += n
	}
	for j > i+1 {
		switch s[j-1] {
		case '.', ',', ';', ':', '!', '?', '\'', ']', '}', '*':
			j--
			continue
		case ')':
			if open < 0 {
				open++
				j--
				continue
			}
		}
		break
	}
	return j
}
