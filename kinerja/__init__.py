"""Performance: targets, SKP, progress, evaluation and the live board."""
