"""Question sets, measures, runs and benchmarks."""
