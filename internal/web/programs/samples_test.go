package programs_test

import (
	"testing"

	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/programs"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, programs.Screens()) }
