// The admin's search fields (select2) get the name of their label, which that library leaves out.
const beriNama = () => {
  for (const pilihan of document.querySelectorAll("select.select2-hidden-accessible")) {
    const nama = pilihan.labels?.[0]?.textContent.trim().replace(/:$/, "") || pilihan.getAttribute("aria-label");
    const isi = pilihan.nextElementSibling?.querySelector(".select2-selection__rendered");
    if (nama && isi) isi.setAttribute("aria-label", isi.title ? `${nama}: ${isi.title}` : nama);
  }
};
window.addEventListener("load", () => setTimeout(beriNama));
document.addEventListener("formset:added", () => setTimeout(beriNama));
document.addEventListener("focusin", beriNama);
