"""Reads of performance, each scoped to who asks; split by who reads."""
