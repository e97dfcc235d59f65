// Review: one key per decision, without a reload; a note that an address points to has the focus.
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  // A note that an address points to opens its details.
  const pointed = location.hash.length > 3 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (pointed && pointed.matches(".pick, .case")) pointed.focus();

  const typing = (target) => target.matches("input, select, textarea");
  const cases = () => all("#cases .case");
  const ready = () => cases().forEach((one) => { one.tabIndex = 0; });

  const move = (step) => {
    const every = cases();
    const here = every.indexOf(document.activeElement.closest(".case"));
    const next = every[Math.min(every.length - 1, Math.max(0, here + step))];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  // The page that would come is taken into this one, where it is a page of review; else it is gone to.
  let busy = false;
  const send = async (form, button) => {
    const place = Math.max(0, cases().indexOf(form.closest(".case")));
    const body = new URLSearchParams(new FormData(form));
    if (button && button.name) body.append(button.name, button.value);
    const action = (button && button.getAttribute("formaction")) || form.getAttribute("action");
    const again = () => { form.action = action; form.submit(); };
    busy = true;
    try {
      const answer = await fetch(action, { method: "POST", body, headers: { Accept: "text/html" } });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("review");
      if (!answer.ok || !next) { again(); return; }
      document.getElementById("review").replaceWith(next);
      history.replaceState(null, "", answer.url);
      ready();
      const every = cases();
      const here = every[Math.min(place, every.length - 1)];
      if (here) here.focus({ preventScroll: true });
    } catch {
      again();
    } finally {
      busy = false;
    }
  };

  if (document.getElementById("review")) {
    ready();
    document.addEventListener("submit", (event) => {
      if (!event.target.closest("#review") || event.defaultPrevented) return;
      event.preventDefault();
      if (!busy) send(event.target, event.submitter);
    });
    document.addEventListener("keydown", (event) => {
      const inCase = event.target.closest("#cases .case");
      if (!inCase || event.ctrlKey || event.metaKey || event.altKey) return;
      if (typing(event.target)) {
        if (event.key === "Escape") { inCase.focus(); event.preventDefault(); }
        return;
      }
      if (event.key === "j" || event.key === "ArrowDown") { move(1); event.preventDefault(); return; }
      if (event.key === "k" || event.key === "ArrowUp") { move(-1); event.preventDefault(); return; }
      if (event.key === "e") { inCase.querySelector(".reading select, .reading input:not([type=hidden])").focus(); event.preventDefault(); return; }
      const button = event.key === "u"
        ? document.querySelector('#review [data-key="u"], #review [data-last="u"]')
        : inCase.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (button) { button.click(); event.preventDefault(); }
    });
    if (new URLSearchParams(location.search).has("done") && cases().length) cases()[0].focus({ preventScroll: true });
  }
})();
