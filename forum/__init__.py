"""The voice of citizens and partners, and what became of it."""
