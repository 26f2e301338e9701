"""Benchmarks: ratios measured in one run. Not tests: `make bench` prints them."""
