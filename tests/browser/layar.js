// Measures a page as somebody's finger and eyes meet it; gives a list of [kind of fault, words].
// Run in the page, with letters of any size; scrolls and moves the focus.
() => {
  const akar = document.documentElement;
  const lebar = akar.clientWidth;
  const cela = [];
  const bilang = (jenis, e, ...kata) => cela.push([jenis, [sebut(e), ...kata].join(" ")]);
  const kelas = (e) => (e.className?.baseVal ?? e.className ?? "").toString().trim().replace(/\s+/g, ".");
  const teks = (e) => String(e.innerText || e.value || e.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ");
  const sebut = (e) => `${e.tagName.toLowerCase()}.${kelas(e)} "${teks(e).slice(0, 40)}"`;
  const menggulung = (e) => ["auto", "scroll"].includes(getComputedStyle(e).overflowX);
  const digulung = (e) => e && (menggulung(e) || digulung(e.parentElement));
  const kanan = (e) => e.getBoundingClientRect().right;

  // Sideways: what reaches beyond the screen, and isn't held by a region that scrolls by itself.
  if (akar.scrollWidth > lebar) {
    const ditahan = (e) => e && e !== document.body && (getComputedStyle(e).overflowX !== "visible" || ditahan(e.parentElement));
    const luar = [...document.body.querySelectorAll("*")].filter(
      (e) => e.getClientRects().length && kanan(e) > lebar + 1 && !ditahan(e.parentElement) && ![...e.children].some((a) => kanan(a) > lebar + 1),
    );
    cela.push(["luber", `${akar.scrollWidth - lebar} px: ${luar.slice(0, 3).map(sebut).join(", ") || "isi semu"}`]);
  }
  for (const e of document.querySelectorAll("main *")) {
    if (menggulung(e) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth && !e.matches("textarea, input, select"))
      if (e.tabIndex < 0 && !e.querySelector("a[href], button, input, select, textarea, [tabindex]")) bilang("tak-terjangkau", e);
    // Words in a column of three letters: nothing reaches beyond the screen, and nobody can read it.
    const huruf = parseFloat(getComputedStyle(e).fontSize);
    const kotak = e.getBoundingClientRect();
    const berkata = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim().length > 12);
    if (berkata && kotak.width > 2 && kotak.width < 3.2 * huruf && kotak.height > 5 * huruf && e.checkVisibility()) bilang("terjepit", e);
  }

  // More lines than words: a word is broken.
  const patah = (e) => [...e.childNodes].some((n) => {
    if (n.nodeType !== Node.TEXT_NODE) return n.matches?.("span:not(.hanya-pembaca)") && patah(n);
    const jangkau = document.createRange();
    jangkau.selectNode(n);
    const baris = new Set([...jangkau.getClientRects()].filter((k) => k.width).map((k) => Math.round(k.bottom)));
    return baris.size > n.textContent.trim().split(/\s+/).length;
  });

  // Whatever takes the focus is in sight then, and is what lies at its centre.
  const yangTerkena = (e) => {
    const k = e.getClientRects()[0];
    return document.elementFromPoint(k.left + k.width / 2, k.top + k.height / 2);
  };
  const kena = (e, titik) => titik && (e.contains(titik) || titik.closest("label")?.control === e);
  const fokus = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
  for (const e of document.querySelectorAll(fokus)) {
    const k = e.getBoundingClientRect();
    if (!e.checkVisibility({ visibilityProperty: true }) || e.disabled || !k.width || !k.height) continue;
    if (e.closest(".hanya-pembaca, .lompat, .select2-hidden-accessible")) continue;
    e.focus({ preventScroll: true });
    e.scrollIntoView({ block: "nearest" });
    const titik = yangTerkena(e);
    if (!kena(e, titik)) bilang("tertutup", e, "oleh", titik ? sebut(titik) : "tepi layar");
    const { width, height, left, right } = e.getBoundingClientRect();
    if (!e.matches("a:not(.tombol), summary") && !digulung(e.parentElement) && (left < -1 || right > lebar + 1))
      bilang("tertutup", e, "oleh tepi layar");
    if (!e.matches(".tombol")) continue;
    const batas = e.matches(".tombol--utama") ? 43.5 : 24; // 44 px, and room for a fraction
    if (width < batas || height < batas) bilang("kecil", e, `${Math.round(width)} x ${Math.round(height)}`);
    if (e.scrollWidth > e.clientWidth + 1) bilang("kecil", e, "katanya tidak muat");
    if (e.matches(".tombol--utama") && patah(e)) bilang("kecil", e, "katanya patah");
  }
  return cela;
}
