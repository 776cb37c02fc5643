// Draws a card from a tree of pieces (ui/markup.py). `S` keeps the open tab and the order, and `S.act` hears what is clicked. Text becomes text nodes only; tags and attributes come from short lists; links are web addresses only.
const TAGS = new Set(["a", "bdi", "button", "dd", "details", "div", "dl", "dt", "em", "h2", "h3", "header", "li", "ol", "p", "section", "small", "span",
  "strong", "summary", "table", "tbody", "td", "th", "thead", "time", "tr", "u", "ul"]);
const ATTRIBUTES = new Set(["aria-label", "class", "dir", "lang", "open", "role", "title"]);
const SVG = "http://www.w3.org/2000/svg";

function line(attributes) {
  const svg = document.createElementNS(SVG, "svg"), stroke = document.createElementNS(SVG, "line");
  for (const [name, value] of [["width", 34], ["height", 10], ["class", "line"], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
  for (const [name, value] of [["x1", 1], ["x2", 33], ["y1", 5], ["y2", 5], ["stroke", "currentColor"]]) stroke.setAttribute(name, value);
  stroke.setAttribute("stroke-width", Number(attributes.width) || 1.5);
  if (attributes.dash) stroke.setAttribute("stroke-dasharray", attributes.dash.replace(/[^0-9. ]/g, ""));
  svg.append(stroke);
  if (attributes.bar) {
    const bar = document.createElementNS(SVG, "line");
    for (const [name, value] of [["x1", 17], ["x2", 17], ["y1", 0], ["y2", 10], ["stroke", "currentColor"], ["stroke-width", 1.5]]) bar.setAttribute(name, value);
    svg.append(bar);
  }
  return svg;
}

function tabs(children, S) {
  const root = document.createElement("div"), list = document.createElement("div"), panes = [];
  list.className = "tabs";
  list.setAttribute("role", "tablist");
  root.append(list);
  const show = index => {
    S.tab = index;
    panes.forEach((pane, i) => { pane.hidden = i !== index; });
    [...list.children].forEach((tab, i) => { tab.setAttribute("aria-selected", String(i === index)); tab.tabIndex = i === index ? 0 : -1; });
  };
  children.forEach(([, attributes, ...inside], index) => {
    const tab = document.createElement("button"), pane = document.createElement("div");
    tab.setAttribute("role", "tab");
    tab.textContent = attributes.label;
    tab.onclick = () => show(index);
    tab.onkeydown = event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (index + step + children.length) % children.length;
      show(next);
      list.children[next].focus();
      event.preventDefault();
    };
    pane.setAttribute("role", "tabpanel");
    pane.append(...inside.map(piece => make(piece, S)));
    list.append(tab);
    panes.push(pane);
    root.append(pane);
  });
  show(Math.min(S.tab, children.length - 1));
  return root;
}

// the last ones, as many as `stay`, are last in both orders
function flip({ first, second, stay }, children, S) {
  const root = document.createElement("div"), button = document.createElement("button"), list = document.createElement("div");
  button.className = "plain flip";
  const order = () => {
    button.textContent = S.flipped ? second : first;
    list.replaceChildren(...(S.flipped ? [...made.slice(0, turned).reverse(), ...made.slice(turned)] : made));
  };
  const made = children.map(piece => make(piece, S)), turned = made.length - (Number(stay) || 0);
  button.onclick = () => { S.flipped = !S.flipped; order(); };
  order();
  root.append(button, list);
  return root;
}

// after a click with the pointer the keys mean the graph; who came here by keys stays here
function act(S, what, event) {
  S.act(what);
  if (event.detail) document.dispatchEvent(new Event("redstring:graph"));
}

export function make(piece, S) {
  if (typeof piece === "string") return document.createTextNode(piece);
  const [tag, attributes, ...children] = piece;
  if (tag === "tabs") return tabs(children, S);
  if (tag === "flip") return flip(attributes, children, S);
  if (tag === "line") return line(attributes);
  const element = document.createElement(TAGS.has(tag) ? tag : "span");
  for (const [name, value] of Object.entries(attributes)) {
    if (ATTRIBUTES.has(name)) element.setAttribute(name, value);
    else if (name === "grow") element.style.flexGrow = String(Number(value) || 0);
    else if (name === "href" && tag === "a" && /^https?:\/\//i.test(value)) {
      element.href = value;
      element.target = "_blank";
      element.rel = "noopener noreferrer";
    }
  }
  for (const child of children) {
    if (child !== null && typeof child === "object" && !Array.isArray(child)) element.onclick = event => act(S, child.act, event);
    else element.append(make(child, S));
  }
  return element;
}
