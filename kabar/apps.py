"""App registration."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from kabar.checks import check_pengantar


class KabarConfig(AppConfig):
    name = "kabar"
    verbose_name = _("Kabar")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what may be done here and by whom, and the kinds of messages of the apps below."""
        register(check_pengantar, Tags.security, deploy=True)
        from kabar import daftar  # noqa: F401, PLC0415  # models exist only once the apps are loaded
