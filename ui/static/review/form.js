// The keys of a form of the review: its first field has the cursor when it opens, and Escape leaves it.
const FIELD = "input:not([disabled]), textarea";
const OPEN = '[aria-expanded="true"]';
const WAIT = 1500;
// while a run takes the place of the last one, both stand there for a moment
const form = () => [...document.querySelectorAll(".st-key-review-form")].at(-1);

// what stands above in the form may come to the page later, or be drawn anew; once somebody does something, the cursor is theirs
function begin(place, until) {
  const first = form()?.querySelector("input:checked") ?? form()?.querySelector(FIELD);
  if (first && !document.activeElement?.matches(FIELD)) first.focus();
  if (performance.now() < until && place.isConnected && !place.dataset.used) requestAnimationFrame(() => begin(place, until));
}

function onKey(event) {
  // an open list takes the key for itself
  if (event.key !== "Escape" || event.defaultPrevented || form()?.querySelector(OPEN)) return;
  form()?.querySelector(".st-key-form-leave button")?.click();
}

export function attach() {
  // kept on the form itself: what stands in it is made anew by each run, while somebody may be at a list of it
  const place = form();
  const use = () => { if (place) place.dataset.used = "yes"; };
  for (const what of ["keydown", "pointerdown"]) document.addEventListener(what, use, { capture: true, once: true });
  if (place && !place.dataset.begun) begin(place, performance.now() + WAIT);
  if (place) place.dataset.begun = "yes";
  // as it goes down: once a list is closed nothing tells that it was open
  document.addEventListener("keydown", onKey, true);
  return () => document.removeEventListener("keydown", onKey, true);
}
