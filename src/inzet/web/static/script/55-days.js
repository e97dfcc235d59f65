// A slider over days: shows the day it is on at once, and what a picture shows on that day, and
// settles into the address when it is let go. Arrows step days, Page keys step meetings.
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const DAY = 864e5;
  const PASSING = ["after", "done", "undo", "entry", "taken"];
  const STILL = 900;
  const locale = document.documentElement.lang === "nl" ? "nl" : "en-GB";
  const long = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const iso = (number) => new Date(number * DAY).toISOString().slice(0, 10);
  const number = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);

  // What holds on a day, of pairs of a day and what holds from then on.
  const on = (told, day) => {
    let found = null;
    for (const [since, what] of told) { if (since > day) break; found = what; }
    return found;
  };

  // A grid on any day, from the days on which each of its cells changes.
  const filmOf = (days) => {
    if (!days.dataset.film) return null;
    const film = JSON.parse(days.dataset.film);
    const page = days.closest(".answer-page");
    const lines = page.querySelector(".headline");
    const cells = all(".spot[data-key]", days.closest(".picture")).map((spot) => {
      const link = spot.querySelector("a");
      return { spot, link, quote: link && link.dataset.quote, was: spot.querySelector(".at").textContent };
    });
    const show = (cell, state) => {
      const { spot, link } = cell;
      spot.hidden = !state;
      if (!state) return;
      const [tone, , text, steps] = state;
      spot.className = `spot ${tone}`;
      spot.querySelector(".at").textContent = text;
      all(".pips i", spot).forEach((bar, at) => bar.classList.toggle("on", steps[at] === "1"));
      // The quote is of the day the page is of; of another day it would be the wrong one.
      if (!link || !cell.quote) return;
      if (text === cell.was) link.dataset.quote = cell.quote; else delete link.dataset.quote;
    };
    return (day, said) => {
      const states = new Map(cells.map((cell) => [cell, on(film.cells[cell.spot.dataset.key] || [], day)]));
      const place = (cell) => {
        const state = states.get(cell);
        return `${state && state[1] ? state[1] : "9"} ${cell.spot.dataset.key}`;
      };
      cells.forEach((cell) => show(cell, states.get(cell)));
      [...cells].sort((a, b) => (place(a) < place(b) ? -1 : 1)).forEach((cell, at) => { cell.spot.style.order = at; });
      const words = (on(film.words, day) || []).map((line) => line.replaceAll("{day}", said));
      const top = days.getBoundingClientRect().top;
      lines.style.minHeight = `${lines.offsetHeight}px`;
      while (lines.children.length < words.length) {
        const line = lines.lastElementChild.cloneNode(true);
        lines.append(line);
      }
      all(":scope > li", lines).forEach((line, at) => {
        line.hidden = at >= words.length;
        if (!line.hidden) line.querySelector(".line-words").textContent = words[at];
      });
      page.classList.add("sliding");
      // What is being held stays under the hand.
      scrollBy(0, days.getBoundingClientRect().top - top);
      return words[0] || "";
    };
  };

  all(".days").forEach((days) => {
    const range = days.querySelector("input[type=range]");
    const says = days.querySelector("output");
    const knee = Number(days.dataset.knee);
    const end = Number(range.max);
    const moves = days.dataset.moves.split(" ");
    const stops = all("[data-day]", days).map((tick) => ({ at: number(tick.dataset.day), name: tick.dataset.name }));
    const film = filmOf(days);
    const began = range.value;
    let before = Number(range.value);
    let held = false;
    let waiting = 0;
    const today = () => Number(range.value) > knee || Number(range.value) === end;
    const show = () => {
      // After the last day that matters there is only today.
      if (Number(range.value) > knee) range.value = before === end && Number(range.value) < end && !held ? knee : end;
      before = Number(range.value);
      const day = today() ? days.dataset.end : iso(before);
      const written = long.format(new Date(`${day}T00:00:00Z`));
      const stop = stops.find((each) => each.at === before);
      says.textContent = today() ? days.dataset.ends : written;
      const heads = all(".moment [data-says]");
      // Two days beside each other in the head are written short, as the page itself does.
      const brief = (text) => (heads.length > 1 && !today() ? text.replace(/(\p{L}{3})\p{L}+/u, "$1").replace("maa", "mrt") : text);
      heads.forEach((one) => {
        if (moves.includes(one.dataset.says)) one.textContent = brief(says.textContent);
      });
      const told = film ? film(day, written) : "";
      range.setAttribute("aria-valuetext", [says.textContent, stop && !today() ? stop.name : "", told].filter(Boolean).join(": "));
    };
    const settle = () => {
      clearTimeout(waiting);
      waiting = 0;
      const url = new URL(location.href);
      moves.forEach((name) => {
        if (today()) url.searchParams.delete(name); else url.searchParams.set(name, iso(Number(range.value)));
      });
      PASSING.forEach((name) => url.searchParams.delete(name));
      url.hash = "";
      if (range.value === began || url.href === location.href) return;
      sessionStorage.setItem("settled", JSON.stringify({ id: range.id, y: scrollY, at: url.pathname + url.search }));
      location.assign(url);
    };
    range.addEventListener("pointerdown", () => { held = true; });
    range.addEventListener("input", show);
    range.addEventListener("change", () => {
      if (held) { held = false; settle(); return; }
      clearTimeout(waiting);
      waiting = setTimeout(settle, STILL);
    });
    range.addEventListener("blur", () => { if (waiting) settle(); });
    range.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { settle(); return; }
      const step = { PageUp: 1, PageDown: -1 }[event.key];
      if (!step || !stops.length) return;
      event.preventDefault();
      const here = Number(range.value);
      const next = step > 0 ? stops.find((each) => each.at > here) : stops.filter((each) => each.at < here).pop();
      range.value = next ? next.at : step > 0 ? end : range.min;
      before = Number(range.value);
      range.dispatchEvent(new Event("input"));
      range.dispatchEvent(new Event("change"));
    });
  });

  // Where one settled before the page came anew, one goes on.
  const settled = JSON.parse(sessionStorage.getItem("settled") || "null");
  sessionStorage.removeItem("settled");
  const range = settled && settled.at === location.pathname + location.search && document.getElementById(settled.id);
  if (range) {
    const inside = range.closest("details");
    if (inside) inside.open = true;
    range.focus({ preventScroll: true });
    scrollTo({ top: settled.y, behavior: "instant" });
  }
})();
