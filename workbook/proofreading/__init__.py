"""Proofreading: two engines behind one protocol, on this machine and nowhere else."""
