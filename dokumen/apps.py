"""The app and what it offers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DokumenConfig(AppConfig):
    """Files of every subject."""

    name = "dokumen"
    verbose_name = _("dokumen")
    default_auto_field = "django.db.models.BigAutoField"
