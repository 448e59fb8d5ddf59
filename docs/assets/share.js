// "Copy link" below a page, and the address in "email this page" where the build did not know it. Words are in the page.
// @ts-check

const button = /** @type {HTMLButtonElement} */ (document.getElementById("copy-link"));
const email = /** @type {HTMLAnchorElement} */ (document.getElementById("email-page"));
const status = /** @type {HTMLElement} */ (document.getElementById("copy-status"));
const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'))?.href;
const address = canonical ?? location.href.replace(/[?#].*$/, "");

if (!canonical) email.href += encodeURIComponent(`\r\n\r\n${address}`);
button.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(address + location.hash);
    status.textContent = button.dataset.done ?? "";
  } catch {
    status.textContent = `${button.dataset.failed} ${address}`;
  }
});
