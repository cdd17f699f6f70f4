"""What unscroll costs, measured: `python -m bench.cost` prints each figure beside its limit (CONTRACT.md 6)."""
