// A tap on the picture ticks the place in the list, and notes the side of the leg that was tapped.
(() => {
  const begin = () => {
    const drawing = document.querySelector(".drawing");
    if (!drawing || !drawing.hidden) return;
    const box = (place) => document.querySelector(`input[name=item][value="${place}"]`);
    const tapped = new Set();
    const regions = [...drawing.querySelectorAll(".place")].filter((each) => {
      const asked = box(each.dataset.place);
      each.classList.toggle("asked", Boolean(asked));
      return asked;
    });
    const paint = () => {
      for (const each of regions) each.classList.toggle("marked", box(each.dataset.place).checked);
      drawing.querySelector("[name=drawn]").value = [...tapped].join(" ");
    };
    for (const each of regions) {
      each.addEventListener("click", () => {
        const { place, surface } = each.dataset;
        const ticked = box(place);
        ticked.checked = !ticked.checked;
        if (ticked.checked && surface) tapped.add(`${place}:${surface}`);
        if (!ticked.checked) for (const pair of tapped) if (pair.startsWith(`${place}:`)) tapped.delete(pair);
        paint();
      });
    }
    for (const ticked of document.querySelectorAll("input[name=item]")) ticked.addEventListener("change", paint);
    for (const turn of drawing.querySelectorAll(".turns button")) {
      turn.addEventListener("click", () => {
        for (const each of drawing.querySelectorAll(".turns button")) each.setAttribute("aria-pressed", String(each === turn));
        for (const view of drawing.querySelectorAll("svg")) view.toggleAttribute("hidden", view.dataset.view !== turn.dataset.view);
      });
    }
    drawing.hidden = false;
    paint();
  };
  document.addEventListener("DOMContentLoaded", begin);
  document.addEventListener("htmx:afterSettle", begin);
})();
