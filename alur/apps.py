"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlurConfig(AppConfig):
    name = "alur"
    verbose_name = _("Alur kerja")
    default_auto_field = "django.db.models.BigAutoField"
