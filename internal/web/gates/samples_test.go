package gates_test

import (
	"testing"

	"phongtrao/internal/web/gates"
	"phongtrao/internal/web/pagetest"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, gates.Screens()) }
