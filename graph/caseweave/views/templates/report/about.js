// About: how to read the page, the papers, what it was made from, keys, and how to cite it.
const pairsOf = list => el("dl", "", list.map(([term, told]) => [el("dt", "", term), el("dd", "", told)]));
const aboutSection = {
  build: root => root.append(el("div", "head", el("h2", { id: "h-about", tabindex: "-1" }, "About this report")), el("div", "ab",
    el("div", "", el("h3", "", "How to read it"), pairsOf([
      [el("b", "", "Bold"), "the paper’s own word about its own patient"],
      ...Object.keys(D.tags).map(paper => [["Regular ", dagger(paper)], `${relayedBy(paper)}; it never counts as support`]),
      [el("span", "x", "‡"), "an account does not fit with another; open the cell to see both"],
      [el("span", "nr", "NR"), "not reported: the source was read, and it is not there"],
      [unreadChip("not read"), "that part of the source was not read, so nothing can be said"],
      ["19–38 d", "at some day from 19 to 38, both ends included"], ["A or B", "accounts of equal trust differ, or a sentence has two readings"],
      ["suspected", "a concern at the time, not a fact"], ["our term", "the curator’s name for what the paper says in other words"], ["“printed”", "a few words as the paper prints them"],
      ["contradiction", "two accounts that cannot both be true"], ["tension", "two accounts that fit only if their words mean different things"]])),
    el("div", "", el("h3", "", "The papers"), el("ul", "", D.papers.map(paper => el("li", "", `${paper.citation} `, paper.doi ? el("a", { href: paper.url, rel: "noreferrer noopener", target: "_blank" }, "doi") : "", el("br"), el("span", "soft", `${capital(paper.read)} read.${paper.unread?.length ? ` Not read: ${paper.unread.join("; ")}.` : ""}`))))),
    el("div", "", el("h3", "", "What it is made from"), pairsOf([
      ["Protocol", `${D.protocol.id}${D.protocol.extends.length ? `, extends ${D.protocol.extends.join(", ")}` : ""}`],
      ["Statements", `${D.counts.statements}: ${D.counts.own} own, ${D.counts.relayed} relayed, ${D.counts.other} background or synthesis`],
      ["Caseweave", D.version], ["Sources", D.papers.map(paper => el("code", "", `${paper.id} ${paper.sha256.slice(0, 12)}`)).flatMap(one => [one, el("br")])],
      ["Engine", D.engine.name ? `${D.engine.name} ${D.engine.version}, compiled to WebAssembly, in this page` : D.engine.missing],
      ["Licence", "curated data CC BY 4.0; code MIT; the papers are their publishers’"]])),
    el("div", "", el("h3", "", "Keys and citing"), pairsOf([
      [el("kbd", "", "/"), "search everything"], [["←", "↑", "↓", "→"].map(key => el("kbd", "", key)), "from cell to cell"], [el("kbd", "", "Enter"), "open the evidence"], [el("kbd", "", "Esc"), "close it, back to the cell"],
      ["Any view", "its address holds the section, the choice and day 0: copy it to send it"], ["Page", "nothing is fetched and nothing is sent: the policy of the page forbids it"]]),
      el("p", "", `Caseweave contributors. ${D.title}. Caseweave ${D.version}. `, el("span", "soft", "Cite the papers too."))))),
};
