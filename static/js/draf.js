// Drafts: what is typed in a form that names its draft (c.draf) stays on the device until sent.
// It has an owner (a person, or this visit), a form, a tab, and an age.
// Never kept: names, contacts, numbers of people, days, passwords, files, [data-tanpa-draf].
const akar = document.documentElement.dataset;
const pemilik = akar.pemilik ?? "";
const PRIBADI = /(^|_)(nama|kontak|email|telepon|hp|nik|nip|nomor|sandi|password|kode|kunci|versi)(_|$)/;
const JENIS = /^(text|textarea|checkbox|radio|select-.+)$/;

const coba = (kerja) => {
  try {
    return kerja();
  } catch {
    return null; // storage closed or full: no drafts
  }
};
// Put away while the tab is seen: a copy of it is another tab.
const tab = coba(() => sessionStorage.tab) || Math.random().toString(36).slice(2);
for (const saat of ["pageshow", "pagehide", "visibilitychange"])
  addEventListener(saat, () => coba(() => (sessionStorage.tab = saat === "pagehide" || document.hidden ? tab : "")));

// A person's outlive the window, a visitor's don't.
const lemari = coba(() => pemilik ? localStorage : sessionStorage);
const kunci = (nama) => `draf:${pemilik}:${nama}`;
const baca = (nama, tempat = lemari) => coba(() => JSON.parse(tempat.getItem(nama)));
const tulis = (nama, nilai) => coba(() => lemari.setItem(nama, JSON.stringify({ pemilik, saat: Date.now(), nilai })));
const hapus = (nama) => coba(() => lemari.removeItem(nama));
const semua = () => [localStorage, sessionStorage].flatMap((tempat) => Object.keys(tempat)
  .filter((nama) => nama.startsWith("draf:"))
  .map((nama) => ({ ...baca(nama, tempat), nama, tempat })));
const buang = (mana) => coba(() => semua().filter(mana).forEach(({ tempat, nama }) => tempat.removeItem(nama)));

const tanda = (form) => form?.querySelector("[name=_draf]");
const namaDraf = (form) => kunci(tanda(form).value);
const bertanda = ({ type }) => /checkbox|radio/.test(type);
const bidang = (form) => [...form.elements].filter((isian) =>
  isian.name && JENIS.test(isian.type) && !PRIBADI.test(isian.name) && !isian.closest("[data-tanpa-draf]"));
const kumpulkan = (form) => {
  const nilai = {};
  for (const isian of bidang(form)) {
    const { name, value, checked } = isian;
    nilai[name] = bertanda(isian) ? (nilai[name] ?? []).concat(checked ? value : []) : value;
  }
  return nilai;
};
// How many inputs a draft would change; ubah: does.
const pasang = (form, nilai, ubah) => bidang(form).filter((isian) => {
  const ada = nilai[isian.name];
  const [sifat, isi] = bertanda(isian) ? ["checked", ada?.includes(isian.value)] : ["value", ada];
  const beda = isi !== undefined && isian[sifat] !== isi;
  if (beda && ubah) isian[sifat] = isi, isian.closest("details")?.setAttribute("open", "");
  return beda;
}).length;
// The newest of another tab: it is offered.
const titipan = (form) => coba(() => {
  const ini = namaDraf(form);
  return semua()
    .filter(({ nama, nilai }) => nama !== ini && nama.split(".")[0] === ini.split(".")[0] && pasang(form, nilai))
    .sort((a, b) => b.saat - a.saat)[0];
});
const kabari = (form, pulih) => form.querySelectorAll("[data-draf-kabar]").forEach((kabar) => {
  kabar.hidden = !(kabar.dataset.drafKabar ? titipan(form) : pulih);
});

const kini = (form) => JSON.stringify(kumpulkan(form));
const awal = new Map(); // form → what the server wrote into it
const ditolak = (form) => form.querySelector("[aria-invalid=true]");
const siapkan = () => {
  // The server names in a cookie the draft whose form it accepted.
  hapus(kunci(/draf_selesai=([\w.-]+)/.exec(document.cookie)?.[1]));
  document.cookie = "draf_selesai=; path=/; max-age=0";
  for (const form of document.forms) {
    if (!tanda(form) || awal.has(form)) continue;
    tanda(form).value = `${tanda(form).value.split(".")[0]}.${tab}`;
    awal.set(form, kini(form));
    if (!ditolak(form)) kabari(form, pasang(form, baca(namaDraf(form))?.nilai ?? {}, true));
  }
};

let tunda;
let diketik; // the form with letters not kept yet
const simpan = (form) => tulis(namaDraf(form), kumpulkan(form));
// As the server wrote it is no draft; after a refusal it wrote what was typed.
const susulkan = () => {
  const form = diketik;
  diketik = null;
  if (!form) return;
  if (kini(form) === awal.get(form) && !ditolak(form)) hapus(namaDraf(form));
  else simpan(form);
};
addEventListener("input", ({ target }) => {
  if (!tanda(target.form)) return;
  clearTimeout(tunda);
  diketik = target.form;
  tunda = setTimeout(susulkan, 400);
});
addEventListener("pagehide", susulkan);
// What can't be sent says so.
const pesan = document.querySelector("[data-luring]");
let kiriman; // the event that sent last
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
    if (!form.dataset.keluar && coba(semua)?.length) return peristiwa.preventDefault(), (location.href = form.action); // asks first
    diketik = null;
    buang(() => true);
    coba(() => (localStorage.keluar = 1));
  }
  susulkan();
  diketik = tanda(form) && form;
  susulkan();
  if (form.getAttribute("method") !== "post") return;
  kiriman = peristiwa;
  katakan("");
  if (navigator.onLine) return tandai(true);
  peristiwa.preventDefault();
  peristiwa.stopImmediatePropagation();
  tahan();
}, true);
addEventListener("htmx:error", ({ target }) => { if (target.closest?.("form") === kiriman?.target) tahan(); });
addEventListener("online", () => { if (!pesan.hidden) katakan("kembali"); });
pesan.querySelector("button").addEventListener("click", () => kiriman.target.requestSubmit(kiriman.submitter));

const pekerja = navigator.serviceWorker;
pekerja?.register(pesan.dataset.pekerja).catch(() => {});
pekerja?.addEventListener("message", ({ data }) => { if (data === kiriman?.target.action) tahan(); });
addEventListener("click", ({ target }) => {
  const tombol = target.closest?.("[data-draf-kabar] button");
  if (!tombol) return;
  const { form } = tombol, nama = namaDraf(form);
  diketik = null;
  const lain = tombol.parentElement.dataset.drafKabar && titipan(form);
  if (lain) {
    hapus(lain.nama);
    if (kini(form) !== awal.get(form)) tulis(nama + Math.random(), kumpulkan(form)); // they change places
    pasang(form, lain.nilai, true);
    simpan(form);
  } else if (lain === "") {
    hapus(nama);
    form.reset();
  }
  kabari(form, lain);
  bidang(form)[0]?.focus();
});

// Back fills in for who typed it, until it was sent.
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

// Who signs in finds none of others; old ones go.
buang(({ pemilik: siapa, saat, nilai }) => !nilai || (pemilik && siapa !== pemilik)
  || Date.now() - saat > (siapa ? 24 : 0.5) * 36e5);
siapkan();
if ("pemilik" in akar) coba(() => { // not offline
  if (pemilik) localStorage.keluar = "";
  localStorage.pemilik = pemilik;
});
// Another owner, or signing out, empties other tabs; a session that ran out does not.
addEventListener("storage", ({ key, newValue: baru }) => {
  if (key !== "pemilik" || !pemilik || baru === pemilik) return;
  if (baru || localStorage.keluar) buang((draf) => draf.pemilik === pemilik);
  else if (tunda) return;
  diketik = null;
  document.body.replaceChildren();
  location.replace(location.pathname + location.search);
});
// How many, never their words.
for (const tempat of document.querySelectorAll("[data-simpanan]")) {
  if ((tempat.textContent = coba(semua)?.length) > 0) tempat.closest("[hidden]")?.removeAttribute("hidden");
}
addEventListener("htmx:after:swap", siapkan);
