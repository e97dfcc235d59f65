// The quote behind a link, shown on hover and on focus; Escape puts it away (WCAG 1.4.13).
(() => {
  const box = document.createElement("div");
  box.className = "shown-quote";
  box.id = "shown-quote";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  const says = document.createElement("b");
  const words = document.createElement("q");
  const from = document.createElement("span");
  box.append(says, words, from);
  document.body.append(box);
  let now = null;
  let leaving = 0;
  const hide = () => {
    if (now) now.removeAttribute("aria-describedby");
    now = null;
    box.hidden = true;
  };
  const show = (link) => {
    clearTimeout(leaving);
    if (link === now) return;
    hide();
    now = link;
    // A page tells a quote once; other links to the same statement find it there.
    const told = "again" in link.dataset ? document.querySelector(`[data-quote][href="${link.getAttribute("href")}"]`) : link;
    if (!told) return;
    // A mark of a picture says what it shows; the quote is what its source has.
    says.textContent = link.dataset.says || link.getAttribute("aria-label") || "";
    words.textContent = told.dataset.quote;
    words.lang = told.dataset.lang || "";
    from.textContent = told.dataset.from || "";
    box.hidden = false;
    link.setAttribute("aria-describedby", box.id);
    // Below the link, or above it where there is no room; never past an edge of the window.
    const of = link.getBoundingClientRect();
    const below = of.bottom + 8 + box.offsetHeight < innerHeight || of.top < box.offsetHeight + 8;
    const top = below ? of.bottom + 8 : of.top - box.offsetHeight - 8;
    const left = Math.max(8, Math.min(of.left, document.documentElement.clientWidth - box.offsetWidth - 8));
    box.style.top = `${top + scrollY}px`;
    box.style.left = `${left + scrollX}px`;
  };
  const later = () => { clearTimeout(leaving); leaving = setTimeout(hide, 200); };
  const linkOf = (event) => event.target.closest && event.target.closest("[data-quote], [data-again]");
  document.addEventListener("mouseover", (event) => {
    const link = linkOf(event);
    if (link) show(link);
    else if (box.contains(event.target)) clearTimeout(leaving);
    else if (now && now !== document.activeElement) later();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link && link.matches(":focus-visible")) show(link); else hide();
  });
  document.addEventListener("focusout", (event) => { if (event.target === now) later(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && now) hide(); });
})();
