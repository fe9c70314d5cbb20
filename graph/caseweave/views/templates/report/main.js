// The page: the bar, the section that is shown, keys; everything is drawn from the state.
const views = { cases: casesSection, comparison: comparisonSection, timeline: timelineSection, network: networkSection, disagreements: disagreementsSection, measures: measuresSection, ask: askSection, about: aboutSection };
const drawnAs = {};
const drawSection = (name, focus) => {
  const view = views[name], root = $(`#${name}`), signature = view.signature?.() ?? "";
  if (!root.childElementCount) view.build(root);
  if (drawnAs[name] !== signature + innerWidth) { view.draw?.(root); drawnAs[name] = signature + innerWidth; }
  pressed(root);
  view.select?.(root, chosen(), focus);
};
const drawBar = () => {
  for (const tab of $$(".tabs a")) {
    const name = tab.dataset.section, kept = Object.fromEntries(KEPT.map(key => [key, state[key]]));
    tab.href = written({ ...FRESH, ...(name === "cases" || name === "about" || name === "ask" ? { zero: state.zero } : kept), section: name });
    if (name === state.section) tab.setAttribute("aria-current", "page"); else tab.removeAttribute("aria-current");
  }
  $("#pick").value = state.section;
};
function render(focus) {
  SECTIONS.forEach(name => { $(`#${name}`).hidden = name !== state.section; });
  drawBar();
  drawDrawer(focus);
  drawSection(state.section, focus);
  if (focus === "section") { scrollTo(0, 0); drawSection(state.section, focus); $(`#${state.section} h2`)?.focus({ preventScroll: true }); }
}
$("#pick").addEventListener("change", event => $(`.tabs a[data-section="${event.target.value}"]`).click());
addEventListener("hashchange", () => { readAddress(); render("section"); });
addEventListener("popstate", () => { readAddress(); render("section"); });
let resting = 0;
addEventListener("resize", () => { clearTimeout(resting); resting = setTimeout(() => { fitted(); render(); }, 120); });
addEventListener("beforeprint", () => {
  SECTIONS.forEach(name => { if (name !== "ask") drawSection(name); });
  $$("#sections details").forEach(one => { one.open = true; });
});
document.addEventListener("keydown", event => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { $("#find").focus(); event.preventDefault(); }
  if (event.key !== "Escape") return;
  if (!$("#hits").hidden) { $("#hits").hidden = true; $("#find").focus(); }
  else if ($(".menu").open) { $(".menu").open = false; $(".menu summary").focus(); }
  else if (chosen()) shutDrawer();
});
document.addEventListener("click", event => {
  if (!event.target.closest(".find") || event.target.closest("#hits a")) $("#hits").hidden = true;
  if (!event.target.closest(".menu")) $(".menu").open = false;
});
$("#theme").addEventListener("click", () => {
  const page = document.documentElement, dark = page.dataset.theme ? page.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  page.dataset.theme = dark ? "light" : "dark";
});
const fitted = () => { $("#find").placeholder = innerWidth <= 720 ? "Search" : "Search everything"; };
fitted();
buildExport();
readAddress();
render();
globalThis.caseweave = { state, go, answer };
