"""Speed as ratios against a named peer, both measured in one run: `python -m benchmarks`."""
