// Drafts: what is typed in a form that names its draft (c.draf) stays on this device until the server has it.
// It has an owner (a person, or this visit), a form, and an age.
// Never kept: names, contacts, numbers of people, days, passwords, files, [data-tanpa-draf].
const AWALAN = "draf:";
const MENIT = 60 * 1000;
const UMUR = { orang: 24 * 60 * MENIT, kunjungan: 30 * MENIT };
const pemilik = document.documentElement.dataset.pemilik ?? "";
const PRIBADI = /(^|_)(nama|kontak|email|telepon|hp|nik|nip|nomor|sandi|password|kode|kunci|versi)(_|$)/;
const JENIS = ["textarea", "text", "checkbox", "radio", "select-one", "select-multiple"];

const disimpan = (isian) =>
  isian.name && JENIS.includes(isian.type) && !PRIBADI.test(isian.name) && !isian.closest("[data-tanpa-draf]");

// A person's drafts outlive the window, a visitor's don't.
const gudang = (siapa) => (siapa ? localStorage : sessionStorage);
const coba = (kerja) => {
  try {
    return kerja();
  } catch {
    return null; // storage closed or full: the form works without drafts
  }
};
const urai = (teks) => {
  const isi = coba(() => JSON.parse(teks));
  return isi?.nilai ? isi : null;
};
const kunci = (nama) => `${AWALAN}${pemilik}:${nama}`;
const basi = (isi) => Date.now() - isi.saat > (isi.pemilik ? UMUR.orang : UMUR.kunjungan);
const baca = (nama) => urai(coba(() => gudang(pemilik).getItem(kunci(nama))));
const tulis = (nama, nilai) => coba(() => gudang(pemilik).setItem(kunci(nama), JSON.stringify({ pemilik, saat: Date.now(), nilai })));
const hapus = (nama) => coba(() => gudang(pemilik).removeItem(kunci(nama)));

const buang = (mana) => {
  for (const siapa of ["orang", ""]) coba(() => {
    const tempat = gudang(siapa);
    for (const nama of Object.keys(tempat)) if (nama.startsWith(AWALAN) && mana(urai(tempat.getItem(nama)), tempat)) tempat.removeItem(nama);
  });
};
// Whoever signs in finds no drafts of others; what is old goes at once.
const bersihkan = () =>
  buang((isi, tempat) => !isi || basi(isi) || gudang(isi.pemilik) !== tempat || (pemilik && isi.pemilik !== pemilik));
const buangSemua = () => buang(() => true);

// The server names in a cookie the draft whose form it accepted.
const selesai = () => {
  const nama = /(?:^|; )draf_selesai=([A-Za-z0-9_-]+)/.exec(document.cookie)?.[1];
  if (!nama) return;
  hapus(nama);
  document.cookie = "draf_selesai=; path=/; max-age=0; SameSite=Lax";
};

const namaDraf = (form) => form?.querySelector?.('input[name="_draf"]')?.value ?? "";
const bertanda = ({ type }) => type === "checkbox" || type === "radio";
const bidang = (form) => [...form.elements].filter(disimpan);
const kumpulkan = (form) => {
  const nilai = {};
  for (const isian of bidang(form)) {
    if (bertanda(isian)) (nilai[isian.name] ??= []).push(...(isian.checked ? [isian.value] : []));
    else nilai[isian.name] = isian.value;
  }
  return nilai;
};
const pulihkan = (form, nilai) => {
  for (const isian of bidang(form)) {
    if (!(isian.name in nilai)) continue;
    if (bertanda(isian)) isian.checked = nilai[isian.name].includes(isian.value);
    else if ((isian.value = nilai[isian.name])) isian.closest("details")?.setAttribute("open", "");
  }
};
const kabari = (form, pulih) => {
  const tempat = form.querySelector("[data-draf-kabar]");
  if (tempat) tempat.hidden = !pulih;
};

const awal = new Map(); // form → what the server wrote into it
const siapkan = () => {
  for (const form of document.querySelectorAll("form")) {
    const nama = namaDraf(form);
    if (!nama || awal.has(form)) continue;
    awal.set(form, JSON.stringify(kumpulkan(form)));
    const draf = baca(nama);
    const ditolak = form.querySelector('[aria-invalid="true"]');
    if (draf && !ditolak && JSON.stringify(draf.nilai) !== awal.get(form)) {
      pulihkan(form, draf.nilai); // what it doesn't know, as choices that a search has added, is no loss
      kabari(form, JSON.stringify(kumpulkan(form)) !== awal.get(form));
    }
  }
};

let tunda;
let diketik; // the form whose last letters are not kept yet
const simpan = (form) => {
  if (diketik === form) diketik = null;
  tulis(namaDraf(form), kumpulkan(form));
};
// What is again as the server wrote it is no draft; after a refusal the server wrote what was typed.
const susulkan = () => {
  if (!diketik) return;
  const sama = JSON.stringify(kumpulkan(diketik)) === awal.get(diketik) && !diketik.querySelector('[aria-invalid="true"]');
  if (!sama) return simpan(diketik);
  hapus(namaDraf(diketik));
  diketik = null;
};
document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!namaDraf(form)) return;
  clearTimeout(tunda);
  diketik = form;
  tunda = setTimeout(susulkan, 400);
});
window.addEventListener("pagehide", susulkan);

// A form that can't be sent says so beside the button that was pressed (c.luring), and goes when asked.
const pesan = document.querySelector("[data-luring]");
let kiriman; // what was sent last: the event of its form
const katakan = (kata) => {
  pesan.dataset.luring = kata;
  pesan.hidden = !kata;
};
const tahan = () => {
  tandai(false);
  const { target: form, submitter } = kiriman;
  (form.closest(".bilah-simpan") ?? form.querySelector(".bilah-simpan") ?? submitter ?? form).before(pesan);
  katakan("putus");
  pesan.focus();
  document.dispatchEvent(new Event("luring"));
};
document.addEventListener("submit", (peristiwa) => {
  const form = peristiwa.target;
  if (form.matches("[data-keluar]")) {
    if (!form.dataset.keluar && coba(jumlah)) return peristiwa.preventDefault(), (location.href = form.action); // asks first
    diketik = null;
    buangSemua();
  }
  susulkan();
  if (namaDraf(form)) simpan(form);
  if (form.getAttribute("method") !== "post") return;
  kiriman = peristiwa;
  katakan("");
  if (navigator.onLine) return tandai(true);
  peristiwa.preventDefault();
  peristiwa.stopImmediatePropagation();
  tahan();
}, true);
document.addEventListener("htmx:error", ({ target }) => { if (target.closest?.("form") === kiriman?.target) tahan(); });
window.addEventListener("online", () => { if (!pesan.hidden) katakan("kembali"); });
pesan.querySelector("button").addEventListener("click", () => kiriman.target.requestSubmit(kiriman.submitter));

// The worker stands in for a network that isn't there.
const pekerja = navigator.serviceWorker;
pekerja?.register(pesan.dataset.pekerja).catch(() => {});
pekerja?.addEventListener("message", ({ data }) => { if (data === kiriman?.target.action) tahan(); });
document.addEventListener("click", ({ target }) => {
  const form = target.closest?.("[data-draf-kosongkan]")?.form;
  if (!form) return;
  clearTimeout(tunda);
  hapus(namaDraf(form));
  form.reset();
  kabari(form, false);
  bidang(form)[0]?.focus();
});

// Some pages say how many drafts are here, never their words.
const jumlah = () => [localStorage, sessionStorage].flatMap(Object.keys).filter((nama) => nama.startsWith(AWALAN)).length;

// What the browser fills in by itself (Back) is for who typed it, and only until it was sent.
const tandai = (terkirim) => history.replaceState({ ...history.state, pemilik, terkirim }, "");
addEventListener("pageshow", () => {
  const { pemilik: dulu = pemilik, terkirim } = history.state ?? {};
  if (terkirim || dulu !== pemilik) {
    for (const form of document.forms) form.reset();
    awal.clear();
    siapkan();
  }
  tandai(false);
});

const mulai = () => {
  selesai();
  siapkan();
};
bersihkan();
mulai();
// Signing out empties other tabs in which nothing was typed. A page without a session (offline) says nothing.
if ("pemilik" in document.documentElement.dataset) coba(() => localStorage.setItem("pemilik", pemilik));
window.addEventListener("storage", ({ key, newValue }) => {
  if (key === "pemilik" && pemilik && newValue !== pemilik && !tunda) location.replace(location.pathname);
});
for (const tempat of document.querySelectorAll("[data-simpanan]")) {
  if ((tempat.textContent = coba(jumlah)) > 0) tempat.closest("[hidden]")?.removeAttribute("hidden");
}
document.addEventListener("htmx:after:swap", mulai);
