// Behaviour of every page, hung on data- attributes; nothing here is needed to use the site.
const akar = document.documentElement;

// Theme: kept in a cookie, so that the server draws the right one.
const bacaTema = () => /(?:^|; )tema=(terang|gelap)/.exec(document.cookie)?.[1] ?? "";
const pasangTema = (nilai) => {
  if (nilai) akar.dataset.tema = nilai;
  else delete akar.dataset.tema;
};
const simpanTema = (nilai) => {
  const aman = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `tema=${nilai}; path=/; max-age=${nilai ? 31536000 : 0}; SameSite=Lax${aman}`;
};

// A form is sent once: a second click does nothing.
const terkirim = new WeakMap(); // form → the button that sent it
const lepas = (form) => {
  terkirim.get(form)?.removeAttribute("aria-busy");
  terkirim.delete(form);
};
const lepasSemua = () => document.querySelectorAll("form[data-sekali]").forEach(lepas);
const jaga = (peristiwa) => {
  const form = peristiwa.target;
  if (!form.matches("[data-sekali]") || !navigator.onLine) return;
  if (terkirim.has(form)) {
    peristiwa.preventDefault();
    peristiwa.stopImmediatePropagation();
    return;
  }
  terkirim.set(form, peristiwa.submitter);
  peristiwa.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => lepas(form), 8000); // a download leaves no dead button behind
};

// Menus made of <details> close on Escape and on a click elsewhere.
const tutupMenu = (kecuali) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== kecuali) menu.open = false;
};

// Search: Ctrl+K anywhere, '/' outside of a field.
const tombolPapan = (peristiwa) => {
  const { key, ctrlKey, altKey, metaKey, target } = peristiwa;
  const kombinasi = (ctrlKey || metaKey) && key.toLowerCase() === "k";
  const garis = key === "/" && !ctrlKey && !altKey && !target.closest("input, textarea, select, [contenteditable]");
  const cari = document.querySelector("[data-cari-cepat]");
  if (cari && (kombinasi || garis) && cari.checkVisibility?.() !== false) {
    peristiwa.preventDefault();
    cari.focus();
    cari.select();
  }
  const menu = key === "Escape" && document.querySelector("details[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
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
  const tombol = peristiwa.target.closest("[data-salin], [data-cetak]");
  if (!tombol) return;
  if (tombol.matches("[data-salin]")) salin(tombol);
  else window.print();
};

// What is chosen changes this page alone (WCAG 3.2.2).
const ubah = ({ target }) => {
  if (target.closest("[data-tema-pilih]")) {
    simpanTema(target.value);
    pasangTema(target.value);
  }
  if (target.matches("[data-lihat-sandi]")) {
    const sandi = document.getElementById(target.dataset.lihatSandi);
    if (sandi) sandi.type = target.checked ? "text" : "password";
  }
};

// What needs JavaScript shows itself; a refused form gets the focus.
const siapkan = () => {
  for (const elemen of document.querySelectorAll("[data-salin], [data-cetak], [data-perlu-js], [data-tema-pilih]")) elemen.hidden = false;
  for (const pilihan of document.querySelectorAll("[data-tema-pilih] select")) pilihan.value = bacaTema();
  document.querySelector("[data-fokus]:not(.galeri [data-fokus])")?.focus();
};

pasangTema(bacaTema() || akar.dataset.tema || "");
siapkan();
document.addEventListener("submit", jaga, true);
document.addEventListener("click", klik);
document.addEventListener("focusin", ({ target }) => tutupMenu(target.closest("details[data-menu]"))); // nothing stays covered
document.addEventListener("change", ubah);
document.addEventListener("keydown", tombolPapan);
document.addEventListener("htmx:after:swap", siapkan);
document.addEventListener("htmx:finally:request", lepasSemua);
document.addEventListener("luring", lepasSemua);
window.addEventListener("pageshow", lepasSemua);
