"""The Atom feed of what changed, for readers of news and for other sites."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from akun.kewenangan import publik
from akun.permintaan import konteks_of
from forum.selectors.umpan import Butir, list_umpan


class UmpanBerubah(Feed):  # type: ignore[type-arg]  # not subscriptable at run time
    """Published follow-ups, their news, and official answers to topics, newest first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[Butir]:
        """The entries. Three queries."""
        return list_umpan(konteks_of(request))

    def title(self) -> str:
        return _("Yang berubah, yang belum, yang tidak bisa, dan mengapa")

    def link(self) -> str:
        return reverse("forum:berubah")

    def items(self, obj: list[Butir]) -> list[Butir]:
        return obj

    def item_title(self, item: Butir) -> str:
        return item.judul

    def item_description(self, item: Butir) -> str:
        return item.isi

    def item_link(self, item: Butir) -> str:
        return item.url

    def item_guid(self, item: Butir) -> str:
        return f"urn:sibolga-asn:{item.kunci}"

    def item_author_name(self, item: Butir) -> str:
        return item.unit

    def item_pubdate(self, item: Butir) -> datetime:
        return item.pada_at

    def item_updateddate(self, item: Butir) -> datetime:
        return item.pada_at


_umpan = UmpanBerubah()


@publik
@require_safe
@cache_control(public=True, max_age=300)
def umpan(request: HttpRequest) -> HttpResponse:
    """The feed; the same for everybody."""
    return _umpan(request)
