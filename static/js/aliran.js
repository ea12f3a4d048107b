// The live stream: hears that something changed, fetches the page again through the ordinary
// permission checks, and replaces the elements marked data-segarkan (each has an id).
//   data-aliran="/aliran/"          on the state line (<c-langsung>)
//   data-segarkan="kinerja laporan" kinds of event (beginnings); empty: every event
//   data-segarkan-dari="/…"         another page to fetch this element from
// States: menyambung, tersambung, terputus, dijeda, berkala (polling, where there is no stream).
const JEDA_BERKALA = 30000;
const GABUNG = 120;
const PUTUS_LAMA = 60000;
const KABAR = ["open", "error", "peristiwa", "muat-ulang", "berakhir"];

// One line a browser for each stream, for browsers open few of them to one server: the tab that holds the lock
// listens and tells the others. When it closes, the next in the queue takes over. Without locks every tab listens.
class Saluran extends EventTarget {
  constructor(alamat) {
    super();
    this.alamat = alamat;
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
    for (const jenis of KABAR) this.sumber.addEventListener(jenis, (p) => this.terima(jenis, p.data));
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
    this.dispatchEvent(Object.assign(new Event(jenis), { data, tutup }));
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
    this.tombol.addEventListener("click", () => (this.dijeda ? this.lanjut() : this.jeda()));
    this.sambung();
  }

  tampil(keadaan) {
    if (this.keadaan === keadaan) return;
    this.keadaan = keadaan;
    const pukul = new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: document.documentElement.dataset.zona });
    const basi = ["terputus", "dijeda"].includes(keadaan);
    this.teks.textContent = basi ? `${this.tempat.dataset[keadaan]}, ${this.tempat.dataset.pukul} ${pukul}` : this.tempat.dataset[keadaan];
    this.teks.className = `hidup${keadaan === "terputus" || keadaan === "menyambung" ? " hidup--putus" : ""}${keadaan === "dijeda" ? " hidup--jeda" : ""}`;
    this.tempat.dataset.keadaan = keadaan;
  }

  sambung() {
    if (!window.EventSource) return this.berkala();
    this.henti();
    if (document.hidden) { this.putusSejak ??= Date.now(); return; } // opened behind another tab: it waits to be seen
    this.tampil("menyambung");
    this.sumber = new Saluran(this.tempat.dataset.aliran);
    this.sumber.addEventListener("open", () => {
      const pernahPutus = this.putusSejak;
      this.putusSejak = null;
      clearInterval(this.pewaktu);
      this.tampil("tersambung");
      if (pernahPutus) this.segarkan(); // what was missed is caught up
    });
    this.sumber.addEventListener("error", (p) => this.putus(p.tutup));
    this.sumber.addEventListener("peristiwa", (p) => this.dengar(p));
    this.sumber.addEventListener("muat-ulang", () => this.segarkan());
    this.sumber.addEventListener("berakhir", () => this.henti());
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

  jeda() {
    this.dijeda = true;
    this.henti();
    this.tampil("dijeda");
    this.tombol.textContent = this.tombol.dataset.lanjut;
    this.tombol.setAttribute("aria-pressed", "true");
  }

  lanjut() {
    this.dijeda = false;
    this.putusSejak = Date.now();
    this.tombol.textContent = this.kataJeda;
    this.tombol.setAttribute("aria-pressed", "false");
    this.sambung();
  }

  dengar(peristiwa) {
    try {
      const petunjuk = JSON.parse(peristiwa.data);
      this.jenis.add(petunjuk.jenis ?? "");
      document.dispatchEvent(new CustomEvent("aliran:peristiwa", { detail: petunjuk }));
    } catch {
      return; // a comment or a heartbeat, not an event of ours
    }
    this.segarkan();
  }

  // The first event refreshes at once; those that follow closely are taken together.
  segarkan() {
    if (document.hidden) return; // seen again, it connects and catches up
    if (this.menunggu) { this.lagi = true; return; }
    this.menunggu = true;
    const jenis = this.jenis;
    this.jenis = new Set();
    Promise.resolve(this.ambil(jenis)).finally(() => setTimeout(() => {
      this.menunggu = false;
      if (this.lagi) { this.lagi = false; this.segarkan(); }
    }, GABUNG));
  }

  async ambil(jenis) {
    const cocok = (elemen) => {
      const minat = elemen.dataset.segarkan.split(/\s+/).filter(Boolean);
      return !minat.length || !jenis.size || [...jenis].some((j) => minat.some((m) => j.startsWith(m)));
    };
    const menurutAlamat = new Map();
    for (const elemen of document.querySelectorAll("[data-segarkan][id]")) {
      if (!cocok(elemen)) continue;
      const alamat = elemen.dataset.segarkanDari || location.href;
      menurutAlamat.set(alamat, [...(menurutAlamat.get(alamat) ?? []), elemen.id]);
    }
    await Promise.all([...menurutAlamat].map(([alamat, id]) => this.ganti(alamat, id)));
  }

  async ganti(alamat, daftarId) {
    let halaman;
    try {
      const jawaban = await fetch(alamat, { headers: { "X-Segarkan": "1" }, credentials: "same-origin", cache: "no-store" });
      if (jawaban.redirected && new URL(jawaban.url).pathname !== new URL(alamat, location).pathname) return location.reload(); // signed out
      if (!jawaban.ok) return;
      halaman = new DOMParser().parseFromString(await jawaban.text(), "text/html");
    } catch {
      this.putusSejak ??= Date.now();
      return this.tampil("terputus");
    }
    for (const id of daftarId) {
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
      baru.dispatchEvent(new CustomEvent("aliran:disegarkan", { bubbles: true }));
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
// A tab that nobody sees holds no line; when it is seen again, it catches up.
document.addEventListener("visibilitychange", () => {
  if (!aktif || aktif.dijeda) return;
  if (document.hidden) {
    aktif.henti();
    aktif.putusSejak ??= Date.now();
  } else aktif.sambung();
});
window.addEventListener("offline", () => { if (aktif && !aktif.dijeda) { aktif.henti(); aktif.putusSejak ??= Date.now(); aktif.tampil("terputus"); } });
window.addEventListener("online", () => { if (aktif && !aktif.dijeda) aktif.sambung(); });
window.addEventListener("pagehide", () => aktif?.henti());
window.addEventListener("pageshow", (p) => { if (p.persisted && aktif && !aktif.dijeda) aktif.sambung(); });
