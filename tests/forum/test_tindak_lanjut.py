"""From an answer to a published change, with the links between them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from akun.konteks import build, sistem
from alur.services import LangkahTidakAdaError
from forum import tautan
from forum.models import Hubungan
from forum.selectors.tindak_lanjut import hitung, list_terbit, saring
from forum.services.kirim import support_aspirasi
from forum.services.pengirim import close_senyap
from forum.services.tindak_lanjut import (
    JanjiTanpaTanggalError,
    ObjekAsingError,
    add_kabar,
    create_tautan,
    create_tindak_lanjut,
    publish_tindak_lanjut,
)
from inti import waktu
from kinerja.models import SasaranUnit
from tests.akun.factories import buat_pengguna
from tests.forum.factories import buat_aspirasi, jawab, pengunjung, teruskan

ISI = {
    "judul": "Lampu jalan menyala lagi",
    "ditanyakan": "Lampu jalan di Pancuran Pinang mati dua minggu.",
    "jawab": "Dua puluh enam titik menyala sejak Senin.",
    "hasil": "berubah",
}


def usul(kota, *aspirasi, **lain):
    return create_tindak_lanjut(konteks=kota.konteks("pengelola"), unit=kota.dinas, aspirasi=aspirasi, **(ISI | lain))


@pytest.fixture
def dijawab(kota):
    aspirasi, _kode = buat_aspirasi()
    return jawab(kota, teruskan(kota, aspirasi))


def test_a_proposal_is_seen_by_nobody_outside(kota, dijawab):
    usul(kota, dijawab)

    assert not list_terbit(pengunjung()).exists()


def test_publishing_counts_the_voices(kota, dijawab):
    for n in range(4):
        support_aspirasi(konteks=pengunjung(), kode=dijawab.kode, siapa=f"sesi {n}")

    baris = publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota, dijawab))

    terbit = list_terbit(pengunjung()).get()
    assert (terbit, terbit.jumlah_suara) == (baris, 5)


def test_an_office_does_not_publish_by_itself(kota, dijawab):
    with pytest.raises(PermissionDenied):
        publish_tindak_lanjut(konteks=kota.konteks("pengelola"), tindak_lanjut=usul(kota, dijawab))


def test_it_is_published_once(kota, dijawab):
    baris = publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota, dijawab))
    rekan = build(buat_pengguna("moderator", sandi=None))

    kedua = publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=baris)
    with pytest.raises(LangkahTidakAdaError, match="tuntas"):
        publish_tindak_lanjut(konteks=rekan, tindak_lanjut=baris)

    assert (kedua.terbit_at, kedua.terbit_oleh) == (baris.terbit_at, kota.moderator)


def test_work_in_progress_promises_a_day(kota):
    with pytest.raises(JanjiTanpaTanggalError):
        usul(kota, hasil="dikerjakan")


def test_a_late_promise_is_shown_as_late(kota):
    baris = publish_tindak_lanjut(
        konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota, hasil="dikerjakan", dijanjikan=date(2026, 1, 10))
    )

    lewat = saring(list_terbit(pengunjung()), keadaan="lewat", unit=None, per=date(2026, 1, 16))

    assert lewat.get() == baris
    assert baris.hari_lewat(date(2026, 1, 16)) == 6
    assert hitung(list_terbit(pengunjung()), date(2026, 1, 16))["lewat"] == 1


def test_news_moves_the_promise_and_stays_readable(kota):
    baris = publish_tindak_lanjut(
        konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota, hasil="dikerjakan", dijanjikan=date(2026, 1, 10))
    )

    add_kabar(
        konteks=kota.konteks("pengelola"),
        tindak_lanjut=baris,
        isi="Pipa datang terlambat dua minggu. Kami minta maaf.",
        hasil="dikerjakan",
        dijanjikan=date(2026, 2, 1),
    )

    baris.refresh_from_db()
    assert baris.dijanjikan == date(2026, 2, 1)
    assert baris.kabar.get().isi.startswith("Pipa")


def test_the_chain_is_linked_both_ways_with_its_day(kota, dijawab):
    baris = publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota, dijawab))

    ke_depan = tautan.list_tautan(pengunjung(), "aspirasi", dijawab.kode)
    ke_belakang = tautan.list_tautan(pengunjung(), "tindak_lanjut", baris.kode)

    assert [t.judul for t in ke_depan] == [baris.judul]
    assert [t.judul for t in ke_belakang] == [dijawab.judul]


def test_a_link_to_a_hidden_input_is_not_shown(kota):
    aspirasi, _kode = buat_aspirasi(rahasia=True)
    baris = publish_tindak_lanjut(
        konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota, jawab(kota, teruskan(kota, aspirasi)))
    )

    assert tautan.list_tautan(pengunjung(), "tindak_lanjut", baris.kode) == []


def test_only_registered_kinds_can_be_linked(kota):
    baris = publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota))

    with pytest.raises(ObjekAsingError):
        create_tautan(
            konteks=kota.konteks("pengelola"),
            tindak_lanjut=baris,
            hubungan=Hubungan.DIKERJAKAN_LEWAT,
            jenis="entah",
            kode="x",
        )


def test_another_offices_inputs_can_not_be_claimed(kota):
    aspirasi, _kode = buat_aspirasi()
    aspirasi = teruskan(kota, aspirasi, kota.lain)

    with pytest.raises(PermissionDenied):
        usul(kota, aspirasi)


def test_silence_does_not_close_what_is_still_being_worked_on(kota, dijawab):
    usul(kota, dijawab, hasil="dikerjakan", dijanjikan=date(2027, 6, 1))

    assert close_senyap(konteks=sistem(), per=date(2027, 2, 1)) == 0


def test_a_kept_promise_lets_silence_close_again(kota, dijawab):
    usul(kota, dijawab, hasil="berubah")

    assert close_senyap(konteks=sistem(), per=date(2027, 2, 1)) == 1


def test_a_follow_up_hangs_on_the_target_that_carries_it(client, kota):
    baris = publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota))
    sasaran = SasaranUnit.objects.create(
        unit=kota.dinas,
        tahun=waktu.today().year,
        uraian="Lampu jalan menyala",
        indikator="Titik menyala",
        target=26,
        satuan="titik",
        dasar="renstra",
    )
    client.force_login(kota.pengelola)

    jawaban = client.post(reverse("forum:sambung", args=[baris.kode]), {"sasaran": sasaran.kode})

    assert jawaban.status_code == 302
    assert [t.judul for t in tautan.list_tautan(kota.konteks("pengelola"), "tindak_lanjut", baris.kode)] == [
        "Lampu jalan menyala"
    ]
    assert tautan.list_tautan(pengunjung(), "tindak_lanjut", baris.kode) == []
