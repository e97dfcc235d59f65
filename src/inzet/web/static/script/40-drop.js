// Dropping a paper anywhere.
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  // Dropping a paper anywhere hands it in by the same form that stands on the page.
  const target = document.body.dataset.drop;
  if (target) {
    const wait = document.createElement("div");
    wait.className = "wait";
    wait.setAttribute("role", "status");
    const words = document.createElement("span");
    wait.append(words);
    document.body.append(wait);
    const say = (text) => { words.textContent = text; wait.classList.toggle("on", Boolean(text)); };
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
      say(document.body.dataset.waitWords);
      form.submit();
    });
    all("form.drop").forEach((form) => form.addEventListener("submit", () => say(document.body.dataset.waitWords)));
    addEventListener("pageshow", () => say(""));
  }
})();
