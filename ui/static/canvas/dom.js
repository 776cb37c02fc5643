// Building blocks of the page. Text goes in as text only: nothing here or elsewhere parses markup.
const SVG = 'http://www.w3.org/2000/svg';

export function element(tag, className = '', text = undefined) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

export function button(className, label, title, onPress) {
  const made = element('button', className);
  made.type = 'button';
  made.title = title;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', onPress);
  return made;
}

// stroke icons in a 24 x 24 box, drawn by us
const ICONS = {
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  closer: 'M12 5v14M5 12h14',
  farther: 'M5 12h14',
  tall: 'M12 3v18M8 7l4-4 4 4M8 17l4 4 4-4',
  expand: 'M12 12 5 5M12 12l7-7M12 12v8M4 8V4h4M20 8V4h-4M9 18l3 3 3-3',
  collapse: 'M4 4l6 6M10 5v5H5M20 4l-6 6M14 5v5h5M12 21v-7M9 17l3-3 3 3',
  path: 'M6 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 17h6a3 3 0 0 0 0-6h-4a3 3 0 0 1 0-6h6',
  hide: 'M3 12s3.500-6 9-6c1.700 0 3.200.6 4.500 1.400M21 12s-3.500 6-9 6c-1.700 0-3.200-.6-4.500-1.400M4 20 20 4',
  pin: 'M9 4h6l-1 6 3 3H7l3-3zM12 13v7',
  help: 'M9 9a3 3 0 1 1 4.200 2.800c-.8.400-1.200 1-1.200 1.900M12 17.500v.1',
  legend: 'M4 7h6M4 12h3M9 12h1M4 17h1M7 17h1M10 17h0M14 7h6M14 12h6M14 17h6',
  close: 'M6 6l12 12M18 6 6 18',
};

export function icon(name) {
  return svg(
    'svg',
    { viewBox: '0 0 24 24', width: 18, height: 18, 'aria-hidden': 'true', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8,
      'stroke-linecap': 'round', 'stroke-linejoin': 'round' },
    svg('path', { d: ICONS[name] }),
  );
}
