// Export: files that travel inside the page, the table as clean rows, the link to this view.
const tableRows = () => {
  const list = D.rows.filter(wanted), who = ordered();
  return [["", ...who.map(one => one.label)], ...list.map(row => [row.item, ...who.map(one => { const cell = cellAt(row.key, one.case); return [plain(cell), cell.detail].filter(Boolean).join("; "); })])];
};
const copyTable = () => {
  const [head, ...body] = tableRows();
  const made = el("table", "", el("thead", "", el("tr", "", head.map(text => el("th", "", text)))), el("tbody", "", body.map(row => el("tr", "", row.map((text, place) => el(place ? "td" : "th", "", text))))));
  copied([head, ...body].map(row => row.map(text => text.replace(/\s+/g, " ")).join("\t")).join("\n"), `${made.outerHTML}<p>${noteText()}</p>`, "The table is on the clipboard");
};
const noteText = () => { const box = el("span", "", [...Object.entries(D.tags).map(([paper, tag]) => `${tag} ${relayedBy(paper)}.`), "‡ an account does not fit. NR read, and not reported.", ...D.notes].join(" ")); return box.innerHTML; };
const csvText = () => tableRows().map(row => row.map(text => `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`).join(",")).join("\n") + "\n";
const packedFiles = () => $$("script[data-file]").map(one => ({ name: one.dataset.file, type: one.dataset.type, told: one.dataset.told, data: () => bytes(one.textContent) }));
const exportItem = (text, kind, hear) => el("button", { type: "button", on: { click: () => { hear(); $(".menu").open = false; } } }, text, el("i", "", kind));
const buildExport = () => $(".menu > div").append(el("b", "", "Table 1"),
  ...packedFiles().map(one => exportItem(one.told, one.name.slice(one.name.lastIndexOf(".")), () => saved([one.data()], one.name, one.type))),
  exportItem("Spreadsheet", ".csv", () => saved([csvText()], "comparison.csv", "text/csv")), exportItem("Copy the table", "clipboard", copyTable),
  el("b", "", "This page"), exportItem("Copy the link to this view", "clipboard", () => copied(location.href, "", "The link is on the clipboard")), exportItem("Print, or save as PDF", ".pdf", () => print()));
