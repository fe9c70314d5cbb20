// One state, and it stands in the address: every view is a link to send.
const SECTIONS = ["cases", "comparison", "timeline", "network", "disagreements", "measures", "ask", "about"];
const FRESH = {
  section: "cases", row: "", case: "", said: "", measure: "", dispute: "",
  rows: "essential", show: "everything", zero: "", filter: "", sort: "", turned: "", days: "near", lanes: "essential",
  pair: "", only: "", weight: "", query: "", sparql: "",
};
const state = { ...FRESH };
const CHOICE = ["row", "case", "said", "measure", "dispute"];
const NONE = Object.fromEntries(CHOICE.map(name => [name, ""]));
const KEPT = ["zero", "row", "case", "said", "measure", "dispute"];

const written = (told, names) => {
  const pairs = Object.entries(told).filter(([name, value]) => name !== "section" && value && value !== FRESH[name] && (!names || names.includes(name)));
  const text = new URLSearchParams(pairs).toString();
  return `#/${told.section}${text ? `?${text}` : ""}`;
};
const linkTo = patch => written({ ...FRESH, zero: state.zero, ...patch });
const readAddress = () => {
  const [section, text] = location.hash.replace(/^#\//, "").split("?");
  Object.keys(state).forEach(name => { if (!(name in FRESH)) delete state[name]; });
  Object.assign(state, FRESH, Object.fromEntries(new URLSearchParams(text ?? "")));
  state.section = SECTIONS.includes(section) ? section : "cases";
};
const go = (patch, focus) => {
  Object.assign(state, patch);
  try { history.replaceState(null, "", written(state)); } catch { /* about:srcdoc has no history */ }
  render(focus);
};
// Where a frame has no address, links still lead on.
document.addEventListener("click", event => {
  const link = event.target.closest?.('a[href^="#/"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const before = state.section;
  try { history.pushState(null, "", link.getAttribute("href")); } catch { /* as above */ }
  const [section, text] = link.getAttribute("href").slice(2).split("?");
  Object.assign(state, FRESH, Object.fromEntries(new URLSearchParams(text ?? "")), { section });
  render(CHOICE.some(name => state[name]) && !link.closest(".tabs") ? "drawer" : state.section === before ? null : "section");
});
