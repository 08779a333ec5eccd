// The minutes that needles still stay in, by the server's clock, and an alarm that one sees and hears.
(() => {
  if (window.needleAlarm) return;  // the page was swapped, and the clock goes on
  window.needleAlarm = true;
  const MINUTE = 60000;
  const AGAIN_AFTER = 20000;
  let audio = null;
  let last = 0;
  // A browser lets a page sound only after somebody touched it.
  const wake = () => {
    if (!("AudioContext" in window)) return;
    audio ??= new AudioContext();
    if (audio.state === "suspended") audio.resume();
  };
  document.addEventListener("pointerdown", wake);
  document.addEventListener("keydown", wake);
  const beep = (at) => {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = 880;
    loudness.gain.setValueAtTime(0.25, at);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.35);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.4);
  };
  const sound = () => {
    if (audio?.state !== "running" || Date.now() - last < AGAIN_AFTER) return;
    last = Date.now();
    for (const pause of [0, 0.5, 1]) beep(audio.currentTime + pause);
  };
  const tick = () => {
    // The beds of the Today page are asked of the server anew, which says whose time is over.
    let over = document.querySelector(".bed.over") !== null;
    for (const each of document.querySelectorAll("[data-due]")) {
      // The device's own clock may be wrong; only how far it went since the page came counts.
      each.cameAt ??= Date.now();
      const now = Date.parse(each.dataset.now) + (Date.now() - each.cameAt);
      const left = Date.parse(each.dataset.due) - now;
      const text = left > 0 ? each.dataset.left : each.dataset.over;
      const said = text.replace("{minutes}", String(Math.ceil(Math.abs(left) / MINUTE)));
      if (each.textContent !== said) each.textContent = said;
      each.classList.toggle("over", left <= 0);
      over ||= left <= 0 && "alarm" in each.dataset;
    }
    if (over) sound();
  };
  setInterval(tick, 1000);
  document.addEventListener("htmx:afterSettle", tick);
  tick();
})();
