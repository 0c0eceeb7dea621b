/* Dragging lines of the working agenda. Only an addition: the arrows beside each line do the same. */
"use strict";
(() => {
  function sortable() {
    const list = document.querySelector("[data-sortable]");
    if (!list || !window.Sortable || list.dataset.ready) return;
    list.dataset.ready = "1";
    const order = () => [...list.querySelectorAll('input[name="order"]')].map((input) => input.value).join();
    let before = "";
    window.Sortable.create(list, {
      handle: ".zz-handle",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 140,
      ghostClass: "zz-drop-ghost",
      dragClass: "zz-dragging",
      onStart: () => { before = order(); },
      onEnd: (event) => {
        if (order() === before) return;
        const form = list.closest("form");
        const dragged = document.createElement("input");
        Object.assign(dragged, { type: "hidden", name: "dragged", value: event.item.querySelector('input[name="order"]').value });
        form.append(dragged);
        form.requestSubmit();
      },
    });
  }
  document.addEventListener("DOMContentLoaded", sortable);
  document.addEventListener("htmx:afterSettle", sortable);
})();
