// What opens below the head closes when one clicks elsewhere, leaves it or presses Escape.
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  all("details.moment, details.menu").forEach((details) => {
    document.addEventListener("click", (event) => { if (!details.contains(event.target)) details.open = false; });
    details.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { details.open = false; details.querySelector("summary").focus(); }
    });
  });
})();
