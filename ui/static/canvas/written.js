// What tests may look at of what is written on the drawing: boxes in pixels of the page.
export function written(view) {
  const bounds = view.host.getBoundingClientRect(), { names, marks } = view.plan;
  const placed = ({ left, right, top, bottom }) => {
    const near = view.net.canvasToDOM({ x: left, y: top }), far = view.net.canvasToDOM({ x: right, y: bottom });
    return { left: near.x + bounds.left, right: far.x + bounds.left, top: near.y + bounds.top, bottom: far.y + bounds.top };
  };
  return {
    names: [...names].map(([node, { box }]) => ({ node, box: placed(box) })),
    words: [...marks.words].map(([edge, { text, box }]) => ({ edge, text, box: placed(box) })),
    crossed: marks.crossed.map((edge) => edge.id),
    badges: view.data.nodes.map(({ id, size, x, y }) => ({ node: id, box: placed({ left: x - size, right: x + size, top: y - size, bottom: y + size }) })),
  };
}
