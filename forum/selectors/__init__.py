"""Reads of the citizens' room, each scoped to who asks."""
