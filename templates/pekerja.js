// Service worker of the site, drawn by inti.luring. It keeps the page of a lost line and what that is drawn with, nothing else:
// no page of a person stays on a device. A push holds no word of what happened. simpanan: the addresses, the page first.
const SIMPANAN = {{ simpanan|tojson }};
const NAMA = SIMPANAN.join(" ");

addEventListener("install", (p) => p.waitUntil(caches.open(NAMA).then((c) => c.addAll(SIMPANAN)).then(() => skipWaiting())));
addEventListener("activate", (p) => p.waitUntil(caches.keys()
  .then((lama) => Promise.all(lama.filter((n) => n !== NAMA).map((n) => caches.delete(n))))
  .then(() => clients.claim())));

// A form that can't be sent leaves its page as it is (204) and is told; the admin's has no words for it.
const buka = async (minta) => {
  try {
    return await fetch(minta);
  } catch {
    if (minta.method === "GET") return caches.match(SIMPANAN[0]);
    if (minta.url.includes("/admin/")) return Response.error();
    for (const jendela of await clients.matchAll()) jendela.postMessage(minta.url);
    return new Response(null, { status: 204 });
  }
};
addEventListener("fetch", (p) => {
  if (p.request.mode === "navigate") p.respondWith(buka(p.request));
  else if (SIMPANAN.includes(new URL(p.request.url).pathname)) p.respondWith(fetch(p.request).catch(() => caches.match(p.request)));
});

addEventListener("push", (p) => {
  const { judul = "Ada kabar baru", alamat = "/kabar/" } = p.data?.json() ?? {};
  p.waitUntil(registration.showNotification(judul, { tag: "kabar", data: alamat }));
});
addEventListener("notificationclick", (p) => {
  p.notification.close();
  const tujuan = new URL(p.notification.data, location.origin);
  if (tujuan.origin !== location.origin) return;
  p.waitUntil(clients.matchAll({ type: "window" }).then((jendela) => {
    const terbuka = jendela.find((satu) => new URL(satu.url).pathname === tujuan.pathname);
    return terbuka ? terbuka.focus() : clients.openWindow(tujuan.href);
  }));
});
