"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LayananConfig(AppConfig):
    name = "layanan"
    verbose_name = _("Layanan kepegawaian")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what may be done here and by whom; offer processes, kinds of files and menu entries."""
        from layanan import daftar  # noqa: F401, PLC0415  # models exist only once the apps are loaded
