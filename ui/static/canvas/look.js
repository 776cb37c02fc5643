// Colours of the theme that is shown.
export const palette = (view) => view.look.themes[view.data.theme].palette;
