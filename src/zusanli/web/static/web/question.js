// Reading a question aloud, with the browser's own voice; nothing leaves the device.
(() => {
  const begin = () => {
    const button = document.querySelector(".read-aloud");
    if (!button || !("speechSynthesis" in window)) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const texts = [...document.querySelectorAll(".question h1, .question .tick span, .question .answers button")];
      speechSynthesis.cancel();
      const said = new SpeechSynthesisUtterance(texts.map((each) => each.textContent.trim()).join(". "));
      said.lang = document.documentElement.lang;
      speechSynthesis.speak(said);
    });
  };
  document.addEventListener("DOMContentLoaded", begin);
  document.addEventListener("htmx:afterSettle", begin);
})();
