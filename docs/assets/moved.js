// Leads from a retired address to where the page is now, and keeps what stood after the ? and the #.
// @ts-check
{
  const to = new URL(document.currentScript?.dataset.to ?? "", location.href);
  to.search ||= location.search;
  to.hash ||= location.hash;
  location.replace(to.href);
}
