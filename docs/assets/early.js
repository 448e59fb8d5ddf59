// Runs before the table of places is read: its first view is there at once, without the rows that it leaves out, and the whole
// table comes back, without the controls, if the explorer does not come up.
// @ts-check
const root = document.documentElement;
root.dataset.first = "";
const whole = () => {
  if (root.dataset.ready) return;
  delete root.dataset.first;
  root.dataset.broken = "";
};
addEventListener("error", whole, true);
addEventListener("unhandledrejection", whole);
addEventListener("load", () => setTimeout(whole, 5000));
