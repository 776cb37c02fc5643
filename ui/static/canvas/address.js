// The browser's address: each change of it would be a step for Back. What only looks different, a selection or a place, is none.
const LOOKS = ['look', 'q', 'shown', 'part'];

const bare = (address) => {
  const url = new URL(address, location.href);
  LOOKS.forEach((name) => url.searchParams.delete(name));
  url.searchParams.sort();
  return url.href;
};

export function fold() {
  const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  // the page comes with a bare address, which the one of its first view stands for
  const first = (address) => !new URL(location.href).search && new URL(address, location.href).pathname === location.pathname;
  history.pushState = (state, title, address) => (address && (first(address) || bare(address) === bare(location.href)) ? replace : push)(state, title, address);
}
