"""Pages about one's own account that allauth has not."""

from __future__ import annotations

from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from akun import sso
from akun.adapter import SAMBUNG, tolak_sso
from akun.kewenangan import masuk, publik
from akun.permintaan import konteks_of
from inti import waktu

MASA_SAMBUNG = 600  # seconds in which a first national sign-in can be confirmed


@require_safe
@masuk
def langkah_kedua(request: HttpRequest) -> HttpResponse:
    """Why a second step of signing in is needed here, and the two ways to set one up."""
    if not konteks_of(request).perlu_faktor:
        return redirect("mfa_index")
    return render(request, "akun/langkah_kedua.html")


@require_http_methods(["GET", "HEAD", "POST"])
@publik
def sambung(request: HttpRequest) -> HttpResponse:
    """Confirm that the national login and an account here are the same person's; then go in."""
    tertunda = request.session.get(SAMBUNG)
    if not tertunda or waktu.now().timestamp() - tertunda["at"] > MASA_SAMBUNG:
        request.session.pop(SAMBUNG, None)
        return redirect("account_login")
    datang = SocialLogin.deserialize(tertunda["masuk"])
    try:
        pengguna = sso.get_pengguna(datang)
    except sso.SsoDitolakError as error:
        del request.session[SAMBUNG]
        return tolak_sso(request, error)
    if request.method != "POST":
        return render(request, "akun/sambung.html", {"pemilik": pengguna})
    del request.session[SAMBUNG]
    datang.connect(request, pengguna)
    jawab: HttpResponse = complete_social_login(request, SocialLogin.deserialize(tertunda["masuk"]))
    return jawab
