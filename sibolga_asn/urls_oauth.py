"""The two OAuth2 addresses that machine clients need; the rest of the library stays closed."""

from django.urls import path
from oauth2_provider import views

app_name = "oauth2_provider"
urlpatterns = [
    path("token/", views.TokenView.as_view(), name="token"),
    path("cabut/", views.RevokeTokenView.as_view(), name="revoke-token"),
]
