"""What each field of a paper file means, in a curator's words: editors show them on hover, docs/sources.md as tables.

Fields that say it in the model itself are not repeated here.
"""

from __future__ import annotations

from typing import Final

__all__ = ["WORDS"]

WORDS: Final[dict[str, dict[str, str]]] = {
    "PaperFile": {
        "id": "id of the paper, the same as the file name: a-z, 0-9, '.', '_', '-'; never changed once published",
        "doi": "the bare DOI, without https://doi.org/",
        "pmid": "PubMed number, digits only",
        "pmcid": "number in PubMed Central: PMC and digits",
        "url": "address of the paper, where it has no DOI",
        "title": "title as printed",
        "authors": "authors in the order printed, each as surname and initials: Smith AB",
        "journal": "name of the journal",
        "year": "year of publication, four digits",
        "volume": "volume",
        "issue": "issue",
        "pages": "pages",
        "article": "number of the article, where it has no pages",
        "received": "date the journal received it, YYYY-MM-DD",
        "accepted": "date it was accepted, YYYY-MM-DD: what it tells is not later",
        "published": "date of publication, YYYY-MM-DD",
        "licence": "licence of the paper, where it prints one",
        "status": "what became of the paper since: shown wherever it is named",
        "read": "how much of the paper the curator could read; decides between 'not reported' and 'source not read'",
        "unread": "parts that were not read, each with the kinds of fact it may hold",
        "curated": "who read the paper into this file, and when",
        "note": "what a reader of this file must know about the paper",
        "cites": "papers whose patients this one speaks of, each with how it cites them; their cases are named alike",
        "terms": "terms that the shared catalogue lacks",
        "cases": "the patients: the paper's own, and those of the papers it cites, by the id of the case",
        "statements": "what the paper says, one thing each",
    },
    "SourceLink": {
        "relation": "what it says of its two ends; stands as the key of the link",
        "target": "The id of a statement or an event of this case, or a term.",
        "certainty": "how the paper puts it; stated if left out",
        "scale": "the scale by which it was judged, only if the paper names it",
        "score": "the score on that scale, as printed",
    },
    "Curated": {
        "on": "date the curator finished, YYYY-MM-DD",
        "by": "name or ORCID of the curator",
        "note": "how the paper was read",
    },
    "LocalTerm": {
        "label": "the label clinicians use; no term of the catalogue may have it already",
        "synonyms": "other spellings the file may use",
        "definition": "one sentence in your own words",
    },
    "CaseHead": {
        "note": "what a reader must know about this case in this paper",
    },
    "SourceStatement": {
        "id": "id of the statement, once in this file; last part of its IRI, never changed once published",
        "case": "the patient it is about; may be left out where the paper reports one patient of its own",
        "role": "whose patient and whose knowledge; by default own, or relayed for the case of a cited paper",
        "primary": "for relayed: the paper it is relayed from, where that is not the paper the case is named after",
        "account": "which telling it belongs to, only where the heading of its section would mislead",
        "assertion": "whether it was seen, or is the authors' conclusion or guess; observed if left out",
        "naming": "whose word the term is: the paper's, or the curator's for other words of it; printed if left out",
        "kind": "what sort of thing is said; stands as the key of the statement",
        "about": "Named by the label, a synonym or the CURIE of a term.",
        "event": "the happening it is about; statements about one happening share it",
        "state": "whether it was there",
        "certainty": "suspected, where the paper is not sure; left out where it is told as a fact",
        "links": "what it has to do with another happening or thing, one or several",
        "schedule": "how a treatment is given: dose, how often, how many times, for how long",
        "course": "how it changes at that time, aspect by aspect",
        "grade": "the grade as printed, at most eight words",
        "scale": "the grading scale, only if the paper names it",
        "value": "the number: 38.7, 1e6, <1, ~50 or a range 2-3",
        "unit": "the unit in UCUM, only if the paper prints one: a, d, %, mg/kg, Cel, mm[Hg], 10*3/uL",
        "printed": "number, dose or word exactly as the paper prints it, at most eight words",
        "meant": "the curator's reading of an evident misprint; what is printed stays under printed or value",
        "site": "where in the body, one or several terms",
        "specimen": "what was sampled, a term",
        "method": "how it was tested or judged, a term",
        "route": "how a treatment was given, a term",
        "qualifiers": "what else is said, each under its name",
        "when": "every time phrase the paper gives, at most eight words each; the grammar is in docs/time.md",
        "basis": "how the time was got, only where the time network should not decide it",
        "clock": "only on a regimen whose cycles other statements count by",
        "anchor": "where in the paper it stands, one or several places",
        "confidence": "the curator's own doubt; 'inferred' where the mapping to the term is the curator's",
        "note": "the curator's remark, in the curator's words",
    },
    "Anchor": {
        "before": "fingerprint of the eight tokens before",
        "after": "fingerprint of the eight tokens after",
    },
}
"""Name of the record to its fields to what each means."""
