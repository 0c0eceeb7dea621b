/* Sending files one by one with progress. Only an addition: without it the form sends them all at once. */
"use strict";
(() => {
  const form = document.querySelector("[data-uploads]");
  if (!form) return;
  const input = form.querySelector('input[type="file"]');
  const drop = form.querySelector("[data-drop]");
  const progress = document.querySelector("[data-upload-progress]");
  const list = document.querySelector("[data-upload-list]");
  const total = document.querySelector("[data-upload-total]");
  const next = document.querySelector("[data-upload-next]");
  const token = form.querySelector('input[name="csrfmiddlewaretoken"]').value;
  const queue = [];
  let busy = false, leaving = false, done = 0, kept = 0, all = 0;

  function line(file) {
    const item = document.createElement("li");
    const words = document.createElement("div");
    words.className = "zz-list__main";
    const name = document.createElement("span");
    name.className = "zz-list__title zz-wrap";
    name.textContent = file.name;
    const said = document.createElement("span");
    said.className = "zz-list__note";
    said.textContent = "Wacht";
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", `Voortgang van ${file.name}`);
    words.append(name, said, bar);
    item.append(words);
    list.append(item);
    return { said, bar, item };
  }

  function add(files) {
    for (const file of files) queue.push({ file, line: line(file) });
    all += files.length;
    if (!all) return;
    progress.hidden = false;
    tell();
    step();
  }

  function tell() {
    total.textContent = done === all
      ? `Klaar: ${kept} van ${all} bewaard.${kept < all ? " Hieronder staat per bestand wat er mis is." : ""}`
      : `${done} van ${all} verstuurd.`;
    next.hidden = kept === 0 || done < all;
    if (done < all) return;
    if (kept === all) window.location.assign(leaving ? form.dataset.onward : form.dataset.next);
    leaving = false;
  }

  function step() {
    if (busy || !queue.length) return;
    busy = true;
    const { file, line: at } = queue.shift();
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token);
    body.append("files", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) at.bar.value = (100 * event.loaded) / event.total;
      at.said.textContent = "Bezig met versturen";
    });
    request.addEventListener("loadend", () => {
      let answer = { kept: false, said: "Het versturen lukte niet. Kies dit bestand nog eens." };
      try { answer = JSON.parse(request.responseText); } catch { /* no answer, or another page: the words above hold */ }
      at.bar.remove();
      at.said.textContent = answer.said;
      at.item.classList.toggle("zz-uploads__bad", !answer.kept);
      done += 1;
      kept += answer.kept ? 1 : 0;
      busy = false;
      tell();
      step();
    });
    request.send(body);
  }

  form.addEventListener("submit", (event) => {
    const onward = event.submitter?.name === "verder";
    if (!input.files.length && !(onward && done < all)) return;
    event.preventDefault();
    leaving = onward;
    // The page guards forms against a second press; here every press brings other files.
    delete form.dataset.sent;
    event.submitter?.removeAttribute("aria-disabled");
    const chosen = [...input.files];
    input.value = "";
    add(chosen);
    document.getElementById("voortgangkop").focus();
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("zz-dropzone--over", name === "dragover");
      if (name === "drop") add([...event.dataTransfer.files]);
    });
  }
})();
