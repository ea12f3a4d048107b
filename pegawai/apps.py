"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PegawaiConfig(AppConfig):
    name = "pegawai"
    verbose_name = _("Kepegawaian")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what may be done here and by whom; offer menu entries, reports and tasks."""
        from pegawai import daftar  # noqa: F401, PLC0415  # models exist only once the apps are loaded
