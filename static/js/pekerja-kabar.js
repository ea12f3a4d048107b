// Service worker of messages (/kabar/pekerja.js): a push, which holds no word of what happened, shows one line. It caches nothing.
self.addEventListener("push", (peristiwa) => {
  const { judul = "Ada kabar baru", alamat = "/kabar/" } = peristiwa.data?.json() ?? {};
  peristiwa.waitUntil(self.registration.showNotification(judul, { tag: "kabar", data: alamat }));
});

self.addEventListener("notificationclick", (peristiwa) => {
  peristiwa.notification.close();
  const tujuan = new URL(peristiwa.notification.data, self.location.origin);
  if (tujuan.origin !== self.location.origin) return;
  peristiwa.waitUntil(
    self.clients.matchAll({ type: "window" }).then((jendela) => {
      const terbuka = jendela.find((satu) => new URL(satu.url).pathname === tujuan.pathname);
      return terbuka ? terbuka.focus() : self.clients.openWindow(tujuan.href);
    }),
  );
});
