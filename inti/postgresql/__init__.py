"""PostgreSQL as Django speaks it, with one question less a request (`ENGINE` in the settings)."""
