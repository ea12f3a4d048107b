"""Mail that libraries write goes through our outbox: no page waits for a mail server or fails because of one."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.test import Client

from akun.models import Pengguna
from kabar import antar, pos
from kabar.checks import check_pengantar
from kabar.models import Antaran, IsiSurat, StatusAntaran, SuratContoh
from tests.akun.factories import SANDI
from tests.kabar.server_surat import ServerSurat


@pytest.fixture(autouse=True)
def _antrean(settings: Any, db: None) -> None:
    """As in production: the test runner has put its own mail backend there."""
    settings.EMAIL_BACKEND = "kabar.pos.AntreanSurat"


def test_a_password_reset_answers_while_the_mail_server_is_down_and_arrives_later(
    client: Client, orang: Pengguna, server_mati: ServerSurat, settings: Any
) -> None:
    orang.set_password(SANDI)
    orang.save()
    jawab = client.post("/akun/password/reset/", {"email": orang.email})

    assert jawab.status_code == 302
    assert antar.antar() == {"menunggu": 1}
    settings.PENGANTAR_SURAT = "kabar.pos.BukuContoh"
    Antaran.objects.update(coba_at="2020-01-01T00:00Z")
    assert antar.antar() == {"terkirim": 1}
    surat = SuratContoh.objects.get()
    assert surat.kepada == orang.email
    assert "/akun/password/reset/key/" in surat.teks


def test_the_text_of_a_mail_that_was_sent_is_not_kept(server_surat: ServerSurat) -> None:
    send_mail("Ganti sandi", "https://contoh.invalid/rahasia", None, ["warga@contoh.go.id"])
    assert IsiSurat.objects.get().teks.endswith("rahasia")

    antar.antar()

    assert not IsiSurat.objects.exists()
    assert Antaran.objects.get().alamat == ""
    assert server_surat.surat[0].get_content().strip().endswith("rahasia")


def test_each_recipient_gets_a_mail_of_their_own_and_sees_nobody_else(server_surat: ServerSurat) -> None:
    pesan = EmailMultiAlternatives("Halo", "teks", to=["a@contoh.go.id", "B <b@contoh.go.id>"], bcc=["c@contoh.go.id"])
    pesan.attach_alternative("<p>teks</p>", "text/html")

    assert pesan.send() == 1
    antar.antar()

    assert [s["To"] for s in server_surat.surat] == ["a@contoh.go.id", "b@contoh.go.id", "c@contoh.go.id"]
    assert "<p>teks</p>" in server_surat.surat[0].get_body(("html",)).get_content()


def test_a_subject_of_two_lines_becomes_one_header(server_surat: ServerSurat) -> None:
    send_mail("Halo\r\nBcc: semua@contoh.go.id", "teks", None, ["a@contoh.go.id"])
    antar.antar()

    assert server_surat.surat[0]["Subject"] == "Halo Bcc: semua@contoh.go.id"
    assert server_surat.surat[0]["Bcc"] is None


@pytest.mark.parametrize("alamat", ["bukan alamat", "a@contoh.go.id\nBcc: b@contoh.go.id", ""])
def test_a_mail_to_no_address_is_kept_with_the_reason(alamat: str) -> None:
    send_mail("Halo", "teks", None, [alamat])

    assert set(Antaran.objects.values_list("status", "sebab", "alamat")) <= {("dilewati", "alamat_rusak", "")}
    assert not IsiSurat.objects.exists()


def test_an_attachment_is_refused_because_nobody_would_send_it() -> None:
    pesan = EmailMessage("Halo", "teks", to=["a@contoh.go.id"], attachments=[("a.txt", "isi", "text/plain")])

    with pytest.raises(ValueError, match="berlampiran"):
        pesan.send()


def test_the_book_of_the_demonstration_is_bounded(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PENGANTAR_SURAT = "kabar.pos.BukuContoh"
    monkeypatch.setattr(pos, "CONTOH_MAKS", 3)
    for n in range(5):
        send_mail(f"Surat {n}", "teks", None, ["a@contoh.go.id"])
    antar.antar()

    assert list(SuratContoh.objects.order_by("pk").values_list("subjek", flat=True)) == ["Surat 2", "Surat 3", "Surat 4"]
    assert set(Antaran.objects.values_list("status", flat=True)) == {StatusAntaran.TERKIRIM}


@pytest.mark.parametrize(
    ("lokal", "pengantar", "galat"),
    [
        (False, "django.core.mail.backends.console.EmailBackend", ["kabar.E001"]),
        (False, "kabar.pos.BukuContoh", ["kabar.E001"]),
        (False, "django.core.mail.backends.smtp.EmailBackend", []),
        (True, "kabar.pos.BukuContoh", []),
    ],
)
def test_a_console_for_mail_is_an_error_in_production(settings: Any, lokal: bool, pengantar: str, galat: list[str]) -> None:
    settings.LOKAL, settings.PENGANTAR_SURAT = lokal, pengantar

    assert [e.id for e in check_pengantar()] == galat
