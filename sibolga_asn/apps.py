"""The admin site in our words."""

from django.contrib.admin.apps import AdminConfig


class SibolgaAdminConfig(AdminConfig):
    default_site = "sibolga_asn.admin.SibolgaAdminSite"
