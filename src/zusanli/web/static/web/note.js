// After a step of the note, the eye and the keyboard go on to what comes next, or to what is wrong.
(() => {
  const at = () => document.querySelector(".note")?.dataset;
  const here = () => `${location.pathname} ${document.querySelector(".note") ? "note" : ""}`;
  // A form may say itself what comes next: after a side effect that is what to do about it.
  let then = "";
  const goOn = (changed) => {
    // Beside its form where that is on the page, and at the top where it is not any more.
    const problem =
      document.querySelector(".step [data-problem]") ?? document.querySelector(".note [data-problem]");
    const next = problem ?? (changed && document.getElementById(then || (at()?.next ?? "")));
    if (!next) return;
    if (!next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };
  if (window.noteSteps) return;  // the page was swapped, and what listens to it stays
  window.noteSteps = true;
  let before = here();
  document.addEventListener("htmx:beforeRequest", (event) => {
    then = event.target.closest("form")?.dataset.then ?? "";
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (at()) goOn(here() === before);
    before = here();
  });
  goOn(false);
})();
