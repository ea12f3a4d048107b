"""Every address of the product. Each view declares who may open it, or answers 403."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from akun.views_email import AlamatEmailView
from akun.views_kode import LihatKodeView, UnduhKodeView
from inti.api import TidakAda
from sibolga_asn import views

handler403 = "alur.penolakan.ditolak_403"
handler404 = "alur.penolakan.ditolak_404"
handler429 = "akun.pembatas.tunggu_semenit"  # of allauth's limits
handler500 = "inti.views.galat_500"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.beranda, name="beranda"),
    path("", include("inti.urls")),
    path("", include("forum.urls")),
    path("aturan/", include("aturan.urls")),
    path("kalkulator/", include("aturan.urls_kalkulator")),
    path("kabar/", include("kabar.urls")),
    path("dokumen/", include("dokumen.urls")),
    path("laporan/", include("laporan.urls")),
    path("akun/email/", AlamatEmailView.as_view(), name="account_email"),  # these before the library's own
    path("akun/2fa/recovery-codes/", LihatKodeView.as_view(), name="mfa_view_recovery_codes"),
    path("akun/2fa/recovery-codes/download/", UnduhKodeView.as_view(), name="mfa_download_recovery_codes"),
    path("akun/", include("allauth.urls")),
    path("akun/", include("akun.urls")),
    path("pegawai/impor/", include("impor.urls")),
    path("pegawai/", include("pegawai.urls")),
    path("kinerja/", include("kinerja.urls")),
    path("layanan/", include("layanan.urls")),
    path("", include("alur.urls")),
    path("", include("kompetensi.urls")),
    path("admin/", admin.site.urls),
    path("api/oauth/", include("sibolga_asn.urls_oauth")),
    path("api/v1/", include("sibolga_asn.urls_api")),
    re_path(r"^api/[\s\S]*$", TidakAda.as_view(), name="api-tidak-ada"),
]
