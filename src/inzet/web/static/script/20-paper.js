// A paper: notes level with their sentences, highlights both ways, adding by selecting.
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  // Margin notes: level with their sentence, never over each other.
  const article = document.querySelector("article.annotated");
  const wide = matchMedia("(min-width: 62.01rem)");
  function align() {
    if (!article) return;
    const notes = all(".block .margin > .note", article);
    article.classList.toggle("aligned", wide.matches);
    article.style.minHeight = "";
    if (!wide.matches) { notes.forEach((note) => { note.style.top = ""; }); return; }
    const gap = 14;
    let floor = -Infinity;
    const placed = notes.map((note) => {
      const sentence = document.getElementById(note.id.replace(/^n-/, "s-"));
      const margin = note.parentElement.getBoundingClientRect().top;
      const wish = sentence ? (sentence.getClientRects()[0] || sentence.getBoundingClientRect()).top : margin;
      const top = Math.max(wish, floor);
      floor = top + note.offsetHeight + gap;
      return [note, top - margin];
    });
    placed.forEach(([note, top]) => { note.style.top = `${top}px`; });
    const bottom = article.getBoundingClientRect().bottom;
    if (floor > bottom) article.style.minHeight = `${article.offsetHeight + floor - bottom}px`;
  }
  if (article) {
    align();
    if (document.fonts) document.fonts.ready.then(align);
    // A typeface that comes late makes notes grow after they were set.
    const grown = new ResizeObserver(align);
    all(".block .margin > .note", article).forEach((note) => grown.observe(note));
    addEventListener("load", align);
    addEventListener("resize", align);
    article.addEventListener("toggle", align, true);

    // Hovering or focusing a sentence shows its notes, and the other way round.
    const light = (ids, on) => ids.forEach((id) => {
      const note = document.getElementById(`n-${id}`);
      if (note) note.classList.toggle("on", on);
      all(`.m[data-notes~="${id}"]`, article).forEach((mark) => mark.classList.toggle("on", on));
    });
    const idsOf = (target) => {
      const mark = target.closest(".m[data-notes]");
      if (mark) return mark.dataset.notes.split(" ");
      const note = target.closest(".note");
      return note ? [note.id.slice(2)] : [];
    };
    for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
      article.addEventListener(enter, (event) => light(idsOf(event.target), true));
      article.addEventListener(leave, (event) => light(idsOf(event.target), false));
    }
    article.addEventListener("click", (event) => {
      const piece = event.target.closest("span.m[data-notes]");
      if (piece && getSelection().isCollapsed) location.hash = `n-${piece.dataset.notes.split(" ")[0]}`;
    });
    // Within the text: j and k go from statement to statement, Enter follows, Escape goes back.
    article.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
      const marks = all("a.m[id]", article);
      const step = { j: 1, k: -1 }[event.key];
      if (step) {
        const here = marks.indexOf(document.activeElement);
        const next = marks[Math.min(marks.length - 1, Math.max(0, here + step))];
        if (next) { next.focus(); event.preventDefault(); }
      } else if (event.key === "Escape") {
        const note = event.target.closest(".note");
        const back = note && document.getElementById(note.id.replace(/^n-/, "s-"));
        if (back) back.focus();
      }
    });

    // Selecting words offers to add a statement at the sentence they stand in.
    if (article.dataset.add && article.dataset.addWords) {
      const offer = document.createElement("a");
      offer.id = "add-here";
      offer.className = "button";
      offer.textContent = article.dataset.addWords;
      offer.hidden = true;
      document.body.append(offer);
      document.addEventListener("selectionchange", () => {
        const chosen = getSelection();
        const words = chosen && !chosen.isCollapsed ? chosen.toString().replace(/\s+/g, " ").trim() : "";
        const inText = words.length > 8 && article.contains(chosen.anchorNode)
          && chosen.anchorNode.parentElement && chosen.anchorNode.parentElement.closest(".text");
        offer.hidden = !inText;
        if (!inText) return;
        const box = chosen.getRangeAt(0).getBoundingClientRect();
        const url = new URL(article.dataset.add, location.href);
        url.searchParams.set("quote", words.slice(0, 400));
        offer.href = url.href;
        offer.style.top = `${box.bottom + scrollY + 6}px`;
        offer.style.left = `${Math.max(8, box.left + scrollX)}px`;
      });
    }
  }
})();
