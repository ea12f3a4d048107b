"""The law on employees: numbers, ranks, posts, retirement. Pure functions, one module a subject."""
