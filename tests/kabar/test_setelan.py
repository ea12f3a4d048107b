"""What people do with messages: read them, switch them off; what the administrator sees of deliveries."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from inti import tugas, waktu
from inti.angka import LebihDari
from inti.versi import Suntingan
from kabar import antar, bersih, selectors, services
from kabar.berhenti import Permintaan
from kabar.models import Antaran, IsiSurat, Kabar, Penerimaan, Pilihan, Sebab, Setelan, StatusAntaran
from kabar.penerima import Alamat
from kabar.services import SetelanBerubahError
from tests.akun.factories import buat_pengguna, konteks_of
from tests.kabar.conftest import kabari

ISIAN: dict[str, Any] = {
    "surat": "harian", "jam_ringkasan": 16, "senyap_mulai": time(21), "senyap_sampai": time(5), "bahasa": "en",
}  # fmt: skip


def simpan(orang: Pengguna, versi: int = 0, pilihan: dict[tuple[str, str], bool] | None = None, **lain: Any) -> Setelan:
    sunting = Suntingan(versi, frozenset(ISIAN))
    return services.update_setelan(konteks=konteks_of(orang), sunting=sunting, pilihan=pilihan or {}, **(ISIAN | lain))


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"senyap_sampai": ""}, "senyap_sampai"),
        ({"senyap_mulai": ""}, "senyap_mulai"),
        ({"senyap_sampai": "21:00"}, "senyap_sampai"),
    ],
)
def test_quiet_hours_that_can_not_be_are_refused_at_the_hour_that_is_missing(
    orang: Pengguna, client: Client, ubah: dict[str, str], bidang: str
) -> None:
    client.force_login(orang)

    jawab = client.post(reverse("kabar:atur"), ISIAN | {"senyap_mulai": "21:00", "senyap_sampai": "05:00", "versi": 0} | ubah)
    halaman = jawab.content.decode()

    assert f'href="#id_{bidang}"' in halaman
    assert re.findall(r'id="id_(\w+)_error"', halaman) == [bidang]


def test_only_the_owner_reads_a_message_and_reading_twice_is_once(orang: Pengguna) -> None:
    kabari(orang)
    baris = Penerimaan.objects.get()
    services.record_dibaca(konteks=konteks_of(buat_pengguna("moderator", sandi=None)), penerimaan=baris)
    assert selectors.count_belum_dibaca(konteks_of(orang)) == 1

    services.record_dibaca(konteks=konteks_of(orang), penerimaan=baris)
    pertama = Penerimaan.objects.get().dibaca_at
    services.record_dibaca(konteks=konteks_of(orang), penerimaan=baris)

    assert pertama is not None
    assert Penerimaan.objects.get().dibaca_at == pertama
    assert selectors.count_belum_dibaca(konteks_of(orang)) is None


def test_reading_all_leaves_what_came_after_the_page_was_shown(orang: Pengguna) -> None:
    kabari(orang)
    tampil = Penerimaan.objects.get().pk
    kabari(orang)

    assert services.record_dibaca_semua(konteks=konteks_of(orang), sampai=tampil) == 1
    assert selectors.count_belum_dibaca(konteks_of(orang)) == 1


def test_who_saw_the_thing_itself_has_read_its_messages(orang: Pengguna) -> None:
    kabari(orang)

    assert services.record_dibaca_subjek(konteks=konteks_of(orang), subjek=("uji", "u2")) == 0
    assert services.record_dibaca_subjek(konteks=konteks_of(orang), subjek=("uji", "u1")) == 1


def test_what_is_not_counted_to_its_end_says_so(orang: Pengguna, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "HITUNG_MAKS", 2)
    for _n in range(3):
        kabari(orang)

    assert selectors.count_belum_dibaca(konteks_of(orang)) == LebihDari(2)
    Penerimaan.objects.latest("pk").delete()
    assert selectors.count_belum_dibaca(konteks_of(orang)) == 2


def test_page_and_bell_show_and_speak_of_more_than_was_counted(orang: Pengguna, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "HITUNG_MAKS", 2)
    klien = Client()
    klien.force_login(orang)
    for _n in range(3):
        kabari(orang)

    halaman = klien.get(reverse("kabar:kotak")).content.decode()

    assert halaman.count(">2+</span>") == 2
    assert halaman.count("lebih dari 2</span>") == 2


def test_settings_keep_only_what_differs_from_the_kind_and_no_duty(orang: Pengguna) -> None:
    simpan(orang, pilihan={("uji.biasa", "surat"): False, ("uji.biasa", "kotak"): True, ("uji.wajib", "surat"): False})

    assert list(Pilihan.objects.values_list("jenis", "saluran", "nyala")) == [("uji.biasa", "surat", False)]
    simpan(orang, versi=1, pilihan={("uji.biasa", "surat"): True})
    assert not Pilihan.objects.exists()


def test_two_devices_do_not_overwrite_each_others_settings(orang: Pengguna) -> None:
    simpan(orang)
    with pytest.raises(SetelanBerubahError, match="berubah sejak Anda membukanya"):
        simpan(orang, surat="tidak")

    assert Setelan.objects.get().surat == "harian"


def test_what_was_not_touched_keeps_what_another_device_saved(orang: Pengguna) -> None:
    simpan(orang)
    sunting = Suntingan(0, frozenset({"bahasa"}), {"bahasa": "en"})

    services.update_setelan(
        konteks=konteks_of(orang), sunting=sunting, pilihan={}, **(ISIAN | {"surat": "tidak", "bahasa": "id"})
    )

    assert (Setelan.objects.get().surat, Setelan.objects.get().bahasa) == ("harian", "id")


def test_a_moved_switch_leaves_the_others_of_its_kind(orang: Pengguna) -> None:
    simpan(orang, pilihan={("uji.biasa", "surat"): False})
    simpan(orang, versi=1, pilihan={("uji.biasa", "kotak"): False})

    assert set(Pilihan.objects.values_list("saluran", "nyala")) == {("surat", False), ("kotak", False)}


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"senyap_sampai": None}, "kedua jam tenang"),
        ({"senyap_sampai": time(21)}, "jam yang berbeda"),
        ({"jam_ringkasan": 24}, "jam_ringkasan"),
        ({"surat": "kapan-kapan"}, "surat"),
    ],
)
def test_settings_that_can_not_be_are_refused(orang: Pengguna, isi: dict[str, Any], kata: str) -> None:
    with pytest.raises(ValidationError, match=kata):
        simpan(orang, **isi)

    assert not Setelan.objects.exists()


def test_a_choice_about_a_kind_that_does_not_exist_is_a_bug(orang: Pengguna) -> None:
    with pytest.raises(ValueError, match="belum dinyatakan"):
        simpan(orang, pilihan={("uji.salah", "surat"): False})


def test_a_link_of_a_summary_stops_all_mail_but_duties(orang: Pengguna) -> None:
    services.end_surat(permintaan=Permintaan(akun=orang.kode))
    services.end_surat(permintaan=Permintaan(akun=orang.kode))
    kabari(orang)
    kabari(orang, jenis="uji.wajib")

    assert list(Antaran.objects.order_by("pk").values_list("status", flat=True)) == ["dilewati", "menunggu"]


# --- administrators ---------------------------------------------------------------------------------------


@pytest.fixture
def mati(orang: Pengguna) -> Antaran:
    """A mail that was given up."""
    kabari(orang)
    Antaran.objects.update(status=StatusAntaran.MATI, sebab=Sebab.SERVER_DIAM, percobaan=16, selesai_at=waktu.now())
    return Antaran.objects.get()


def test_the_administrator_is_told_and_others_are_not(mati: Antaran, django_assert_num_queries: Any) -> None:
    admin, lain = (konteks_of(buat_pengguna(p, sandi=None)) for p in ("admin_bkpsdm", "moderator"))

    assert any("1 kabar tidak terkirim" in t.judul for t in tugas.daftar(admin))
    assert not any("tidak terkirim" in t.judul for t in tugas.daftar(lain))


def test_a_mail_server_that_is_silent_for_long_is_told_before_anything_is_given_up(orang: Pengguna) -> None:
    admin = konteks_of(buat_pengguna("admin_bkpsdm", sandi=None))
    kabari(orang)
    assert not any("menunggu" in t.judul and "kabar" in t.judul for t in tugas.daftar(admin))
    lama = waktu.now() - timedelta(hours=1)
    Antaran.objects.update(dibuat_at=lama, coba_at=lama)

    assert any("1 menunggu" in t.judul for t in tugas.daftar(admin))


def test_health_tells_how_deliveries_stand_and_stays_ready(client: Client, mati: Antaran) -> None:
    jawab = client.get("/sehat/siap", {"rinci": ""})

    assert jawab.status_code == 200
    assert jawab.json()["rinci"]["kabar"] == {"menunggu": 0, "mati": 1, "tertua_detik": 0}
    assert "rinci" not in client.get("/sehat/siap").json()


def test_the_administrator_sends_again_from_the_back_office_and_reads_no_address(mati: Antaran, client: Client) -> None:
    client.force_login(buat_pengguna("admin_bkpsdm", sandi=None))
    halaman = client.get("/admin/kabar/antaran/?status__exact=mati").content.decode()
    assert "Kabar uji" in halaman
    assert str(mati.pengguna.email if mati.pengguna else "?") not in halaman

    jawab = client.post("/admin/kabar/antaran/", {"action": "kirim_lagi", "_selected_action": [mati.pk]}, follow=True)

    assert "1 kabar dikirim lagi" in jawab.content.decode()
    assert (Antaran.objects.get().status, Antaran.objects.get().percobaan) == (StatusAntaran.MENUNGGU, 0)


def test_the_auditor_sees_deliveries_and_sends_nothing(mati: Antaran, client: Client) -> None:
    auditor = buat_pengguna("auditor", sandi=None)
    client.force_login(auditor)

    assert client.get("/admin/kabar/antaran/").status_code == 200
    with pytest.raises(PermissionDenied):
        services.retry_antaran(konteks=konteks_of(auditor), rows=Antaran.objects.all())


def test_a_mail_whose_text_is_gone_is_not_sent_again(db: None) -> None:
    Antaran.objects.create(saluran="surat", alamat="a@contoh.go.id", status="mati", sebab="ditolak", coba_at=waktu.now())
    admin = konteks_of(buat_pengguna("admin_bkpsdm", sandi=None))

    assert services.retry_antaran(konteks=admin, rows=Antaran.objects.all()) == 0


# --- what is old ------------------------------------------------------------------------------------------------


def test_old_messages_go_with_everything_that_hangs_on_them(orang: Pengguna) -> None:
    kabari(orang, Alamat("warga@contoh.go.id"))
    Kabar.objects.update(dibuat_at=waktu.now() - bersih.UMUR - timedelta(days=1))
    kabari(orang)

    assert bersih.buang_lama() == 1
    assert Kabar.objects.count() == Penerimaan.objects.count() == Antaran.objects.count() == 1
    assert bersih.buang_lama() == 0


def test_a_link_that_resets_a_password_does_not_outlive_its_mail_by_long(db: None, settings: Any) -> None:
    satu = Antaran.objects.create(
        saluran="surat", alamat="a@contoh.go.id", status="mati", sebab="ditolak", coba_at=waktu.now(), selesai_at=waktu.now()
    )
    IsiSurat.objects.create(antaran=satu, dari="x@contoh.go.id", subjek="Ganti sandi", teks="rahasia")
    bersih.buang_lama()
    assert IsiSurat.objects.exists()

    Antaran.objects.update(selesai_at=waktu.now() - timedelta(days=4))
    bersih.buang_lama()

    assert not IsiSurat.objects.exists()
    assert Antaran.objects.exists()
    assert antar.antar() == {}


def test_a_device_of_a_service_that_browsers_do_not_use_is_refused_in_words(orang: Pengguna) -> None:
    isi = {"alamat": "https://contoh.invalid/dorong", "kunci": "x", "rahasia": "y", "bahasa": "id"}

    with pytest.raises(services.PerangkatTidakDikenalError, match="Pakai peramban lain"):
        services.create_langganan(konteks=konteks_of(orang), **isi)
