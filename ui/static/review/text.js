// The document as a component of Streamlit. All of its words become text nodes; which place is lit, the list says through an event.
const KINDS = new Set(["heading", "quote", "code", "header", "caption"]);

function drawn(root, told) {
  const places = new Map(), parts = [];
  const add = (name, cls, text) => { const one = Object.assign(document.createElement(name), { className: cls }); one.append(text); parts.push(one); return one; };
  add("h2", "title", told.title);
  if (told.about) add("p", "about", told.about);
  if (told.missing) add("p", "missing", told.missing);
  const body = add("div", "body", "");
  body.dir = "auto";
  for (const [words, ids, kinds] of told.runs) {
    const run = document.createElement(ids.length ? "mark" : "span");
    run.className = kinds.filter(kind => KINDS.has(kind)).join(" ");
    run.append(words);
    if (ids.length) run.onclick = () => pick(ids);
    for (const id of ids) places.set(id, [...(places.get(id) ?? []), run]);
    body.append(run);
  }
  root.replaceChildren(...parts);
  return places;
}

// of several at one place, the one after the current one
function pick(ids) {
  const now = ids.indexOf(globalThis.redstringReview?.current);
  document.dispatchEvent(new CustomEvent("redstring:review-pick", { detail: ids[(now + 1) % ids.length] }));
}

function light(root, S) {
  const { current, states } = globalThis.redstringReview ?? { current: null, states: {} };
  const open = new Map();
  for (const [id, runs] of S.places) for (const run of runs) open.set(run, open.get(run) || states[id] === "proposed");
  for (const [run, proposed] of open) { run.classList.toggle("decided", !proposed); run.classList.remove("current"); }
  const lit = S.places.get(current) ?? [];
  for (const run of lit) run.classList.add("current");
  if (lit.length && S.current !== current) {
    const place = lit[0].getBoundingClientRect(), box = root.getBoundingClientRect();
    if (place.top < box.top + 40 || lit.at(-1).getBoundingClientRect().bottom > box.bottom - 40) root.scrollTop += place.top - box.top - box.height / 3;
  }
  S.current = current;
}

export function attach(component) {
  const { data, parentElement } = component, root = parentElement.querySelector(".text");
  const S = root.redstring ??= {}, text = new TextDecoder().decode(data);
  if (S.text !== text) {
    S.places = drawn(root, JSON.parse(text));
    S.text = text;
    S.current = null;
    root.scrollTop = 0;
  }
  light(root, S);
  const onChange = () => light(root, S);
  document.addEventListener("redstring:review", onChange);
  S.leave?.();
  S.leave = () => { document.removeEventListener("redstring:review", onChange); S.leave = null; };
  return () => S.leave?.();
}
