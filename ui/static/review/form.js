// The keys of a form of the review: its first field has the cursor when it opens, and Escape leaves it.
const FIELD = "input:not([disabled]), textarea";
const OPEN = '[aria-expanded="true"]';
// while a run takes the place of the last one, both stand there for a moment
const form = () => [...document.querySelectorAll(".st-key-review-form")].at(-1);

// a field may come to the page late, after one that stands below it, or be drawn anew; once somebody does something, the cursor is theirs
function lead() {
  let led = null;
  const toFirst = () => {
    const held = document.activeElement, first = form()?.querySelector("input:checked") ?? form()?.querySelector(FIELD);
    if (!first || first === held || (held !== led && held?.matches(FIELD))) return;
    first.focus();
    led = first;
  };
  const drawn = new MutationObserver(toFirst);
  drawn.observe(document.body, { childList: true, subtree: true });
  for (const what of ["keydown", "pointerdown"]) document.addEventListener(what, () => drawn.disconnect(), { capture: true, once: true });
  toFirst();
}

function begin(root) {
  const S = { leave: null };
  lead();
  // as it goes down: once a list is closed nothing tells that it was open
  document.addEventListener("keydown", function onKey(event) {
    if (!root.isConnected) document.removeEventListener("keydown", onKey, true);
    // an open list takes the key for itself
    else if (event.key === "Escape" && !event.defaultPrevented && !form()?.querySelector(OPEN)) S.leave();
  }, true);
  return S;
}

export function attach({ parentElement, setTriggerValue }) {
  // once for a form, and kept on the component itself: a key counts that is pressed between two runs, or before all of the form is there
  const root = parentElement.querySelector(".form-keys"), S = root.redstring ??= begin(root);
  S.leave = () => setTriggerValue("left", true);
}
