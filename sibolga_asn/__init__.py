"""The composition root: settings, URLs, servers and the engines of a fresh machine."""

from sibolga_asn.celery import app as celery_app

__all__ = ["celery_app"]
