// Saving what is shown as a file, without leaving the page.

import { h } from "../dom.js";

export function save(name, content, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// Browsers draw no canvas that is larger.
const MOST_PIXELS = 16000;

/** An SVG text as a PNG of twice its size, or as large as can be. */
export async function svgToPng(svg) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  const scale = Math.min(2, MOST_PIXELS / image.width, MOST_PIXELS / image.height);
  const canvas = h("canvas", { width: Math.floor(image.width * scale), height: Math.floor(image.height * scale) });
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  URL.revokeObjectURL(address);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
