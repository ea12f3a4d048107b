"""Services from request to decree, a folder each: what a person asks of the personnel office, and what becomes of it."""
