/* A meeting that goes on: what hangs on the part that follows along (following.js), and notes that send themselves. Words
   that could not be sent stay in their box, and nowhere else, and are sent again. Without this the page works with its
   buttons. */
"use strict";
(() => {
  const doc = document;

  /* ------------------------------------------------ following along */
  const now = () => doc.getElementById("live-nu");
  doc.addEventListener("htmx:afterSettle", compare);

  /* What follows along moves on; the box somebody types in does not. */
  function compare() {
    const state = now();
    const form = doc.querySelector("[data-note]");
    const desk = doc.getElementById("live-punt");
    if (!state || !desk) return;
    const elsewhere = desk.querySelector("[data-elsewhere]");
    if (elsewhere) elsewhere.hidden = !state.dataset.current || state.dataset.current === desk.dataset.item;
    if (!form) return;
    const moved = state.dataset.closed !== form.dataset.closed;
    form.querySelector("[data-doors]").hidden = !moved;
    // Nothing said inside may slip into the open note; what was said inside may still be finished.
    form.querySelector("textarea").readOnly = moved && state.dataset.closed === "ja";
  }

  /* ------------------------------------------------ notes */
  const form = doc.querySelector("[data-note]");
  if (!form) return;
  const box = form.querySelector("textarea");
  const state = form.querySelector("[data-note-state]");
  const theirs = form.querySelector("[data-note-theirs]");
  const version = form.querySelector('[name="version"]');
  let kept = box.value;
  let waiting = 0;
  let busy = false;
  let clash = false;

  function say(words) { if (state.textContent !== words) state.textContent = words; }
  function later(wait) {
    clearTimeout(waiting);
    waiting = setTimeout(send, wait);
  }

  async function send() {
    if (busy || clash || box.value === kept) return;
    busy = true;
    const text = box.value;
    const body = new FormData(form);
    let wait = 0;
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
      wait = await heard(answer, text);
    } catch {
      say("Geen verbinding. Wat je typte staat hier nog, en wordt straks vanzelf bewaard.");
      wait = 3000;
    }
    busy = false;
    if (wait) later(wait);
    else if (!clash && box.value !== kept) later(800);
  }

  /* What the server said; gives how long to wait before trying again, 0 for not. */
  async function heard(answer, text) {
    if (answer.ok) {
      version.value = (await answer.json()).version;
      kept = text;
      say("Bewaard.");
      return 0;
    }
    if (answer.status === 409) {
      const said = await answer.json();
      clash = true;
      version.value = said.version;
      theirs.querySelector("pre").textContent = said.theirs || "(leeg)";
      theirs.hidden = false;
      say("Niet bewaard: een ander schreef intussen ook.");
      return 0;
    }
    if (answer.status === 422) {
      say(`Nog niet bewaard. ${(await answer.json()).said}`);
      return 5000;
    }
    say("Nog niet bewaard. Het wordt zo weer geprobeerd.");
    return 5000;
  }

  /* What another wrote comes into a box that holds nothing unsent. */
  const still = () => !busy && !clash && box.value === kept;
  async function refresh() {
    if (!still()) return;
    try {
      const answer = await fetch(`${form.action}?besloten=${form.elements.besloten.value}`, { headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) return;
      const said = await answer.json();
      if (!still() || String(said.version) === version.value) return;
      const at = box.selectionStart;
      kept = box.value = said.text;
      version.value = said.version;
      if (doc.activeElement === box) box.setSelectionRange(at, at);
      say("Een ander schreef mee. Zo staat het er nu.");
    } catch { /* The next change asks again. */ }
  }
  doc.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "live-nu") refresh(); });

  box.addEventListener("input", () => { say("Nog niet bewaard."); later(800); });
  theirs.querySelector("[data-note-mine]").addEventListener("click", () => {
    clash = false;
    theirs.hidden = true;
    send();
  });
  window.addEventListener("online", () => later(0));
  window.addEventListener("beforeunload", (event) => {
    if (box.value !== kept) { event.preventDefault(); event.returnValue = ""; }
  });
  form.addEventListener("submit", () => { kept = box.value; });
  compare();
})();
