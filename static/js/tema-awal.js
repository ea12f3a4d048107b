// For the admin, whose <html> is not ours: the chosen theme before the first paint.
{
  const tema = /(?:^|; )tema=(terang|gelap)/.exec(document.cookie)?.[1];
  if (tema) document.documentElement.dataset.tema = tema;
}
