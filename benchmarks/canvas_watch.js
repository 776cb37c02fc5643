// Runs in every frame from its first moment: notes when the canvases fill, when new nodes show, and when the card changes. Epoch milliseconds.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const watch = (window.__watch = { series: [], card: null, cardAt: 0, runs: null, runsAt: 0, fresh: 0 });
  const small = document.createElement('canvas'), WIDE = 600, HIGH = 300;
  small.width = WIDE;
  small.height = HIGH;
  const pen = small.getContext('2d', { willReadFrequently: true });

  const canvases = (root) => [...root.querySelectorAll('canvas'), ...[...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? canvases(one.shadowRoot) : []))];

  // how much of the small picture is drawn on, and how much of that is in the colour of the new nodes
  function look() {
    let filled = 0, fresh = 0;
    for (const one of canvases(document)) {
      if (one === small || one.width < 300 || one.height < 200) continue;
      pen.clearRect(0, 0, WIDE, HIGH);
      pen.drawImage(one, 0, 0, WIDE, HIGH);
      const { data } = pen.getImageData(0, 0, WIDE, HIGH);
      for (let at = 0; at < data.length; at += 4) {
        const r = data[at], g = data[at + 1], b = data[at + 2], a = data[at + 3];
        if (a > 12 && (r < 236 || g < 236 || b < 236)) filled += 1;
        if (a > 90 && r > 190 && g > 90 && g < 150 && b < 60) fresh += 1;
      }
    }
    return { filled, fresh };
  }

  function tick() {
    if (!document.body) return;
    const { filled, fresh } = look(), before = watch.series.at(-1), at = now();
    if (!before || before.filled !== filled) watch.series.push({ at, filled });
    if (fresh > 4 && !watch.fresh) watch.fresh = at;
  }
  // by the clock: the frames of an iframe that is still hidden do not come, and never begin again
  setInterval(tick, 30);

  new MutationObserver(() => {
    const card = document.querySelector('.st-key-card [data-testid=stText]')?.textContent, runs = document.querySelector('.st-key-runs [data-testid=stText]')?.textContent;
    if (card !== undefined && card !== watch.card) { watch.card = card; watch.cardAt = now(); }
    if (runs !== undefined && runs !== watch.runs) { watch.runs = runs; watch.runsAt = now(); }
  }).observe(document, { childList: true, characterData: true, subtree: true });
})();
