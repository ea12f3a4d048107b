// Service worker of messages (served from /kabar/pekerja.js): wakes up for a push, shows one line, leads to the inbox.
// It caches nothing. What it is told holds no word of what happened.
const baca = (peristiwa) => {
  try {
    return peristiwa.data.json();
  } catch {
    return {}; // a push without content: the line below is all there is to say anyway
  }
};

self.addEventListener("push", (peristiwa) => {
  const { judul = "Ada kabar baru", alamat = "/kabar/" } = baca(peristiwa);
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
