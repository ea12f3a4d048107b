"""Addresses of files."""

from django.urls import path

from dokumen import views

app_name = "dokumen"
urlpatterns = [path("<slug:kode>/", views.buka, name="buka")]
