// Behaviour of every page. Nothing here is needed to use the site; everything hangs on data- attributes.
const akar = document.documentElement;

// Theme: kept in a cookie, so that the server draws the right one before any script runs.
const bacaTema = () => /(?:^|; )tema=(terang|gelap)/.exec(document.cookie)?.[1] ?? "";
const pasangTema = (nilai) => {
  if (nilai) akar.dataset.tema = nilai;
  else delete akar.dataset.tema;
};
const simpanTema = (nilai) => {
  const aman = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `tema=${nilai}; path=/; max-age=${nilai ? 31536000 : 0}; SameSite=Lax${aman}`;
};
const siapkanTema = () => {
  for (const kotak of document.querySelectorAll("[data-tema-pilih]")) {
    kotak.hidden = false;
    kotak.querySelector("select").value = bacaTema();
  }
};

// A form is sent once: a second click while the first is on its way does nothing.
const terkirim = new WeakSet();
const lepas = (form) => {
  terkirim.delete(form);
  for (const tombol of form.querySelectorAll('[aria-busy="true"][data-sibuk]')) {
    tombol.removeAttribute("aria-busy");
    tombol.removeAttribute("data-sibuk");
  }
};
const jaga = (peristiwa) => {
  const form = peristiwa.target;
  if (!form.matches("[data-sekali]") || !navigator.onLine) return;
  if (terkirim.has(form)) {
    peristiwa.preventDefault();
    peristiwa.stopImmediatePropagation();
    return;
  }
  terkirim.add(form);
  peristiwa.submitter?.setAttribute("aria-busy", "true");
  peristiwa.submitter?.setAttribute("data-sibuk", "");
  // A download or a stopped page must not leave a dead button behind.
  setTimeout(() => lepas(form), 8000);
};

// Menus made of <details>: close on Escape, on a click elsewhere, and when another one opens.
const tutupMenu = (kecuali) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== kecuali) menu.open = false;
};

// Search: Ctrl+K anywhere, '/' outside of a field.
const sedangMengetik = (elemen) => elemen.closest("input, textarea, select, [contenteditable]");
const tombolPapan = (peristiwa) => {
  const kombinasi = (peristiwa.ctrlKey || peristiwa.metaKey) && peristiwa.key.toLowerCase() === "k";
  const garis = peristiwa.key === "/" && !peristiwa.ctrlKey && !peristiwa.altKey && !sedangMengetik(peristiwa.target);
  const cari = document.querySelector("[data-cari-cepat]");
  if ((kombinasi || garis) && cari?.checkVisibility?.() !== false && cari) {
    peristiwa.preventDefault();
    cari.focus();
    cari.select();
  }
  if (peristiwa.key === "Escape") {
    const menu = document.querySelector("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
};

const salin = async (tombol) => {
  await navigator.clipboard.writeText(tombol.dataset.salin);
  const kata = tombol.querySelector("[data-salin-kata]");
  const lama = kata.textContent;
  kata.textContent = tombol.dataset.tersalin;
  kata.setAttribute("role", "status");
  setTimeout(() => { kata.textContent = lama; kata.removeAttribute("role"); }, 2000);
};

const klik = (peristiwa) => {
  tutupMenu(peristiwa.target.closest("details[data-menu]"));
  const tombol = peristiwa.target.closest("[data-salin], [data-dialog], [data-cetak]");
  if (!tombol) return;
  if (tombol.matches("[data-salin]")) salin(tombol);
  else if (tombol.matches("[data-cetak]")) window.print();
  else {
    const dialog = document.getElementById(tombol.dataset.dialog);
    if (dialog?.showModal) {
      peristiwa.preventDefault();
      dialog.showModal();
    }
  }
};

// A select or a tick box that acts by itself sends its form; without JavaScript its button does.
const ubah = (peristiwa) => {
  if (peristiwa.target.closest("[data-tema-pilih]")) {
    simpanTema(peristiwa.target.value);
    pasangTema(peristiwa.target.value);
  }
  if (peristiwa.target.matches("[data-langsung-kirim]")) peristiwa.target.form?.requestSubmit();
  if (peristiwa.target.matches("[data-lihat-sandi]")) {
    const sandi = document.getElementById(peristiwa.target.dataset.lihatSandi);
    if (sandi) sandi.type = peristiwa.target.checked ? "text" : "password";
  }
};

// What needs JavaScript shows itself only where JavaScript runs; a refused form gets the focus.
const siapkan = () => {
  siapkanTema();
  for (const tombol of document.querySelectorAll("[data-salin], [data-cetak]")) tombol.hidden = false;
  for (const kotak of document.querySelectorAll("[data-perlu-js]")) kotak.hidden = false;
  document.querySelector("[data-fokus]:not(.galeri [data-fokus])")?.focus();
};

pasangTema(bacaTema() || akar.dataset.tema || "");
siapkan();
document.addEventListener("submit", jaga, true);
document.addEventListener("click", klik);
document.addEventListener("change", ubah);
document.addEventListener("keydown", tombolPapan);
document.addEventListener("htmx:after:swap", siapkan);
document.addEventListener("htmx:finally:request", () => {
  for (const form of document.querySelectorAll("form[data-sekali]")) lepas(form);
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sekali]")) lepas(form);
});
