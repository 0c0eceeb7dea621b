/* The editor of running text: named after the field it takes the place of, its buttons and questions in Dutch, its
   states said to a screen reader. The editor itself speaks English and marks its states by class only. */
"use strict";
(() => {
  const DUTCH = {
    "paragraph": "Alinea",
    "heading 3": "Kop",
    "heading 4": "Tussenkop",
    "unordered list": "Opsomming",
    "ordered list": "Genummerde lijst",
    "blockquote": "Citaat",
    "bold": "Vet",
    "italic": "Cursief",
    "insert link": "Link invoegen",
    "remove link": "Link weghalen",
    "edit link": "Link",
    "url": "Webadres",
    "title": "Titel",
    "insert table": "Tabel invoegen",
    "table properties": "Tabel",
    "rows": "Aantal rijen",
    "columns": "Aantal kolommen",
    "include header row": "Met kopregel",
    "add column": "Kolom toevoegen",
    "delete column": "Kolom weghalen",
    "add row": "Rij toevoegen",
    "delete row": "Rij weghalen",
    "merge cells": "Cellen samenvoegen",
    "split cell": "Cel splitsen",
    "toggle header cell": "Kopcel aan of uit",
    "delete table": "Tabel weghalen",
    "undo": "Ongedaan maken",
    "redo": "Opnieuw doen",
    "update": "Bewaar",
    "cancel": "Annuleren",
    "yes": "Ja",
    "no": "Nee",
  };
  const dutch = (words) => DUTCH[words.trim().toLowerCase()];

  /* Changes only what differs, so that looking again after our own change ends. */
  function set(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  function name(editor) {
    const area = editor.closest(".zz-field")?.querySelector("textarea");
    const label = area && document.querySelector(`label[for="${area.id}"]`);
    if (!label || editor.hasAttribute("aria-label")) return;
    editor.setAttribute("role", "textbox");
    editor.setAttribute("aria-multiline", "true");
    editor.setAttribute("aria-label", label.firstChild.textContent.trim());
    if (area.hasAttribute("aria-describedby")) editor.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
  }

  function button(one) {
    const said = dutch(one.title || one.getAttribute("aria-label") || "");
    if (said) {
      set(one, "title", said);
      set(one, "aria-label", said);
    }
    const chooser = one.closest(".prose-menubar__selected");
    if (chooser) {
      set(one, "aria-haspopup", "true");
      if (!one.title.startsWith("Soort tekst")) {
        const now = one.title ? `Soort tekst: ${one.title}` : "Soort tekst";
        set(one, "title", now);
        set(one, "aria-label", now);
      }
    } else if (!one.classList.contains("prose-menubar__option")) {
      set(one, "aria-pressed", String(one.classList.contains("active")));
      set(one, "aria-disabled", String(one.classList.contains("disabled")));
    }
  }

  function words(element) {
    if (element.tagName === "OPTION") set(element, "value", element.value); // the editor asks for the English word
    for (const node of element.childNodes) {
      const said = node.nodeType === Node.TEXT_NODE && dutch(node.data);
      if (said && node.data !== said) node.data = said;
    }
  }

  function all() {
    document.querySelectorAll(".ProseMirror[contenteditable]").forEach(name);
    for (const bar of document.querySelectorAll(".prose-menubar")) {
      set(bar, "role", "toolbar");
      set(bar, "aria-label", "Opmaak");
      bar.querySelectorAll("button").forEach(button);
      bar.querySelectorAll(".prose-menubar__option > *").forEach(words);
    }
    document.querySelectorAll("dialog :is(label, button, option, h3)").forEach((element) => {
      if (element.closest('[class*="prose-editor"]')) words(element);
    });
  }

  new MutationObserver(all).observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ["class"],
  });
  all();
})();
