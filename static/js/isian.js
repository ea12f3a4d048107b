// The calendar beside a typed day, and photos that are made small before they are sent.
// Without it: a second input, and the server shrinks the photo.

document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.("details[data-tanggal][open]")) return;
  const kalender = target.querySelector('input[type="date"]');
  try {
    kalender.showPicker();
  } catch {
    kalender.focus(); // an older browser
  }
}, true);
document.addEventListener("change", ({ target }) => {
  const pilih = target.closest?.("details[data-tanggal]");
  if (!pilih || !target.value) return;
  const teks = pilih.parentElement.querySelector("input");
  teks.value = target.value.split("-").reverse().join("-");
  target.value = "";
  pilih.open = false;
  teks.dispatchEvent(new Event("input", { bubbles: true }));
  teks.focus();
});

const SISI = 2000;
const KECIL = 1_500_000;
const MUTU = 0.85;
const sedang = new Map(); // form → the photos that are being made small

const perkecil = async (berkas) => {
  if (!berkas.type.startsWith("image/") || berkas.type === "image/svg+xml" || berkas.size <= KECIL) return berkas;
  const gambar = await createImageBitmap(berkas, { imageOrientation: "from-image" });
  const skala = Math.min(1, SISI / Math.max(gambar.width, gambar.height));
  const kanvas = document.createElement("canvas");
  kanvas.width = Math.round(gambar.width * skala);
  kanvas.height = Math.round(gambar.height * skala);
  const pena = kanvas.getContext("2d");
  pena.fillStyle = "#fff";
  pena.fillRect(0, 0, kanvas.width, kanvas.height);
  pena.drawImage(gambar, 0, 0, kanvas.width, kanvas.height);
  gambar.close();
  const hasil = await new Promise((lanjut) => kanvas.toBlob(lanjut, "image/jpeg", MUTU));
  if (!hasil || hasil.size >= berkas.size) return berkas;
  return new File([hasil], `${berkas.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" });
};
const ganti = async (isian) => {
  const kotak = new DataTransfer();
  for (const berkas of isian.files) kotak.items.add(await perkecil(berkas).catch(() => berkas)); // HEIC in most: the server can
  isian.files = kotak.files;
};
document.addEventListener("change", ({ target }) => {
  if (!target.matches?.('input[type="file"][data-foto]') || !target.files.length || !target.form) return;
  const form = target.form;
  const kerja = ganti(target).finally(() => {
    if (sedang.get(form) === kerja) sedang.delete(form);
  });
  sedang.set(form, kerja);
});
// Before every other listener: a form waits for its photos, then sends itself.
window.addEventListener("submit", (peristiwa) => {
  const kerja = sedang.get(peristiwa.target);
  if (!kerja) return;
  peristiwa.preventDefault();
  peristiwa.stopImmediatePropagation();
  kerja.finally(() => peristiwa.target.requestSubmit(peristiwa.submitter));
}, true);
