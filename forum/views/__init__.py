"""Pages of the citizens' room."""
