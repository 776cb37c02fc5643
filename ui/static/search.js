// A combobox: what is typed goes to the server, what it finds comes back as `data`. All text is set as text.
const WAIT = 120;

function row(S, match, index) {
  const item = document.createElement("li"), text = document.createElement("div"), name = document.createElement("bdi"), kind = document.createElement("span");
  item.id = `redstring-match-${index}`;
  item.setAttribute("role", "option");
  if (/^data:image\/svg\+xml[;,]/.test(match.badge)) {
    const image = document.createElement("img");
    image.src = match.badge;
    image.alt = "";
    item.append(image);
  }
  name.textContent = match.name;
  name.className = "name";
  text.className = "text";
  text.append(name);
  if (match.matched) {
    const matched = document.createElement("small");
    matched.textContent = match.matched;
    text.append(matched);
  }
  kind.textContent = match.kind;
  kind.className = "kind";
  item.append(text, kind);
  item.onpointerdown = event => { event.preventDefault(); choose(S, index); };
  item.onpointermove = () => mark(S, index);
  return item;
}

function mark(S, index) {
  S.at = index;
  [...S.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
  S.input.setAttribute("aria-activedescendant", S.matches.length ? `redstring-match-${index}` : "");
  S.list.children[index]?.scrollIntoView({ block: "nearest" });
}

function close(S) {
  S.list.hidden = true;
  S.input.setAttribute("aria-expanded", "false");
}

function choose(S, index) {
  const match = S.matches[index];
  if (!match || S.shown !== S.input.value.trim()) return;
  S.input.value = S.shown = "";
  close(S);
  S.input.blur();
  document.dispatchEvent(new Event("redstring:graph"));
  S.send({ type: "bring", nodes: [match.id] });
}

function typed(S) {
  clearTimeout(S.timer);
  S.enter = false;
  const text = S.input.value.trim();
  if (!text) return close(S);
  // the server would answer the same again, which is no news to this component
  if (text === S.shown) return open(S);
  S.timer = setTimeout(() => S.send({ type: "query", text }), WAIT);
}

// what is typed now, and what the list is for, are the same
const current = S => S.shown !== "" && S.shown === S.input.value.trim();

// Enter that comes before the list does is for the list when it comes
function enter(S) {
  if (!S.list.hidden && current(S)) return choose(S, S.at);
  if (current(S)) return open(S);
  S.enter = S.input.value.trim() !== "";
}

function keys(S, event) {
  event.stopPropagation();
  // it belongs to what is being composed: an Enter there ends the writing of a word, Chinese for one
  if (event.isComposing || event.keyCode === 229) return;
  const last = S.matches.length - 1;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (S.list.hidden || last < 0) return;
    mark(S, (S.at + (event.key === "ArrowDown" ? 1 : last)) % (last + 1));
    event.preventDefault();
  } else if (event.key === "Enter") {
    enter(S);
    event.preventDefault();
  } else if (event.key === "Escape") {
    S.enter = false;
    if (S.list.hidden) S.input.blur();
    close(S);
  }
}

function open(S) {
  S.list.hidden = !current(S);
  S.input.setAttribute("aria-expanded", String(!S.list.hidden));
  if (S.matches.length) mark(S, 0);
}

function show(S, data) {
  S.matches = data.matches;
  S.shown = data.text;
  S.list.replaceChildren(...data.matches.map((match, index) => row(S, match, index)));
  if (data.note) {
    const note = document.createElement("li");
    note.className = "note";
    note.textContent = data.note;
    S.list.append(note);
  }
  open(S);
  if (!current(S)) return;
  if (S.enter) choose(S, 0);
  S.enter = false;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".search");
  let S = root.redstring;
  if (!S) {
    S = root.redstring = { input: root.querySelector("input"), list: root.querySelector("ul"), matches: [], at: 0, shown: "", count: 0 };
    S.input.oninput = () => typed(S);
    S.input.onkeydown = event => keys(S, event);
    S.input.onblur = () => { S.enter = false; close(S); };
    S.input.onfocus = () => open(S);
    S.slash = event => {
      const at = event.composedPath()[0];
      const typing = at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      S.input.focus();
      S.input.select();
    };
    document.addEventListener("keydown", S.slash);
  }
  S.send = act => setTriggerValue("act", { ...act, seq: `${Date.now()}-${S.count++}` });
  const text = new TextDecoder().decode(data);
  if (S.data !== text) { S.data = text; show(S, JSON.parse(text)); }
  return () => {
    clearTimeout(S.timer);
    document.removeEventListener("keydown", S.slash);
    delete root.redstring;
  };
}
