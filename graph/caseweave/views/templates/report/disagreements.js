// Disagreements: a card each, the heaviest first, sides face to face; what reads without conflict at the end.
const rowsOf = one => unique(D.rows.filter(row => (row.cells[one.case]?.disputes ?? []).includes(one.id)).sort((a, b) => Number(b.essential) - Number(a.essential)).map(row => row.key));
const disputeCard = (one, place) => {
  const found = rowsOf(one)[0];
  return el("article", { class: `dg${place ? "" : " lead"}${one.strength === "tension" ? " ten" : ""}`, "data-id": one.id },
    el("h3", "", el("a", { href: linkTo({ section: "disagreements", dispute: one.id }), class: "soft-link" }, one.question), el("span", "", el("span", "tag", one.strength), ` · ${label(one.case)}${found ? ` · ${rows.get(found).item}` : ""}`)),
    facing(one), el("p", "", one.note),
    one.witnesses?.length ? el("details", "more", el("summary", "", `${many(one.witnesses.length, "statement")} that days are counted from`), el("ul", "", one.witnesses.map(quoted))) : "",
    el("p", "res", el("span", "", settled(one)), found ? el("a", { href: linkTo({ section: "comparison", row: found, case: one.case }) }, "Show in the table") : "", el("a", { href: asks("disagreements", { case: one.case }) }, "Query")));
};
const disagreementsSection = {
  signature: () => state.weight,
  build: root => {
    const count = strength => D.disputes.filter(one => one.strength === strength).length, real = count("contradiction") + count("tension");
    root.append(el("div", "head", el("h2", { id: "h-disagreements", tabindex: "-1" }, "Where accounts do not fit"), el("p", "", "By weight. Found by rule, none resolved silently; both sides stand in the table with ", el("span", "x", "‡"))),
      el("div", "tools", segment("weight", [["", `all ${real}`], ["contradiction", `contradictions ${count("contradiction")}`], ["tension", `tensions ${count("tension")}`]], "Show")), el("div", "body"));
  },
  draw: root => {
    const list = D.disputes.filter(one => !isNote(one) && (!state.weight || one.strength === state.weight)), notes = D.disputes.filter(isNote);
    $(".body", root).replaceChildren(...[list.length ? el("div", "dgrid", list.map(disputeCard)) : el("p", "empty", "No two accounts contradict each other, as far as the rules look."),
      notes.length ? [el("h3", "later", "Looked at, and readable without conflict"), el("div", "fits", notes.map(one => el("div", { class: "note dn", "data-id": one.id }, `${one.question} ${one.faces.map(face => face.says[0]).join(" / ")}.`, el("small", "", `${label(one.case)} · ${one.note}`))))] : ""].flat(Infinity).filter(Boolean));
  },
  select: (root, one, focus) => {
    const ids = new Set(one?.against ?? []);
    $$(".dg", root).forEach(card => card.classList.toggle("on", ids.has(card.dataset.id)));
    if (state.dispute && focus) $(`.dg[data-id="${CSS.escape(state.dispute)}"]`, root)?.scrollIntoView({ block: "start" });
  },
};
