"""A password hash for tests: the same kind as in production, made in a moment."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class ArgonRingan(Argon2PasswordHasher):
    """Argon2 with the least work; a server with the ordinary settings can verify its hashes."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
