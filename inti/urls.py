"""URLs that belong to no subject."""

from django.urls import path

from inti import gaya, keamanan, luring, views

urlpatterns = [
    path("sehat/hidup", views.sehat_hidup, name="sehat-hidup"),
    path("sehat/siap", views.sehat_siap, name="sehat-siap"),
    path("gaya/", gaya.galeri, name="gaya"),
    path(".well-known/security.txt", keamanan.security_txt, name="security-txt"),
    path("bahasa/", views.bahasa, name="bahasa"),
    path("luring/", luring.luring, name="luring"),
    path("pekerja.js", luring.pekerja, name="pekerja"),
]
