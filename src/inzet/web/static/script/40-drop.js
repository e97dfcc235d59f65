// Dropping a paper anywhere.
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  // Dropping a paper anywhere hands it in by the same form that stands on the page.
  const target = document.body.dataset.drop;
  if (target) {
    const wait = document.createElement("div");
    wait.className = "wait";
    wait.setAttribute("role", "status");
    const box = document.createElement("div");
    const words = document.createElement("span");
    const name = document.createElement("small");
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", document.body.dataset.waitWords);
    const clock = document.createElement("small");
    clock.setAttribute("aria-hidden", "true");
    box.append(words, name, bar, clock);
    wait.append(box);
    document.body.append(wait);
    let ticking = 0;
    const say = (text) => {
      clearInterval(ticking);
      words.textContent = text;
      name.textContent = clock.textContent = "";
      bar.hidden = true;
      wait.classList.toggle("on", Boolean(text));
    };
    // Reading a long paper takes a while: which one it is, that it goes on, and for how long already.
    const read = (file) => {
      say(document.body.dataset.waitWords);
      name.textContent = file ? file.name : "";
      bar.hidden = false;
      const begun = Date.now();
      ticking = setInterval(() => { clock.textContent = `${Math.round((Date.now() - begun) / 1000)} s`; }, 1000);
    };
    const bringsFile = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    addEventListener("dragover", (event) => {
      if (!bringsFile(event)) return;
      event.preventDefault();
      say(document.body.dataset.dropWords);
    });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) say(""); });
    addEventListener("drop", (event) => {
      if (!bringsFile(event) || !event.dataTransfer.files.length) return;
      event.preventDefault();
      const form = document.querySelector("form.drop") || document.createElement("form");
      let input = form.querySelector("input[type=file]");
      if (!input) {
        Object.assign(form, { method: "post", action: target, enctype: "multipart/form-data", hidden: true });
        input = Object.assign(document.createElement("input"), { type: "file", name: "file" });
        const token = document.body.dataset.formToken;
        if (token) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "csrf", value: token }));
        form.append(input);
        document.body.append(form);
      }
      const only = new DataTransfer();
      only.items.add(event.dataTransfer.files[0]);
      input.files = only.files;
      read(only.files[0]);
      form.submit();
    });
    all("form.drop").forEach((form) => form.addEventListener("submit", () => read(form.querySelector("input[type=file]").files[0])));
    addEventListener("pageshow", () => say(""));
  }
})();
