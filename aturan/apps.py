"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AturanConfig(AppConfig):
    name = "aturan"
    verbose_name = _("Aturan")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what may be done here and by whom; give rules their source of values."""
        from aturan import daftar  # noqa: F401, PLC0415  # models exist only once the apps are loaded
