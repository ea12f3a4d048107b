// Device keys (allauth's webauthn.js): what went wrong is said on the page, in words.

document.addEventListener("allauth.error", (peristiwa) => {
  const kotak = document.querySelector("[data-galat-kunci]");
  if (!kotak) return;
  peristiwa.preventDefault();
  const nama = peristiwa.detail.exception?.name;
  const kata = [...kotak.querySelectorAll("[data-galat]")];
  const cocok = kata.find((k) => k.dataset.galat === nama) ?? kata.find((k) => k.dataset.galat === "lain");
  for (const k of kata) k.hidden = k !== cocok;
  kotak.hidden = false;
});
