"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlurConfig(AppConfig):
    name = "alur"
    verbose_name = _("Alur kerja")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the list of what waits, and the parameter of due days."""
        from alur import daftar  # noqa: F401, PLC0415  # models exist only once the apps are loaded
