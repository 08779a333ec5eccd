// Keeps the dots of the leg map and whatever else on the page names a point in step: hovered,
// focused or tapped, both are lit, and the map turns to a view that shows the point.
(() => {
  const NEAR = 24; // CSS pixels that a tap may miss a dot by
  const HOVER = 200; // ms to rest on a row before the map turns for it

  const map = () => document.querySelector(".leg-map");
  const is3D = (of) => !of.querySelector(".leg-3d").hidden;
  const named = (element) => element?.closest?.("[data-point]");
  const same = (one, other) =>
    one.dataset.point === other.dataset.point &&
    (one.dataset.side === other.dataset.side || one.dataset.side === "both" || other.dataset.side === "both");
  const dotsOf = (of) => [...of.querySelectorAll("g.dot[data-point]")];
  const shownDots = (of) =>
    [...of.querySelectorAll("g.dot[data-point]:not([hidden])")].filter((dot) => dot.getClientRects().length);

  let pinned = null; // what was tapped last: it stays lit when the pointer goes
  let turner = null; // the leg in 3D, once it is loaded
  let resting = 0;

  const light = (source) => {
    for (const each of document.querySelectorAll("[data-point]")) {
      each.classList.toggle("lit", Boolean(source) && (each === source || same(each, source)));
    }
    // What is lit lies on top, with its code.
    for (const dot of document.querySelectorAll(".leg-view g.dot.lit")) {
      if (dot.parentNode.lastElementChild !== dot && document.activeElement !== dot) dot.parentNode.append(dot);
    }
  };

  const turn = (of, view) => {
    if (is3D(of)) turner?.face(view);
    else for (const svg of of.querySelectorAll(".leg-view")) svg.toggleAttribute("hidden", svg.dataset.view !== view);
    for (const button of of.querySelectorAll("[data-view][aria-pressed]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
  };

  const show = (of, source) => {
    if (is3D(of)) {
      turner?.show(dotsOf(of).find((dot) => dot.dataset.at && same(dot, source)));
      return;
    }
    const views = [...of.querySelectorAll(".leg-view")].filter((view) =>
      [...view.querySelectorAll("g.dot[data-point]")].some((dot) => same(dot, source)));
    if (!views.length || views.some((view) => !view.hasAttribute("hidden"))) return;
    const best = dotsOf(of).find((dot) => dot.dataset.best && same(dot, source))?.dataset.best;
    turn(of, (views.find((view) => view.dataset.view === best) ?? views[0]).dataset.view);
  };

  const look = (source, { pin = false } = {}) => {
    const of = map();
    if (!of) return;
    if (pin) pinned = source;
    light(source);
    if (!source.closest(".leg-map g.dot")) show(of, source);
    else if (pin) rowOf(source)?.scrollIntoView({ block: "nearest" });
  };

  const rowOf = (dot) =>
    [...document.querySelectorAll("[data-point]")].find((each) => !each.closest(".leg-map") && same(each, dot));

  // ---- one tab stop for the dots of a view; the arrow keys go on from there
  const ready = (dot, first) => {
    dot.setAttribute("role", "button");
    dot.setAttribute("aria-label", dot.dataset.called);
    dot.setAttribute("tabindex", first ? "0" : "-1");
  };
  const step = (dot, by) => {
    const all = shownDots(dot.closest("svg"));
    const order = all.sort((a, b) => Number(a.dataset.order) - Number(b.dataset.order));
    const to = by === "first" ? 0 : by === "last" ? order.length - 1 : (order.indexOf(dot) + by + order.length) % order.length;
    for (const each of order) each.setAttribute("tabindex", each === order[to] ? "0" : "-1");
    order[to].focus();
  };
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: "first", End: "last" };

  // ---- a sore spot: a tap beside the points
  const mark = (of, place, at) => {
    for (const region of of.querySelectorAll(".place")) region.classList.toggle("marked", region.dataset.place === place);
    for (const spot of of.querySelectorAll(".sore-spot")) spot.toggleAttribute("hidden", spot !== at?.spot);
    if (at) {
      at.spot.setAttribute("cx", at.x);
      at.spot.setAttribute("cy", at.y);
    }
  };
  const tapped = (of, event) => {
    const region = event.target.closest(".place");
    const chosen = of.querySelector(".sore-place");
    if (!region || !chosen) return;
    const svg = region.ownerSVGElement;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const spot = svg.querySelector(".sore-spot");
    chosen.value = region.dataset.place;
    chosen.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: { spot, x, y } }));
  };

  const nearest = (svg, event) => {
    let best = null;
    let least = NEAR;
    for (const dot of shownDots(svg)) {
      const box = (dot.querySelector(".shape") ?? dot).getBoundingClientRect();
      const away = Math.hypot(event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2);
      if (away < least) [best, least] = [dot, away];
    }
    return best;
  };

  const load = async (of, button) => {
    const failed = of.querySelector(".no-3d");
    button.disabled = true;
    try {
      const { legOf } = await import(of.dataset.turner);
      const stage = of.querySelector(".leg-3d");
      stage.hidden = false;
      of.querySelector(".leg-views").hidden = true;
      turner = await legOf(of, () => flat(of, true));
      button.setAttribute("aria-pressed", "true");
      failed.hidden = true;
      const lit = of.querySelector("g.dot.lit");
      if (lit) show(of, lit);
      else turner.face(of.querySelector("[data-view][aria-pressed=true]").dataset.view);
    } catch {
      flat(of, true);
    } finally {
      button.disabled = false;
    }
  };
  const flat = (of, failed) => {
    turner?.stop();
    turner = null;
    of.querySelector(".leg-3d").hidden = true;
    of.querySelector(".leg-views").hidden = false;
    of.querySelector(".in-3d").setAttribute("aria-pressed", "false");
    of.querySelector(".no-3d").hidden = !failed;
    turn(of, of.querySelector("[data-view][aria-pressed=true]").dataset.view);
  };

  const begin = () => {
    const of = map();
    if (!of || of.dataset.begun) return;
    of.dataset.begun = "true";
    turner?.stop(); // that of a page that is gone
    [turner, pinned] = [null, null];
    of.querySelector(".turns").hidden = false;
    of.querySelector(".in-3d").hidden = !window.WebGLRenderingContext;
    for (const svg of of.querySelectorAll(".leg-view, .leg-dots")) {
      [...svg.querySelectorAll("g.dot[data-point]")].forEach((dot, number) => {
        dot.dataset.order = number;
        ready(dot, !number);
      });
    }
    turn(of, of.querySelector("[data-view][aria-pressed=true]").dataset.view);
    const chosen = of.querySelector(".sore-place");
    if (chosen) mark(of, chosen.value);
  };

  document.addEventListener("DOMContentLoaded", begin);
  document.addEventListener("htmx:afterSettle", begin);

  document.addEventListener("mouseover", (event) => {
    const of = map();
    const source = named(event.target);
    if (!of) return;
    clearTimeout(resting);
    if (!source) {
      light(pinned?.isConnected ? pinned : null);
      return;
    }
    light(source);
    if (!source.closest(".leg-map")) resting = setTimeout(() => show(of, source), HOVER);
  });
  document.addEventListener("focusin", (event) => {
    const source = map() && named(event.target);
    if (source) look(source);
  });
  document.addEventListener("click", (event) => {
    const of = map();
    if (!of) return;
    const turned = event.target.closest(".leg-map [data-view][aria-pressed]");
    const in3D = event.target.closest(".leg-map .in-3d");
    const svg = event.target.closest(".leg-map .leg-view, .leg-map .leg-dots");
    if (turned) turn(of, turned.dataset.view);
    else if (in3D) is3D(of) ? flat(of, false) : load(of, in3D);
    else if (svg) {
      const dot = nearest(svg, event);
      if (dot) look(dot, { pin: true });
      else tapped(of, event);
    } else if (named(event.target)) look(named(event.target), { pin: true });
  });
  document.addEventListener("keydown", (event) => {
    const dot = event.target.closest?.(".leg-map g.dot");
    if (!dot) return;
    if (event.key in STEPS) step(dot, STEPS[event.key]);
    else if (event.key === "Enter" || event.key === " ") look(dot, { pin: true });
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("change", (event) => {
    const chosen = event.target.closest?.(".leg-map .sore-place");
    if (chosen) mark(map(), chosen.value, event.detail);
  });
})();
