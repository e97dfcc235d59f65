// Review: one key per decision; a note that an address points to has the focus.
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  // A note that an address points to opens its details.
  const pointed = location.hash.length > 3 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (pointed && pointed.matches(".pick, .case")) pointed.focus();

  // Review: one key per decision, only while a case has the focus.
  const cases = all(".case");
  if (cases.length) {
    const move = (step) => {
      const here = cases.indexOf(document.activeElement.closest(".case"));
      const next = cases[Math.min(cases.length - 1, Math.max(0, here + step))];
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    };
    cases.forEach((one) => { one.tabIndex = 0; });
    document.getElementById("cases").addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "j" || event.key === "ArrowDown") { move(1); event.preventDefault(); return; }
      if (event.key === "k" || event.key === "ArrowUp") { move(-1); event.preventDefault(); return; }
      const inCase = event.target.closest(".case");
      const button = event.key === "u"
        ? document.querySelector('.account [data-key="u"]')
        : inCase && inCase.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (button) { button.click(); event.preventDefault(); }
    });
    if (new URLSearchParams(location.search).has("done")) cases[0].focus({ preventScroll: true });
  }
})();
