/* Parts of a page that follow what others do ([data-follows]): asked for again and again, 304 while nothing changed. Nothing
   is taken from under somebody's hands, and trouble is said once. Without this a page shows what it showed when it was opened. */
"use strict";
(() => {
  const doc = document;
  const follows = (event) => event.target.matches?.("[data-follows]");

  /* Something is held, or on its way: a key, the pointer, a dragged line, an open menu, a form that is being sent. What
     comes in then waits for the next time. */
  const held = new Map();
  const hold = (what) => held.set(what, Date.now());
  doc.addEventListener("keydown", (event) => hold(event.code), true);
  doc.addEventListener("keyup", (event) => held.delete(event.code), true);
  doc.addEventListener("pointerdown", () => hold("pointer"), true);
  for (const name of ["pointerup", "pointercancel"]) doc.addEventListener(name, () => setTimeout(() => held.delete("pointer")), true);
  window.addEventListener("blur", () => held.clear());
  // A key that went up where the page did not see it holds nothing for ever.
  const holding = () => [...held.values()].some((since) => Date.now() - since < 10000);
  const typing = (part) => part.contains(doc.activeElement) && doc.activeElement.matches("textarea, select, input:not([type=hidden])");
  const busy = (part) => holding() || typing(part)
    || part.querySelector("details[data-menu][open], .zz-drop-ghost, .zz-dragging, form.htmx-request") !== null;

  doc.addEventListener("htmx:beforeRequest", (event) => {
    if (follows(event) && (doc.hidden || event.target.dataset.ended || busy(event.target))) event.preventDefault();
  }, true);
  doc.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 304 || (event.detail.requestConfig?.elt.matches?.("[data-follows]") && busy(event.detail.requestConfig.elt))) {
      event.detail.shouldSwap = false;
      event.stopImmediatePropagation();
    }
  }, true);

  /* What somebody opened around it stays open. */
  doc.addEventListener("htmx:oobBeforeSwap", (event) => {
    for (const open of event.detail.target.querySelectorAll("details[open][id]")) {
      const same = event.detail.fragment.querySelector(`#${CSS.escape(open.id)}`);
      if (same) same.open = true;
    }
  });

  /* No connection for a moment is said once, and not every few seconds; who may no longer follow is told so, and asks no more. */
  let away = false;
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    doc.addEventListener(name, (event) => {
      if (!follows(event)) return;
      event.stopImmediatePropagation();
      if ([403, 404, 410].includes(event.detail.xhr.status)) {
        event.target.dataset.ended = "1";
        window.zorgzaam?.announce("Je kunt dit niet meer volgen. Laad de pagina opnieuw.", "warn");
        return;
      }
      if (!away) window.zorgzaam?.announce("Er is even geen verbinding. De pagina probeert het zelf weer.", "warn");
      away = true;
    }, true);
  }
  doc.addEventListener("htmx:afterRequest", (event) => {
    if (follows(event) && event.detail.xhr.status > 0 && event.detail.xhr.status < 400) {
      if (away) window.zorgzaam?.announce("De verbinding is er weer.", "good");
      away = false;
    }
  });
})();
