package figures_test

import (
	"testing"

	"phongtrao/internal/web/figures"
	"phongtrao/internal/web/pagetest"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, figures.Screens()) }
