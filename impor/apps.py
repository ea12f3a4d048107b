"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImporConfig(AppConfig):
    name = "impor"
    verbose_name = _("Impor")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare who may bring lists in; offer the menu entry and the jobs."""
        from impor import daftar  # noqa: F401, PLC0415  # models exist only once the apps are loaded
