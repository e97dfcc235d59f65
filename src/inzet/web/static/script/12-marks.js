// A name beside a picture and its mark in it light up together.
(() => {
  const light = (event, on) => {
    const link = event.target.closest && event.target.closest("[data-mark]");
    const picture = link && link.closest(".picture");
    if (!picture) return;
    for (const each of picture.querySelectorAll("[data-mark]"))
      if (each.dataset.mark === link.dataset.mark) each.classList.toggle("lit", on);
  };
  for (const name of ["mouseover", "focusin"]) document.addEventListener(name, (event) => light(event, true));
  for (const name of ["mouseout", "focusout"]) document.addEventListener(name, (event) => light(event, false));
})();
