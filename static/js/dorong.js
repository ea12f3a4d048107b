// Push to this device: switched on and off by a click on the settings page, never asked for unasked.
const kotak = document.querySelector("[data-dorong]");
const tombol = (nama) => kotak.querySelector(`[data-dorong-${nama}]`);

const katakan = (nama) => {
  const tempat = kotak.querySelector("[data-dorong-kata]");
  const kata = nama && kotak.querySelector(`[data-kata="${nama}"]`);
  tempat.textContent = kata ? kata.textContent : "";
  tempat.hidden = !kata;
};
const tampilkan = (menyala) => {
  tombol("nyala").hidden = menyala;
  tombol("mati").hidden = !menyala;
};

const kunci = () => {
  const teks = kotak.dataset.dorong.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(teks.padEnd(Math.ceil(teks.length / 4) * 4, "=")), (c) => c.charCodeAt(0));
};
const kabari = async (isi) => {
  const tanda = kotak.querySelector("[name=csrfmiddlewaretoken]").value;
  const jawab = await fetch(kotak.dataset.alamat, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": tanda },
    body: JSON.stringify(isi),
  });
  if (!jawab.ok) throw new Error(`${jawab.status}`);
};

const nyalakan = async () => {
  if ((await Notification.requestPermission()) !== "granted") {
    katakan("ditolak");
    return;
  }
  const pekerja = await navigator.serviceWorker.register(kotak.dataset.pekerja);
  await navigator.serviceWorker.ready;
  const langganan = await pekerja.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: kunci() });
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
  const pekerja = await navigator.serviceWorker.getRegistration(kotak.dataset.pekerja);
  const langganan = await pekerja?.pushManager.getSubscription();
  if (langganan) {
    await kabari({ endpoint: langganan.endpoint, hapus: true });
    await langganan.unsubscribe();
  }
  tampilkan(false);
  katakan("");
};
const coba = async (kerja) => {
  try {
    await kerja();
  } catch {
    katakan("gagal");
  }
};

if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
  katakan("tiada");
} else {
  const pekerja = await navigator.serviceWorker.getRegistration(kotak.dataset.pekerja);
  tampilkan(Boolean(await pekerja?.pushManager.getSubscription()));
  tombol("nyala").addEventListener("click", () => coba(nyalakan));
  tombol("mati").addEventListener("click", () => coba(matikan));
}
