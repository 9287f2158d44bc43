"""Some thousands of random faults against real servers: `python -m bench.chaos`."""
