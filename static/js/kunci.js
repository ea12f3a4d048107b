// Device keys (allauth's webauthn.js): what went wrong is said on the page, in words.

document.addEventListener("allauth.error", (peristiwa) => {
  const kotak = document.querySelector("[data-galat-kunci]");
  if (!kotak) return;
  peristiwa.preventDefault();
  const nama = peristiwa.detail.exception?.name;
  const cocok = kotak.querySelector(`[data-galat="${nama}"]`) ?? kotak.querySelector('[data-galat="lain"]');
  for (const kata of kotak.querySelectorAll("[data-galat]")) kata.hidden = kata !== cocok;
  kotak.hidden = false;
});
