// Push to this device: switched on and off by a click, never asked for unasked.
const kotak = document.querySelector("[data-dorong]");
const tombol = (nama) => kotak.querySelector(`[data-dorong-${nama}]`);

const katakan = (nama) => {
  const tempat = kotak.querySelector("[data-dorong-kata]");
  tempat.textContent = nama && kotak.querySelector(`[data-kata="${nama}"]`).textContent;
  tempat.hidden = !nama;
};
const tampilkan = (menyala) => {
  tombol("nyala").hidden = menyala;
  tombol("mati").hidden = !menyala;
};

const getLangganan = async () => {
  const pekerja = await navigator.serviceWorker.getRegistration(kotak.dataset.pekerja);
  return pekerja?.pushManager.getSubscription();
};
const kabari = async (isi) => {
  const tanda = kotak.querySelector("[name=csrfmiddlewaretoken]").value;
  const jawab = await fetch(kotak.dataset.alamat, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": tanda },
    body: JSON.stringify(isi),
  });
  if (!jawab.ok) throw new Error(jawab.status);
};

const nyalakan = async () => {
  if ((await Notification.requestPermission()) !== "granted") return katakan("ditolak");
  const pekerja = await navigator.serviceWorker.register(kotak.dataset.pekerja);
  await navigator.serviceWorker.ready;
  const langganan = await pekerja.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: kotak.dataset.dorong });
  try {
    await kabari(langganan.toJSON());
  } catch (galat) {
    await langganan.unsubscribe(); // what the server didn't take must not stay on here
    throw galat;
  }
  tampilkan(true);
  katakan("nyala");
};
const matikan = async () => {
  const langganan = await getLangganan();
  if (langganan) {
    await kabari({ endpoint: langganan.endpoint, hapus: true });
    await langganan.unsubscribe();
  }
  tampilkan(false);
  katakan("");
};
const coba = (kerja) => kerja().catch(() => katakan("gagal"));

if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
  katakan("tiada");
} else {
  tampilkan(Boolean(await getLangganan()));
  tombol("nyala").addEventListener("click", () => coba(nyalakan));
  tombol("mati").addEventListener("click", () => coba(matikan));
}
