package db

// SetBusy makes the wait for another program's writing shorter, in milliseconds, and returns what undoes it.
func SetBusy(ms int) func() {
	old := liteBusy
	liteBusy = ms
	return func() { liteBusy = old }
}
