package gate

// Unread is an element of a batch that is no record: it is kept and named, and the others land.
type Unread struct {
	Seq  int64 // its number where that could be read, else one made of its bytes, below zero
	Text string
	Raw  []byte
}
