/* The editor of running text gets the name and the help of the field it takes the place of. */
"use strict";
(() => {
  function name(editor) {
    const area = editor.closest(".zz-field")?.querySelector("textarea");
    const label = area && document.querySelector(`label[for="${area.id}"]`);
    if (!label || editor.hasAttribute("aria-label")) return;
    editor.setAttribute("role", "textbox");
    editor.setAttribute("aria-multiline", "true");
    editor.setAttribute("aria-label", label.firstChild.textContent.trim());
    if (area.hasAttribute("aria-describedby")) editor.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
  }
  const all = () => document.querySelectorAll(".ProseMirror[contenteditable]").forEach(name);
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true });
  all();
})();
