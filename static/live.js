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
  let sending = null;
  let clash = false;

  function say(words) { if (state.textContent !== words) state.textContent = words; }
  function later(wait) {
    clearTimeout(waiting);
    waiting = setTimeout(send, wait);
  }

  const unsent = () => box.value !== kept;
  function send() {
    sending ??= deliver().finally(() => { sending = null; });
    return sending;
  }
  async function deliver() {
    if (clash || !unsent()) return;
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
    if (wait) later(wait);
    else if (!clash && unsent()) later(800);
  }

  /* What the server said; gives how long to wait before trying again, 0 for not. */
  async function heard(answer, text) {
    if (answer.ok) {
      version.value = (await answer.json()).version;
      kept = text;
      say(unsent() ? "Nog niet bewaard." : "Bewaard.");
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
  const still = () => !sending && !clash && !unsent();
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
    if (unsent()) { event.preventDefault(); event.returnValue = ""; }
  });

  /* Whatever is pressed while words wait: first the words, then the step. When they cannot be kept the page stays, and
     says so; who presses again is asked by the browser. */
  let going = false;
  let warned = false;
  box.addEventListener("input", () => { warned = false; });
  async function saved() {
    await sending;
    for (let before = null; unsent() && !clash && before !== kept;) {
      before = kept;
      await send();
    }
    return !unsent();
  }
  async function savedThen(go) {
    if (going) return;
    going = true;
    const done = await saved();
    going = false;
    if (done || warned) { go(); return; }
    warned = true;
    window.zorgzaam?.announce("Wat je bij de notities typte, is nog niet bewaard. Daarom is er nog niets gedaan.", "warn");
    state.scrollIntoView({ block: "center" });
  }
  /* The part that follows along may be made anew while the words are sent: what was pressed is kept apart. */
  function copyOf(pressed, button) {
    const copy = doc.createElement("form");
    copy.method = pressed.method;
    copy.action = pressed.action;
    copy.hidden = true;
    for (const [name, value] of new FormData(pressed, button)) {
      const input = doc.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      copy.append(input);
    }
    return copy;
  }
  doc.addEventListener("submit", (event) => {
    const pressed = event.target;
    if (event.defaultPrevented || (pressed !== form && !unsent() && !sending)) return;
    event.preventDefault();
    window.zorgzaam?.sendAgain(pressed);
    if (pressed === form) { savedThen(() => { if (!unsent()) say("Bewaard."); }); return; }
    const copy = copyOf(pressed, event.submitter);
    savedThen(() => { doc.body.append(copy); copy.submit(); });
  });
  doc.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link?.target || link?.hasAttribute("download");
    if (!link || elsewhere || event.defaultPrevented || link.getAttribute("href").startsWith("#") || !(unsent() || sending)) return;
    event.preventDefault();
    savedThen(() => { location.assign(link.href); });
  });
  compare();
})();
