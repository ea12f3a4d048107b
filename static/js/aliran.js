// The live stream (c.langsung): hears that something changed, fetches the page again, and replaces what has an id and
// data-segarkan="kinerja laporan" (beginnings of kinds of event; empty: every event).
const JEDA_BERKALA = 30000;
const GABUNG = 120;
const PUTUS_LAMA = 60000;
const KELAS = { menyambung: " hidup--putus", terputus: " hidup--putus", dijeda: " hidup--jeda" };

// One line a browser, which opens few to one server: the tab that holds the lock listens and tells the others.
// pendengar: for each kind of event what to do with its data, and whether the line is closed
class Saluran {
  constructor(alamat, pendengar) {
    this.alamat = alamat;
    this.pendengar = pendengar;
    if (navigator.locks && window.BroadcastChannel) this.antre();
    else this.buka();
  }

  antre() {
    const nama = `aliran ${this.alamat}`;
    this.batal = new AbortController();
    this.siaran = new BroadcastChannel(nama);
    this.siaran.addEventListener("message", ({ data: kabar }) => {
      if (kabar.jenis !== "siapa") {
        this.mengikuti = true;
        this.kabarkan(kabar);
      } else if (this.sumber?.readyState === EventSource.OPEN) this.siaran.postMessage({ jenis: "open" });
    });
    this.siaran.postMessage({ jenis: "siapa" });
    const pegang = () => new Promise((lepas) => { this.lepas = lepas; this.buka(); });
    navigator.locks.request(nama, { signal: this.batal.signal }, pegang).catch((galat) => {
      if (galat.name !== "AbortError") throw galat; // closed while it waited
    });
  }

  buka() {
    this.sumber = new EventSource(this.alamat);
    for (const jenis in this.pendengar) this.sumber.addEventListener(jenis, (p) => this.terima(jenis, p.data));
  }

  terima(jenis, data) {
    const kabar = { jenis, data, tutup: this.sumber.readyState === EventSource.CLOSED };
    this.siaran?.postMessage(kabar);
    this.kabarkan(kabar);
    if (jenis === "open" && this.mengikuti) { // taken over: something may have passed between the two lines
      this.mengikuti = false;
      this.terima("muat-ulang");
    }
  }

  kabarkan({ jenis, data, tutup }) {
    this.pendengar[jenis](data, tutup);
  }

  close() {
    this.batal?.abort();
    this.sumber?.close();
    this.siaran?.close();
    this.lepas?.();
  }
}

class Aliran {
  constructor(tempat) {
    this.tempat = tempat;
    this.teks = tempat.querySelector("[data-aliran-teks]");
    this.tombol = tempat.querySelector("[data-aliran-jeda]");
    this.kataJeda = this.tombol.textContent;
    this.jenis = new Set();
    this.tombol.hidden = false;
    this.tombol.addEventListener("click", () => this.jeda(!this.dijeda));
    this.sambung();
  }

  tampil(keadaan) {
    const { dataset } = this.tempat;
    if (dataset.keadaan === keadaan) return;
    dataset.keadaan = keadaan;
    const pukul = new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: document.documentElement.dataset.zona });
    this.teks.textContent = dataset[keadaan] + (["terputus", "dijeda"].includes(keadaan) ? `, ${dataset.pukul} ${pukul}` : "");
    this.teks.className = `hidup${KELAS[keadaan] ?? ""}`;
  }

  sambung() {
    if (document.hidden) return this.tidur(); // it waits to be seen
    this.henti();
    this.tampil("menyambung");
    this.sumber = new Saluran(this.tempat.dataset.aliran, {
      open: () => this.tersambung(),
      error: (_data, tutup) => this.putus(tutup),
      peristiwa: (data) => { this.jenis.add(JSON.parse(data).jenis); this.segarkan(); },
      "muat-ulang": () => this.segarkan(),
      berakhir: () => this.henti(),
    });
  }

  tersambung() {
    const pernahPutus = this.putusSejak;
    this.putusSejak = null;
    clearInterval(this.pewaktu);
    this.tampil("tersambung");
    if (pernahPutus) this.segarkan(); // what was missed is caught up
  }

  putus(tutup) {
    this.putusSejak ??= Date.now();
    this.tampil("terputus");
    if (!tutup) return; // the browser tries again by itself
    this.sumber.close();
    if (Date.now() - this.putusSejak > PUTUS_LAMA) this.berkala();
    clearTimeout(this.ulang);
    this.ulang = setTimeout(() => { if (!this.dijeda) this.sambung(); }, 3000 + Math.random() * 2000);
  }

  berkala() {
    this.tampil("berkala");
    clearInterval(this.pewaktu);
    this.pewaktu = setInterval(() => { if (!document.hidden) this.segarkan(); }, JEDA_BERKALA);
  }

  henti() {
    this.sumber?.close();
    clearTimeout(this.ulang);
    clearInterval(this.pewaktu);
  }

  tidur() {
    this.henti();
    this.putusSejak ??= Date.now();
  }

  jeda(dijeda) {
    this.dijeda = dijeda;
    this.tombol.textContent = dijeda ? this.tombol.dataset.lanjut : this.kataJeda;
    this.tombol.setAttribute("aria-pressed", dijeda);
    this.henti();
    if (dijeda) return this.tampil("dijeda");
    this.putusSejak = Date.now();
    this.sambung();
  }

  // The first event refreshes at once; those that follow closely are taken together.
  segarkan() {
    if (document.hidden) return;
    if (this.menunggu) { this.lagi = true; return; }
    this.menunggu = true;
    const jenis = this.jenis;
    this.jenis = new Set();
    this.ambil(jenis).finally(() => setTimeout(() => {
      this.menunggu = false;
      if (this.lagi) { this.lagi = false; this.segarkan(); }
    }, GABUNG));
  }

  async ambil(jenis) {
    const cocok = (elemen) => {
      const minat = elemen.dataset.segarkan.split(/\s+/).filter(Boolean);
      return !minat.length || !jenis.size || [...jenis].some((j) => minat.some((m) => j.startsWith(m)));
    };
    const daftar = [...document.querySelectorAll("[data-segarkan][id]")].filter(cocok);
    if (!daftar.length) return;
    let halaman;
    try {
      const jawaban = await fetch(location.href, { headers: { "X-Segarkan": "1" }, cache: "no-store" });
      if (jawaban.redirected && new URL(jawaban.url).pathname !== location.pathname) return location.reload(); // signed out
      if (!jawaban.ok) return;
      halaman = new DOMParser().parseFromString(await jawaban.text(), "text/html");
    } catch {
      return this.putus();
    }
    for (const { id } of daftar) {
      const lama = document.getElementById(id);
      const baru = halaman.getElementById(id);
      if (!lama || !baru || lama.isEqualNode(baru)) continue;
      const fokus = document.activeElement;
      if (lama.contains(fokus) && fokus.matches("input, textarea, select")) continue; // never under somebody's hands
      const idFokus = lama.contains(fokus) ? fokus.id : "";
      for (const terbuka of lama.querySelectorAll("details[open][id]")) halaman.getElementById(terbuka.id)?.setAttribute("open", "");
      lama.replaceWith(document.adoptNode(baru));
      window.htmx?.process(baru);
      if (idFokus) document.getElementById(idFokus)?.focus();
    }
  }
}

let aktif;
const mulai = () => {
  const tempat = document.querySelector("[data-aliran]");
  if (aktif?.tempat === tempat) return;
  aktif?.henti();
  aktif = tempat ? new Aliran(tempat) : null;
};
mulai();
document.addEventListener("htmx:after:swap", mulai);
// A tab that nobody sees, or without a network, holds no line; when it is back, it catches up.
const bila = (jenis, kerja, tempat = window) => tempat.addEventListener(jenis, (p) => { if (aktif && !aktif.dijeda) kerja(p); });
bila("visibilitychange", () => (document.hidden ? aktif.tidur() : aktif.sambung()), document);
bila("offline", () => { aktif.tidur(); aktif.tampil("terputus"); });
bila("online", () => aktif.sambung());
bila("pagehide", () => aktif.henti());
bila("pageshow", (p) => { if (p.persisted) aktif.sambung(); });
