"""Addresses of one's own account, beside those of allauth."""

from django.urls import path

from akun import views

app_name = "akun"
urlpatterns = [
    path("langkah-kedua/", views.langkah_kedua, name="langkah-kedua"),
    path("sambung/", views.sambung, name="sambung"),
]
