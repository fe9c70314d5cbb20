// Elements: text enters the document as text, never as markup; nothing writes a style attribute.
const $ = (find, root = document) => root.querySelector(find);
const $$ = (find, root = document) => [...root.querySelectorAll(find)];
const give = (node, name, value) => {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") for (const [kind, hear] of Object.entries(value)) node.addEventListener(kind, hear);
  else node.setAttribute(name, value === true ? "" : value);
};
const filled = (node, look, kids) => {
  if (typeof look === "string") { if (look) node.setAttribute("class", look); } else if (look) for (const [name, value] of Object.entries(look)) give(node, name, value);
  node.append(...kids.flat(Infinity).filter(kid => kid !== null && kid !== undefined && kid !== "" && kid !== false));
  return node;
};
const el = (tag, look, ...kids) => filled(document.createElement(tag), look, kids);
const svg = (tag, look, ...kids) => filled(document.createElementNS("http://www.w3.org/2000/svg", tag), look, kids);
const joined = (parts, sign) => parts.flatMap((part, place) => place ? [sign, part] : [part]);
const unique = list => [...new Set(list)];
const capital = text => text.slice(0, 1).toUpperCase() + text.slice(1);
const many = (number, one, more = `${one}s`) => `${number} ${number === 1 ? one : more}`;

// Width of a text in the page's own font, for what is drawn.
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
const wide = (text, size = 12, weight = 400) => {
  const key = `${size}|${weight}|${text}`;
  if (!widths.has(key)) {
    pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
};

const toast = text => {
  const box = el("p", { class: "toast", role: "status" }, text);
  document.body.append(box);
  setTimeout(() => box.remove(), 2400);
};
const copied = (text, html, told) => {
  const hear = event => {
    event.clipboardData.setData("text/plain", text);
    if (html) event.clipboardData.setData("text/html", html);
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("copy", hear, true);
  const done = document.execCommand("copy");
  document.removeEventListener("copy", hear, true);
  toast(done ? told : "This browser does not let the page copy");
};
const saved = (parts, name, type) => {
  const link = el("a", { href: URL.createObjectURL(new Blob(parts, { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 4000);
};
const bytes = packed => Uint8Array.from(atob(packed.trim()), sign => sign.charCodeAt(0));
const unpacked = async packed => new Response(new Blob([bytes(packed)]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
