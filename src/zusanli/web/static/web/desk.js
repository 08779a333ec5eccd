// Single keys at the desk, beside the links that do the same: for hands that stay at the keyboard.
(() => {
  const KEPT = "desk-keys";
  const on = () => localStorage.getItem(KEPT) !== "off";
  const show = () => {
    const aside = document.getElementById("keys");
    const button = aside?.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.textContent = on() ? aside.dataset.off : aside.dataset.on;
  };
  show();
  if (window.deskKeys) return;  // the page was swapped, and what listens to it stays
  window.deskKeys = true;
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#keys button")) return;
    localStorage.setItem(KEPT, on() ? "off" : "on");
    show();
  });
  document.addEventListener("keydown", (event) => {
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const goal = document.querySelector(`.desk [data-key="${CSS.escape(event.key)}"]`);
    if (!goal) return;
    event.preventDefault();
    if (goal.matches("input")) goal.focus(); else goal.click();
  });
})();
