"""Settings of the worker in test_pekerja.py: the product's, and a slow kind of work."""

from sibolga_asn.settings import *  # noqa: F403

CELERY_IMPORTS = ("tests.laporan.kerja_lambat",)
