package campaigns

import "phongtrao/internal/base/ui"

func showSamples() ui.Samples[show]                { return nil }
func listSamples() ui.Samples[list]                { return nil }
func levelSamples() ui.Samples[level]              { return nil }
func sheetSamples(title string) ui.Samples[*sheet] { return nil }
func targetsSamples() ui.Samples[targets]          { return nil }
func targetSamples() ui.Samples[target]            { return nil }
func driveSamples() ui.Samples[drive]              { return nil }
