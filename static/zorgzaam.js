/* Zorgzaam's own script. Everything here adds to pages that work without it. */
"use strict";
(() => {
  const doc = document;
  doc.documentElement.classList.add("js");

  /* Say something to everyone: read out by screen readers, and shown in the corner until closed or followed up. */
  const icons = () => doc.querySelector("svg.zz-icon use")?.getAttribute("href")?.split("#")[0];

  function closeButton(toast) {
    const button = doc.createElement("button");
    button.type = "button";
    button.className = "zz-toast__close";
    button.innerHTML = `<svg class="zz-icon" aria-hidden="true"><use href="${icons() || ""}#x"></use></svg><span class="zz-sr">Sluit melding</span>`;
    button.addEventListener("click", () => {
      toast.remove();
      doc.getElementById("inhoud")?.focus({ preventScroll: true });
    });
    toast.append(button);
  }

  function announce(text, kind = "") {
    const region = doc.getElementById("gemeld");
    if (!region || !text) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 60);
    const corner = doc.getElementById("meldingen-vast");
    if (!corner || kind === "unseen") return;
    const toast = doc.createElement("div");
    toast.className = `zz-toast${kind ? ` zz-toast--${kind}` : ""}`;
    const words = doc.createElement("div");
    words.className = "zz-toast__text";
    words.textContent = text;
    toast.append(words);
    closeButton(toast);
    corner.replaceChildren(toast);
  }

  function onAnnounce(event) {
    const detail = event.detail;
    if (typeof detail === "string") announce(detail);
    else announce(detail?.value ?? detail?.text, detail?.kind);
  }

  /* A presentation goes on with the arrows. */
  function onArrow(event) {
    const ways = { ArrowRight: "next", ArrowLeft: "prev" };
    if (!ways[event.key] || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!doc.querySelector(".zz-slide") || event.target.closest("input, select, textarea, [contenteditable]")) return;
    doc.querySelector(`a[rel=${ways[event.key]}]`)?.click();
  }
  doc.addEventListener("keydown", onArrow);

  /* Dialogs: the link that opens one is a page of its own for readers without script. */
  let opener = null;
  function onClick(event) {
    const link = event.target.closest("[data-dialog]");
    const dialog = link && doc.getElementById(link.dataset.dialog);
    if (dialog?.showModal && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      opener = link;
      dialog.showModal();
      return;
    }
    const closer = event.target.closest("[data-dialog-close]");
    if (closer) { event.preventDefault(); closer.closest("dialog")?.close(); return; }
    if (event.target.matches?.("dialog.zz-dialog")) event.target.close();
    const copy = event.target.closest("[data-copy]");
    if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => announce(`Gekopieerd: ${copy.dataset.copied || copy.dataset.copy}`, "good"));
    const print = event.target.closest("[data-print]");
    if (print) { event.preventDefault(); window.print(); }
    for (const menu of doc.querySelectorAll("details[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
  }
  function onClose(event) {
    if (event.target.matches?.("dialog.zz-dialog") && opener?.isConnected) opener.focus();
  }
  function onKey(event) {
    if (event.key === "Enter" && event.target.matches?.('[data-pick] input[type="text"]') && event.target.value.trim()) {
      event.preventDefault();
      pick(event.target, true);
    }
    if (event.key !== "Escape") return;
    for (const menu of doc.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }

  /* Forms: send once, warn before typed text is lost, count characters. */
  let typed = null;
  let leaving = false;
  function onSubmit(event) {
    const form = event.target;
    leaving = true;
    setTimeout(() => { leaving = false; }, 0);
    if (form.method === "dialog") return;
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 8000) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    if (form.method !== "post") return;
    form.dataset.sent = String(Date.now());
    typed = null;
    const button = event.submitter;
    if (button) {
      button.setAttribute("aria-disabled", "true");
      setTimeout(() => button.removeAttribute("aria-disabled"), 8000);
    }
  }
  function sendAgain(root) {
    for (const form of [root, ...root.querySelectorAll?.("form") ?? []]) if (form.dataset?.sent) delete form.dataset.sent;
    for (const button of root.querySelectorAll?.('button[aria-disabled="true"]') ?? []) button.removeAttribute("aria-disabled");
  }
  function onInput(event) {
    if (event.target.closest("form[data-guard]")) typed = event.target.form;
    if (event.target.matches("textarea[maxlength], input[data-count]")) count(event.target);
    if (event.inputType === undefined || event.inputType === "insertReplacementText") pick(event.target);
  }
  function onLeave(event) {
    if (typed?.isConnected && !leaving) { event.preventDefault(); event.returnValue = ""; }
  }
  /* Saving and going on in the same form: what is typed meanwhile is not saved yet. What is refused goes the long way, to
     the page that says why. */
  function onStay(event) {
    const form = event.detail.elt.matches?.("[data-stay]") && event.detail.elt.form;
    if (!form) return;
    if (event.type === "htmx:beforeRequest") typed = null;
    else if (event.detail.xhr.status !== 200) {
      typed = form;
      if ([409, 422].includes(event.detail.xhr.status)) form.requestSubmit();
    }
  }
  function count(control) {
    const most = control.maxLength;
    if (most < 0) return;
    let note = doc.getElementById(`${control.id}_over`);
    if (!note) {
      note = doc.createElement("div");
      note.className = "zz-field__count";
      note.id = `${control.id}_over`;
      control.after(note);
    }
    const left = most - control.value.length;
    note.textContent = `Nog ${left} ${left === 1 ? "teken" : "tekens"}`;
    note.classList.toggle("zz-field__count--over", left < 20);
  }

  /* A picker of many: a name that is taken from the suggestions becomes a tick box, and the box is free again.
     Enter takes what can be one only, and sends no form that is half filled in. */
  function pick(box, partly = false) {
    const home = box.closest?.("[data-pick]");
    if (!home || box.type !== "text") return;
    const words = box.value.trim().toLowerCase();
    const options = [...home.querySelectorAll("option")];
    const only = (test) => {
      const found = options.filter(test);
      return new Set(found.map((one) => one.dataset.id)).size === 1 ? found[0] : undefined;
    };
    const option = options.find((one) => one.value.toLowerCase() === words)
      ?? only((one) => one.dataset.other?.toLowerCase() === words)
      ?? (partly ? only((one) => one.value.toLowerCase().includes(words)) : undefined);
    if (!option) {
      if (partly) announce("Kies een naam uit de lijst, of typ er meer van.");
      return;
    }
    const name = option.dataset.name ?? option.value;
    const there = home.querySelector(`input[type="checkbox"][value="${option.dataset.id}"]`);
    if (there) there.checked = true;
    else {
      const label = doc.createElement("label");
      label.className = "zz-check";
      const tick = doc.createElement("input");
      Object.assign(tick, { type: "checkbox", name: box.name, value: option.dataset.id, checked: true });
      label.append(tick, name);
      home.querySelector('input[type="text"]').before(label);
    }
    announce(`${name} staat erbij`, "unseen");
    box.value = "";
  }

  /* Dividing dots: how many are left, said while one divides them. */
  function dotsLeft(form) {
    const note = form.querySelector("[data-dots-left]");
    if (!note) return;
    const most = Number(note.dataset.dotsLeft);
    const given = [...form.querySelectorAll("select[data-dots]")].reduce((sum, one) => sum + Number(one.value), 0);
    if (given > most) note.textContent = `Je verdeelde ${given} stippen, en je hebt er ${most}.`;
    else note.textContent = given === most ? "Alle stippen zijn verdeeld." : `Nog ${most - given} van de ${most} stippen te verdelen.`;
    note.classList.toggle("zz-field__count--over", given > most);
  }

  /* Leaving the box by pressing something else: its tick box comes after that press, or what is pressed would slide away
     from under the pointer and the click be lost. */
  let pressing = false;
  let left = null;
  function onPicked(event) {
    if (event.target.matches("select[data-dots]")) dotsLeft(event.target.form);
    if (pressing) left = event.target;
    else pick(event.target);
  }
  function onPress() { pressing = true; }
  function onRelease() {
    pressing = false;
    const box = left;
    left = null;
    if (box) setTimeout(() => pick(box));
  }

  /* After a swap: keep the reader where they were, or take them to what asks for attention. */
  let focused = "";
  function beforeSwap() { focused = doc.activeElement?.id || ""; }
  function prepare(root) {
    for (const control of root.querySelectorAll("textarea[maxlength], input[data-count]")) count(control);
    for (const toast of root.querySelectorAll(".zz-messages > .zz-toast:not(:has(.zz-toast__close))")) closeButton(toast);
  }
  function afterSettle(event) {
    const target = event.detail?.elt ?? event.target;
    prepare(doc);
    const here = target.querySelector?.("[data-here]");
    if (here) target.scrollTop += here.getBoundingClientRect().top - target.getBoundingClientRect().top - 160;
    const wanted = target.matches?.("[data-focus]") ? target : target.querySelector?.("[data-focus]");
    if (wanted) { wanted.focus(); return; }
    if (focused && doc.activeElement === doc.body) doc.getElementById(focused)?.focus({ preventScroll: true });
  }
  function afterRequest(event) { sendAgain(event.detail.elt.closest?.("form") ?? event.detail.elt); }
  function failed(event) {
    const status = event.detail.xhr?.status;
    const why = {
      0: "Er is geen verbinding. Probeer het zo weer; wat je typte staat er nog.",
      403: "Je mag dit niet doen. Misschien ben je uitgelogd: laad de pagina opnieuw.",
      404: "Dit bestaat niet meer. Laad de pagina opnieuw.",
      503: "Iemand anders is hier net mee bezig. Er is niets veranderd. Probeer het zo nog eens.",
      429: "Dat ging te snel achter elkaar. Wacht even en probeer het weer.",
    };
    announce(why[status] ?? "Dat is niet gelukt. Er is niets veranderd. Probeer het zo weer.", "bad");
  }

  doc.addEventListener("click", onClick);
  doc.addEventListener("keydown", onKey);
  doc.addEventListener("close", onClose, true);
  doc.addEventListener("submit", onSubmit, true);
  doc.addEventListener("input", onInput);
  doc.addEventListener("change", onPicked);
  doc.addEventListener("pointerdown", onPress, true);
  doc.addEventListener("pointerup", onRelease, true);
  doc.addEventListener("pointercancel", onRelease, true);
  window.addEventListener("beforeunload", onLeave);
  window.addEventListener("pageshow", () => sendAgain(doc.body));
  doc.addEventListener("htmx:beforeSwap", beforeSwap);
  doc.addEventListener("htmx:afterSettle", afterSettle);
  doc.addEventListener("htmx:beforeRequest", onStay);
  doc.addEventListener("htmx:afterRequest", afterRequest);
  doc.addEventListener("htmx:afterRequest", onStay);
  doc.addEventListener("htmx:responseError", failed);
  doc.addEventListener("htmx:sendError", failed);
  doc.addEventListener("announce", onAnnounce);
  doc.addEventListener("DOMContentLoaded", () => {
    prepare(doc);
    doc.querySelector("[data-focus]")?.focus();
  });
  window.zorgzaam = { announce, sendAgain };
})();
