"""App registration of the bare server."""

from django.apps import AppConfig


class AllauthPolos(AppConfig):
    """allauth's accounts as models alone: its own AppConfig insists on a middleware, and the bare server has none."""

    name = "allauth.account"
    default_auto_field = "django.db.models.AutoField"
