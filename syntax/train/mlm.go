package train

type maskedWords struct{}

func readRaw(path string, words int) ([][]string, error) { return nil, nil }
