"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisasiConfig(AppConfig):
    name = "organisasi"
    verbose_name = _("Organisasi")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer reference data, and say whose system this is."""
        from organisasi import daftar  # noqa: F401, PLC0415  # models exist only once the apps are loaded
