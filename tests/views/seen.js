// What a reader would see wrong on a page: small or cut text, labels on labels, cells of too many lines.
globalThis.seen = (() => {
  const shown = one => one.getClientRects().length > 0;
  const labels = root => [...root.querySelectorAll("text")].filter(one => shown(one) && one.textContent.trim());
  const overlapping = () => [...document.querySelectorAll("section:not([hidden]) svg")].flatMap(drawing => {
    const boxes = labels(drawing).map(one => [one.getBoundingClientRect(), one.textContent]);
    return boxes.flatMap(([a, one], place) => boxes.slice(place + 1).filter(([b]) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4
    ).map(([, other]) => `${one} / ${other}`));
  });
  const small = () => [...document.querySelectorAll("body *")].filter(one => shown(one) && !/^(SCRIPT|STYLE|OPTION)$/.test(one.tagName)
    && [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) && parseFloat(getComputedStyle(one).fontSize) < 11
  ).map(one => one.outerHTML.slice(0, 120));
  const cut = () => labels(document).filter(one => {
    const box = one.getBoundingClientRect();
    return box.left < -1 || box.right > innerWidth + 1;
  }).map(one => one.textContent);
  const linesOf = one => Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight));
  const tall = () => [...document.querySelectorAll("#comparison td[data-row]")].filter(cell =>
    [...cell.children].filter(one => one.tagName === "SPAN").reduce((sum, one) => sum + linesOf(one), 0) > 3
  ).map(cell => cell.dataset.row);
  const marksAfter = link => {
    let marks = "", next = link.nextSibling;
    while (next && !(next.nodeType === 3 && next.textContent.includes("("))) {
      marks += next.textContent;
      next = next.nextSibling;
    }
    return [link.dataset.row, link.dataset.case, marks.replaceAll(" ", "")];
  };
  const said = () => [...document.querySelectorAll("#cases .say a[data-row]")].map(marksAfter);
  return { overlapping, small, cut, tall, said };
})();
