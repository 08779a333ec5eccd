// Says so when the connection is lost; the form keeps what was typed, and nothing is sent twice.
(() => {
  const banner = () => document.getElementById("no-connection");
  const show = (lost) => { const p = banner(); if (p) p.hidden = !lost; };
  document.addEventListener("htmx:sendError", () => show(true));
  document.addEventListener("htmx:timeout", () => show(true));
  document.addEventListener("htmx:beforeRequest", () => show(false));
  // A page that says what is wrong comes with a code that says so too, and is shown all the same.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const status = event.detail.xhr.status;
    if (status >= 400 && event.detail.xhr.getResponseHeader("Content-Type")?.startsWith("text/html")) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  // Whoever reads by ear or by keyboard is taken to what is new; on a long page where much is sent
  // bit by bit, everybody stays where they were.
  const long = () => document.querySelector("main [data-keep-scroll]")?.dataset.keepScroll;
  let before = null;
  document.addEventListener("htmx:beforeSwap", () => {
    before = { page: long(), top: window.scrollY };
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.matches?.("[data-part]")) return;
    const wrong = document.querySelector("main [aria-invalid=true], main form [role=alert]");
    const stays = before?.page && before.page === long();
    if (wrong) wrong.scrollIntoView({ block: "center" });
    else window.scrollTo(0, stays ? before.top : 0);
    if (wrong?.matches("[aria-invalid]")) wrong.focus();
    else if (!stays) document.getElementById("main")?.focus();
  });
})();
