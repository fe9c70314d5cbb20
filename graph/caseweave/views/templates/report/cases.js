// Cases: sentences that join the cells of a row, and a card a case.
const cellLink = (row, key) => {
  const cell = cellAt(row, key);
  return [el("a", { href: linkTo({ section: "comparison", row, case: key }), "data-row": row, "data-case": key }, ...worded(cell.head || cell.token || "–")), marksOf(cell.marks)];
};
const sentence = one => {
  const row = rows.get(one.row), missing = D.cases.filter(two => !one.cases.includes(two.case));
  const told = one.cases.slice(0, 6).map(key => [cellLink(one.row, key), ` (${short(key)})`]);
  const reasons = unique(missing.map(two => cellAt(one.row, two.case)?.token).filter(Boolean));
  const left = reasons.map(reason => `${reason === "NR" ? "not reported" : reason}: ${missing.filter(two => cellAt(one.row, two.case)?.token === reason).map(two => two.short).join(", ")}`);
  return el("li", "", el("b", "", row.item), ": ", joined(told, ", "), one.cases.length > 6 ? ` and ${one.cases.length - 6} more` : "", left.length && left.join().length < 120 ? `; ${left.join("; ")}` : "", ".");
};
const disputeSentence = () => {
  const real = D.disputes.filter(one => !isNote(one));
  if (!real.length) return null;
  const hard = real.filter(one => one.strength === "contradiction").length;
  return el("li", "", el("b", "", "Accounts that do not fit"), `: ${many(hard, "contradiction")} and ${many(real.length - hard, "tension")}; first: `,
    el("a", { href: linkTo({ section: "disagreements", dispute: real[0].id }) }, real[0].question.replace(/\?$/, "")), " ", el("span", { class: "x", title: MARKS["‡"] }, "‡"));
};
const ratio = one => {
  const most = Math.max(1, ...D.cases.map(two => two.own + two.relayed.reduce((sum, [, count]) => sum + count, 0))), relayed = one.relayed.reduce((sum, [, count]) => sum + count, 0);
  const own = one.own / most * 100, told = relayed / most * 100;
  const words = one.relayed.map(([paper, count]) => `${count} relayed by ${label(paper)} `);
  return el("div", "ratio", svg("svg", { class: "blue", width: "100%", height: 8, "aria-hidden": "true" }, svg("rect", { class: "full", width: `${own}%`, height: 8 }), told ? svg("rect", { class: "pale", x: `${own}%`, width: `${told}%`, height: 7, y: .5 }) : ""),
    `${many(one.own, "own statement")}, `, words.length ? joined(words.map(text => [text, el("span", "k", "†")]), ", ") : "none relayed");
};
const readOf = one => {
  const paper = papers.get(one.papers[0]), unread = unreadOf(one.case);
  return el("div", "read",
    el("ol", { "aria-label": "Parts of the paper that statements come from" }, one.parts.map(([name, count]) => el("li", { class: count ? "y" : "", title: many(count, "statement") }, name, count ? "" : el("span", "aside", " none")))),
    paper ? `${capital(paper.read)} read.` : "Its own paper is not here.", unread.length ? ` Not read: ${unread.join(" ")}` : "");
};
const card = one => {
  const person = one.person.map(row => cellAt(row, one.case)).filter(cell => cell?.head).map(cell => cell.head).join(", ");
  const doi = one.papers.map(id => papers.get(id)).filter(paper => paper.doi);
  return el("article", { class: "card", "data-of": one.case },
    el("header", "", el("h3", "", el("a", { href: linkTo({ section: "comparison", case: one.case }) }, one.label)), el("p", "", person || "person not described")),
    el("dl", "facts", one.facts.map(row => {
      const cell = cellAt(row, one.case);
      return [el("dt", "", rows.get(row).item), el("dd", "", el("a", { href: linkTo({ section: "comparison", row, case: one.case }), class: "clamp" }, cell.head ? [...worded(cell.head), marksOf(cell.marks)] : token(cell.token)))];
    })),
    el("div", "mini-box", ""), readOf(one), ratio(one),
    el("div", "links", doi.map(paper => el("a", { class: "doi", href: paper.url, rel: "noreferrer noopener", target: "_blank" }, `doi ${paper.doi}`)),
      el("a", { class: "no", href: asks("entities-of-case", { case: one.case }) }, many(one.own + one.relayed.reduce((sum, [, count]) => sum + count, 0), "statement"))));
};
const manyCases = () => el("div", "rt-box", el("table", "many", el("thead", "", el("tr", "", ["Case", "Person", "Read", "Own", "Relayed"].map(text => el("th", { scope: "col" }, text)))),
  el("tbody", "", D.cases.map(one => el("tr", "", el("th", { scope: "row" }, el("a", { href: linkTo({ section: "comparison", case: one.case }) }, one.label)),
    el("td", "", one.person.map(row => cellAt(row, one.case)?.head).filter(Boolean).join(", ")), el("td", "", one.read ?? "not here"), el("td", "", String(one.own)), el("td", "", String(one.relayed.reduce((sum, [, count]) => sum + count, 0))))))));
const MOST_CARDS = 12;
const casesSection = {
  build: root => root.append(el("div", "say", el("h2", { id: "h-cases", tabindex: "-1" }, "What these cases say"), el("ol", "", D.sentences.map(sentence), disputeSentence())),
    D.cut ? el("p", "empty", D.cut) : "", D.cases.length > MOST_CARDS ? manyCases() : el("div", "cards", D.cases.map(card)),
    el("p", "key", keyOf(["mini", "relayed", "disputed"]))),
  draw: root => $$(".card", root).forEach(one => $(".mini-box", one).replaceChildren(mini(one.dataset.of, room($(".mini-box", one), 380)))),
  select: root => $$(".card", root).forEach(one => one.classList.toggle("on", one.dataset.of === state.case)),
};
