"""What the product measures of a scripted desk, beside what METRICS says of it: `python -m bench.truth`."""
