// Keeps what somebody types in <form data-draf="key"> on the device, until the server has it.
// Never passwords, files or hidden fields; forgotten after seven days and on signing out.
const AWALAN = "draf:";
const UMUR = 7 * 24 * 3600 * 1000;
const dilewati = (isian) => !isian.name || ["password", "file", "hidden", "submit", "button"].includes(isian.type) || isian.closest("[data-tanpa-draf]");

const baca = (kunci) => {
  try {
    const isi = JSON.parse(localStorage.getItem(AWALAN + kunci) ?? "null");
    return isi && Date.now() - isi.saat < UMUR ? isi : null;
  } catch {
    return null; // storage may be closed (private window): the form works without drafts
  }
};
const tulis = (kunci, nilai) => {
  try {
    if (nilai) localStorage.setItem(AWALAN + kunci, JSON.stringify({ saat: Date.now(), nilai }));
    else localStorage.removeItem(AWALAN + kunci);
  } catch {
    // storage full or closed: nothing to keep, nothing to tell
  }
};

const kumpulkan = (form) => {
  const nilai = {};
  for (const isian of form.elements) {
    if (dilewati(isian)) continue;
    if (["checkbox", "radio"].includes(isian.type)) (nilai[isian.name] ??= []).push(...(isian.checked ? [isian.value] : []));
    else nilai[isian.name] = isian.value;
  }
  return nilai;
};

const pulihkan = (form, nilai) => {
  for (const isian of form.elements) {
    if (dilewati(isian) || !(isian.name in nilai)) continue;
    if (["checkbox", "radio"].includes(isian.type)) isian.checked = nilai[isian.name].includes(isian.value);
    else isian.value = nilai[isian.name];
  }
};

const kabari = (form, kata) => {
  let tempat = form.querySelector("[data-draf-kabar]");
  if (!tempat) {
    tempat = document.createElement("p");
    tempat.className = "kecil redup";
    tempat.dataset.drafKabar = "";
    tempat.setAttribute("role", "status");
    form.append(tempat);
  }
  tempat.textContent = kata;
};

const INGGRIS = document.documentElement.lang === "en";
const KATA = INGGRIS
  ? { pulih: "What you typed earlier is back.", luring: "Connection lost. What you typed is kept on this device; send it again when the signal is back." }
  : { pulih: "Yang Anda ketik sebelumnya sudah kembali.", luring: "Koneksi terputus. Yang Anda ketik tersimpan di perangkat ini; kirim lagi saat sinyal kembali." };

const siapkan = () => {
  for (const form of document.querySelectorAll("form[data-draf]")) {
    if (form.dataset.drafSiap) continue;
    form.dataset.drafSiap = "1";
    const draf = baca(form.dataset.draf);
    const ditolak = form.querySelector('[aria-invalid="true"]');
    if (draf && !ditolak && JSON.stringify(draf.nilai) !== JSON.stringify(kumpulkan(form))) {
      pulihkan(form, draf.nilai);
      kabari(form, KATA.pulih);
    }
  }
};

let tunda;
document.addEventListener("input", (peristiwa) => {
  const form = peristiwa.target.form;
  if (!form?.dataset.draf) return;
  clearTimeout(tunda);
  tunda = setTimeout(() => tulis(form.dataset.draf, kumpulkan(form)), 400);
});
document.addEventListener("submit", (peristiwa) => {
  const form = peristiwa.target;
  if (form.dataset.draf) tulis(form.dataset.draf, kumpulkan(form));
  if (form.dataset.draf && !navigator.onLine) {
    peristiwa.preventDefault();
    peristiwa.stopImmediatePropagation();
    kabari(form, KATA.luring);
  }
}, true);
// A page that says data-draf-selesai="key" has received the text: the copy is no longer needed.
const selesai = () => {
  for (const tanda of document.querySelectorAll("[data-draf-selesai]")) tulis(tanda.dataset.drafSelesai, null);
};
const keluar = (peristiwa) => {
  if (!peristiwa.target.matches("[data-keluar]")) return;
  try {
    for (const kunci of Object.keys(localStorage)) if (kunci.startsWith(AWALAN)) localStorage.removeItem(kunci);
  } catch {
    // storage closed: there is nothing to forget
  }
};

selesai();
siapkan();
document.addEventListener("submit", keluar, true);
document.addEventListener("htmx:after:swap", () => { selesai(); siapkan(); });
document.addEventListener("htmx:error", (peristiwa) => {
  const form = peristiwa.target.closest?.("form[data-draf]");
  if (form) kabari(form, KATA.luring);
});
