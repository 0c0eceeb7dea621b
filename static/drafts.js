/* A draft that saves itself: who presses the button while that is busy waits for it, so that nobody meets their own words
   as those of somebody else. Without it the button saves. */
"use strict";
(() => {
  const form = document.querySelector("form[data-draft]");
  const saver = form?.querySelector("[data-saver]");
  if (!saver) return;
  let busy = false, waiting = null;
  document.addEventListener("htmx:beforeRequest", (event) => { if (event.detail.elt === saver) busy = true; });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== saver) return;
    busy = false;
    if (!waiting) return;
    const { button } = waiting;
    waiting = null;
    delete form.dataset.sent;
    form.requestSubmit(button);
  });
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    waiting = { button: event.submitter };
  });
})();
