"""Every speed claim, runnable: `python -m benchmarks NAME` prints JSON lines with a ratio against a baseline."""
