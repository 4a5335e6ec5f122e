package edition

import (
	"encoding/json"
	"fmt"

	"phongtrao/internal/base/paper"
)

// A document is kept as JSON in which each block says what it is. The same document gives the same text: fields stand in the order
// of their types, and nothing in it is a map.

type keptBlock struct {
	Is   string
	What json.RawMessage
}

type keptAnnex struct {
	Title  string
	Blocks []keptBlock
}

type keptDocument struct {
	paper.Document
	Blocks  []keptBlock
	Annexes []keptAnnex
}

func encode(d paper.Document) (string, error) {
	k := keptDocument{Document: d}
	k.Document.Blocks, k.Document.Annexes = nil, nil
	var err error
	if k.Blocks, err = encodeBlocks(d.Blocks); err != nil {
		return "", err
	}
	for _, a := range d.Annexes {
		blocks, err := encodeBlocks(a.Blocks)
		if err != nil {
			return "", err
		}
		k.Annexes = append(k.Annexes, keptAnnex{a.Title, blocks})
	}
	text, err := json.Marshal(k)
	return string(text), err
}

func encodeBlocks(blocks []paper.Block) (all []keptBlock, err error) {
	for _, b := range blocks {
		k := keptBlock{Is: fmt.Sprintf("%T", b)}
		if k.What, err = json.Marshal(b); err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, nil
}

func decode(text string) (paper.Document, error) {
	var k keptDocument
	if err := json.Unmarshal([]byte(text), &k); err != nil {
		return paper.Document{}, fmt.Errorf("edition: a kept document: %w", err)
	}
	d := k.Document
	var err error
	if d.Blocks, err = decodeBlocks(k.Blocks); err != nil {
		return d, err
	}
	for _, a := range k.Annexes {
		blocks, err := decodeBlocks(a.Blocks)
		if err != nil {
			return d, err
		}
		d.Annexes = append(d.Annexes, paper.Annex{Title: a.Title, Blocks: blocks})
	}
	return d, nil
}

func decodeBlocks(kept []keptBlock) (all []paper.Block, err error) {
	for _, k := range kept {
		read := readers[k.Is]
		if read == nil {
			return nil, fmt.Errorf("edition: a kept document holds a %s, which this build does not know", k.Is)
		}
		b, err := read(k.What)
		if err != nil {
			return nil, fmt.Errorf("edition: a kept document: %w", err)
		}
		all = append(all, b)
	}
	return all, nil
}

func reader[B paper.Block](text json.RawMessage) (paper.Block, error) {
	var b B
	err := json.Unmarshal(text, &b)
	return b, err
}

var readers = map[string]func(json.RawMessage) (paper.Block, error){
	"paper.Heading": reader[paper.Heading], "paper.Para": reader[paper.Para], "paper.List": reader[paper.List],
	"paper.Table": reader[paper.Table], "paper.Chart": reader[paper.Chart], "paper.Break": reader[paper.Break],
}
