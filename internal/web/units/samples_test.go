package units_test

import (
	"testing"

	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/units"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, units.Screens()) }
