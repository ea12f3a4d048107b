"""Measures the product against what the machine can do at best, in the same run."""
