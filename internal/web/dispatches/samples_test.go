package dispatches_test

import (
	"testing"

	"phongtrao/internal/web/dispatches"
	"phongtrao/internal/web/pagetest"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, dispatches.Screens()) }
