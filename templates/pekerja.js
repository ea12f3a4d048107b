// Service worker of the site, drawn by inti.luring. It keeps the page of a lost line and what that is drawn with, nothing else:
// no page of a person stays on a device. A push holds no word of what happened. simpanan: the addresses, the page first.
const SIMPANAN = {{ simpanan|tojson }};
const NAMA = SIMPANAN.join(" ");

self.addEventListener("install", (p) => p.waitUntil(caches.open(NAMA).then((c) => c.addAll(SIMPANAN)).then(() => self.skipWaiting())));
self.addEventListener("activate", (p) => p.waitUntil(caches.keys()
  .then((lama) => Promise.all(lama.filter((n) => n !== NAMA).map((n) => caches.delete(n))))
  .then(() => self.clients.claim())));

// A form that can't be sent leaves its page as it is (204) and is told; any other page becomes ours.
const buka = async (minta) => {
  try {
    return await fetch(minta);
  } catch {
    if (minta.method === "GET") return caches.match(SIMPANAN[0]);
    for (const jendela of await self.clients.matchAll({ includeUncontrolled: true })) jendela.postMessage(minta.url);
    return new Response(null, { status: 204 });
  }
};
self.addEventListener("fetch", (p) => {
  if (p.request.mode === "navigate") p.respondWith(buka(p.request));
  else if (SIMPANAN.includes(new URL(p.request.url).pathname)) p.respondWith(fetch(p.request).catch(() => caches.match(p.request)));
});

self.addEventListener("push", (p) => {
  const { judul = "Ada kabar baru", alamat = "/kabar/" } = p.data?.json() ?? {};
  p.waitUntil(self.registration.showNotification(judul, { tag: "kabar", data: alamat }));
});
self.addEventListener("notificationclick", (p) => {
  p.notification.close();
  const tujuan = new URL(p.notification.data, self.location.origin);
  if (tujuan.origin !== self.location.origin) return;
  p.waitUntil(self.clients.matchAll({ type: "window" }).then((jendela) => {
    const terbuka = jendela.find((satu) => new URL(satu.url).pathname === tujuan.pathname);
    return terbuka ? terbuka.focus() : self.clients.openWindow(tujuan.href);
  }));
});
