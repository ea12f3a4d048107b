"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntiConfig(AppConfig):
    name = "inti"
    verbose_name = _("Inti")
    default_auto_field = "django.db.models.BigAutoField"
