"""The two OAuth2 addresses that machine clients need; the rest of the library stays closed."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider import views

KLIEN = "client_credentials"  # the one kind of grant that is offered


@method_decorator(csrf_exempt, name="dispatch")
class TerbacaMixin:
    """Refuse credentials that are no text: the library would stumble over their bytes.

    Machines bring no cookie, so that nobody can be made to ask in their place: no CSRF token, as in the library.
    """

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer 400 in JSON, as RFC 6749 says of a malformed request."""
        if not request.headers.get("Authorization", "").isascii():
            return JsonResponse({"error": "invalid_request"}, status=400)
        jawab: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of the view beside it
        return jawab


class Token(TerbacaMixin, views.TokenView):
    """Tokens for machine clients."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Answer in JSON, as RFC 6749 says.

        SECURITY: every other kind of grant is refused before the library sees it. Of 'password' it would judge name and password
        first, without a limit, and so tell whoever has a machine's secret which passwords are right.
        """
        if request.POST.get("grant_type") != KLIEN:
            return JsonResponse({"error": "unsupported_grant_type"}, status=400)
        jawab: HttpResponse = self.authorization_flow_token_response(request)
        return jawab


class Cabut(TerbacaMixin, views.RevokeTokenView):
    """A token given back."""


app_name = "oauth2_provider"
urlpatterns = [
    path("token/", Token.as_view(), name="token"),
    path("cabut/", Cabut.as_view(), name="revoke-token"),
]
