// Keys for the pages of review. Each key does what a button, a link or a field that names it does; without this
// file everything works by these alone.
"use strict";

(() => {
  const STORED = "communique-keys";
  const box = document.getElementById("keys-on");
  const questions = [...document.querySelectorAll("#queue > .question")];

  const stored = () => {
    try {
      return localStorage.getItem(STORED);
    } catch {
      return null; // the visitor lets no site store anything
    }
  };

  const store = (value) => {
    try {
      localStorage.setItem(STORED, value);
    } catch {
      // as above: it holds for this page
    }
  };

  const current = () => {
    const here = document.activeElement?.closest("#queue > .question");
    return here ? questions.indexOf(here) : -1;
  };

  const go = (step) => {
    if (!questions.length) return;
    const at = Math.min(Math.max(current() + step, 0), questions.length - 1);
    questions[at].focus({ preventScroll: true });
    questions[at].scrollIntoView({ block: "start" });
  };

  // What a key means: in the question that has the focus, else in the first one, else on the page.
  const meant = (key) => {
    const selector = `[data-key="${CSS.escape(key)}"]`;
    const question = questions[Math.max(current(), 0)];
    return question?.querySelector(selector) ?? document.querySelector(selector);
  };

  const act = (element) => {
    if (element.matches("button, a")) element.click();
    else element.focus();
  };

  const pressed = (event) => {
    if (!box?.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape") event.target.closest(".question")?.focus();
      return;
    }
    if (event.key === "j" || event.key === "k") {
      go(event.key === "j" ? 1 : -1);
    } else if (event.key === "?") {
      const keys = document.getElementById("keys");
      keys.open = !keys.open;
      keys.querySelector("summary").focus();
    } else {
      const element = /^[a-z]$/.test(event.key) ? meant(event.key) : null;
      if (!element) return;
      act(element);
    }
    event.preventDefault();
  };

  if (box) {
    box.disabled = false;
    box.checked = stored() !== "off";
    box.addEventListener("change", () => store(box.checked ? "on" : "off"));
    document.documentElement.classList.toggle("keyed", box.checked);
    box.addEventListener("change", () => document.documentElement.classList.toggle("keyed", box.checked));
  }
  document.addEventListener("keydown", pressed);
  // After an answer the next question is the first one: reading goes on there.
  if (document.getElementById("done") && questions.length) questions[0].focus({ preventScroll: true });
})();
