"""The engines of a fresh machine: PostgreSQL, Valkey, web, worker and clock from one command, nothing to install."""
