"""Addresses of the public rule calculator; its API resource stands in sibolga_asn.urls_api."""

from django.urls import path

from aturan.views import kalkulator

urlpatterns = [
    path("", kalkulator.kalkulator, name="kalkulator"),
    path("<slug:nama>/", kalkulator.kalkulator_aturan, name="kalkulator-aturan"),
]
