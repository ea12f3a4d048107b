"""/.well-known/security.txt (RFC 9116): where somebody who found a fault can tell it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from inti import instansi, waktu

BERLAKU = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The contact of the city's row; 404 while there is none, for an address that nobody reads would be worse."""
    ini = instansi.kini()
    if not ini.email:
        raise Http404
    sampai = datetime.combine(waktu.today() + BERLAKU, time.min, UTC)
    baris = [f"Contact: mailto:{ini.email}"]
    if ini.telepon:
        baris.append(f"Contact: tel:{''.join(c for c in ini.telepon if c.isdecimal() or c == '+')}")
    baris += [f"Expires: {sampai:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: id, en"]
    if settings.ALAMAT:
        baris.append(f"Canonical: {settings.ALAMAT}/.well-known/security.txt")
    return HttpResponse(
        "\n".join(baris) + "\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "max-age=86400"}
    )
