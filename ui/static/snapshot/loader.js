// Unpacks the scripts of the file and runs them: they are packed to keep it small, and pinned by hash all the same.
export async function inflate(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent.trim()), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function begin(ids) {
  // a browser without it shows the text
  if (!self.DecompressionStream) return;
  for (const text of await Promise.all(ids.map(inflate))) {
    const script = document.createElement('script');
    script.textContent = new TextDecoder().decode(text);
    document.body.append(script);
  }
}
