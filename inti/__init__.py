"""Shared kernel: reasons, time, numbers, errors, events and the look; knows no other app."""
