"""The real catalogue: its order, its hierarchy, its identifiers, and whether the papers' words are in it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from caseweave import resources
from caseweave.model.identifiers import expand
from caseweave.vocabulary import Catalogue

CHECKED = Path(__file__).parents[3] / "shared" / "vocabulary" / "terms.tsv"
KINDS = """
disease; phenotype; lesion; adverse event; outcome; anatomy; specimen; cell; demographic; treatment; drug class; drug;
regimen; procedure; method; route; measure; scale; marker; gene; variant; evidence; unit; history; organism
"""

UNDER = [
    ("Ph-like ALL", "B-ALL"),
    ("B-ALL", "acute lymphoblastic leukemia"),
    ("relapsed/refractory B-ALL", "B-ALL"),
    ("relapsed B-ALL", "relapsed/refractory B-ALL"),
    ("refractory B-ALL", "relapsed/refractory B-ALL"),
    ("leukemia cutis", "extramedullary leukemia"),
    ("leukemia cutis", "skin lesion"),
    ("maculopapular rash", "skin rash"),
    ("skin rash", "skin lesion"),
    ("reticular skin lesions", "skin lesion"),
    ("skin nodule", "skin lesion"),
    ("skin mass", "skin lesion"),
    ("scalp", "skin"),
    ("skin of scalp", "scalp"),
    ("skin of back", "skin"),
    ("skin of upper back", "skin of back"),
    ("parotid gland", "salivary gland"),
    ("cervical lymph node", "lymph node"),
    ("mandibular lymph node", "lymph node"),
    ("right lower lobe", "lung"),
    ("right upper lobe", "lung"),
    ("left testis", "testis"),
    ("brexucabtagene autoleucel", "anti-CD19 CAR-T"),
    ("ssCAR-T-19", "anti-CD19 CAR-T"),
    ("CD19 CAR-T", "anti-CD19 CAR-T"),
    ("anti-CD19 CAR-T", "CAR-T cell therapy"),
    ("grade 1 CRS", "cytokine release syndrome"),
    ("grade 2 CRS", "cytokine release syndrome"),
    ("cytokine release syndrome", "adverse event"),
    ("tocilizumab", "IL-6 receptor inhibitor"),
    ("tocilizumab", "monoclonal antibody"),
    ("blinatumomab", "bispecific T-cell engager"),
    ("inotuzumab ozogamicin", "antibody-drug conjugate"),
    ("rituximab", "monoclonal antibody"),
    ("cytarabine", "chemotherapy"),
    ("VDLP", "chemotherapy"),
    ("mini-hyper-CVD + inotuzumab", "mini-hyper-CVD"),
    ("FLU/CY lymphodepletion", "lymphodepletion"),
    ("amoxicillin", "antibiotic"),
    ("broad-spectrum antibiotics", "antibiotic"),
    ("allogeneic HSCT", "hematopoietic stem cell transplantation"),
    ("skin punch biopsy", "skin biopsy"),
    ("skin biopsy", "biopsy"),
    ("parotid gland biopsy", "biopsy"),
    ("bone marrow biopsy", "biopsy"),
    ("marrow relapse", "relapse"),
    ("skin relapse", "extramedullary relapse"),
    ("complete remission", "remission"),
    ("maximum temperature", "body temperature"),
    ("JAK2 R867Q", "genetic alteration"),
    ("IGH-CRLF2 rearrangement", "genetic alteration"),
    ("normal male karyotype", "normal karyotype"),
]

NAMED = """
age; male; Chinese; fatigue; blurry vision; dyspnea; neck pain; ear pain; fever; hypotension; depressed mood; suicidal
ideation; infection; encephalopathy; neutropenic fever; erythema; non-blanching; tenderness; itch; swelling; skin
swelling; rash; lymphadenopathy; CD79a; CD38; CD34; CD22; CD25; CD20; CD19; CD10; HLA-DR; TdT; CD123; CD45; CD5; surface
immunoglobulin light chain; myeloperoxidase; CD3; JAK2 R867Q; IGH-CRLF2; normal male karyotype; CALGB 10403; hyperCVAD;
hyper-CVAD with rituximab; mini-hyperCVD; minihyperCV; miniCVD; blinatumomab; inotuzumab; cladribine; idarubicin;
cytarabine; pegasparaginase; methotrexate; prednisone; vincristine sulfate; daunorubicin; doxorubicin hydrochloride;
dexamethasone; cyclophosphamide; fludarabine; FLU/CY; IV fluids; broad spectrum antibiotics; amoxicillin; allogeneic
HSCT; SCT; T-cell collection; CART therapy; CAR-T; CART; Tecartus; tocilizumab; punch biopsy; BMB; PET/CT; IHC; flow
cytometry; H&E; next generation sequencing; cytogenetic analysis; ultrasound; bone marrow smear; physical examination;
dermatology consultation; infectious workup; hospital admission; hospital discharge; outpatient follow-up; upper back;
neck; ear; mediastinum; retroperitoneum; spleen; liver; nasolacrimal region; gastric fundus; bone marrow; testicle;
right lower lung lobe; right upper lobe; peripheral blood; salivary glands; parotid glands; CRS; ICANS; complete
remission; relapse; refractory disease; MRD negative; residual disease; persistent disease; disease progression; lesion
resolution; near complete resolution; disease-free; disease-free survival; death; alive; blood CAR-T cell count; CAR-T
cells in tissue; CD19-positive cells; CD3-positive cells; T cells in tissue; bone marrow blasts; marrow cellularity;
trilineage maturation; temperature; Tmax; systolic blood pressure; diastolic blood pressure; WBC; Hb; hematocrit; PLT;
CRP; fibrinogen; IL-6; IL-10; increased IL-6; increased IL-10; intrathecal; intravenous; VDLP; clinical trial
"""


def listed(text: str) -> list[str]:
    """Split a text at semicolons, over line ends."""
    return " ".join(text.split()).split("; ")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Read the catalogue that ships: this checks names, references and circles."""
    return Catalogue.from_tsv(resources.ontology("terms.tsv"))


def test_rows_stand_in_the_order_of_their_curies(catalogue: Catalogue) -> None:
    """Sorted rows keep differences between versions small."""
    curies = [concept.curie for concept in catalogue]
    assert curies == sorted(set(curies))


def test_every_concept_has_a_known_kind_and_a_definition(catalogue: Catalogue) -> None:
    """A definition is one sentence with a full stop."""
    assert {concept.kind for concept in catalogue} == set(listed(KINDS))
    assert [concept.label for concept in catalogue if not concept.definition.endswith(".")] == []


def test_every_curie_expands_to_its_own_iri(catalogue: Catalogue) -> None:
    """Two concepts never share an IRI."""
    iris = [expand(concept.curie) for concept in catalogue]
    assert len(set(iris)) == len(catalogue)


def test_borrowed_concepts_name_their_source_and_ours_do_not(catalogue: Catalogue) -> None:
    """The source ontology's own label and release go with each borrowed identifier."""
    for concept in catalogue:
        local = concept.curie.startswith("caseweave:")
        assert (concept.source_label == "", concept.source == "") == (local, local), concept.curie


@pytest.mark.parametrize(("narrow", "wide"), UNDER, ids=lambda label: label)
def test_hierarchy(catalogue: Catalogue, narrow: str, wide: str) -> None:
    """The narrow term stands below the wide one, directly or not."""
    assert catalogue.resolve(wide).curie in catalogue.ancestors(catalogue.resolve(narrow).curie)


def test_names_what_the_papers_name(catalogue: Catalogue) -> None:
    """Every word a curator of the three papers needs is a label or a synonym."""
    for text in listed(NAMED):
        catalogue.resolve(text)


@pytest.mark.parametrize(
    ("label", "curie"),
    [
        ("leukemia cutis", "NCIT:C88156"),
        ("Ph-like ALL", "NCIT:C121974"),
        ("B-ALL", "MONDO:0004947"),
        ("cytokine release syndrome", "MONDO:0600008"),
        ("tocilizumab", "NCIT:C84217"),
        ("brexucabtagene autoleucel", "NCIT:C170439"),
        ("CD19", "UniProtKB:P15391"),
        ("JAK2", "HGNC:6192"),
    ],
)
def test_public_identifiers_stay(catalogue: Catalogue, label: str, curie: str) -> None:
    """Identifiers that users rely on do not change."""
    assert catalogue.resolve(label).curie == curie


@pytest.mark.parametrize(
    "curie", ["MONDO:0003729", "DOID:6003", "NCIT:C4983", "NCIT:C5631", "NCIT:C129788", "HGNC:1640"]
)
def test_misleading_identifiers_are_not_concepts(catalogue: Catalogue, curie: str) -> None:
    """Aleukemic leukemia cutis, the withdrawn Ph-like code and the withdrawn CD20 symbol stay out."""
    assert curie not in catalogue


def test_components_are_drugs_or_genes(catalogue: Catalogue) -> None:
    """A regimen is made of drugs, an alteration concerns genes."""
    parts = {catalogue[part].kind for concept in catalogue for part in concept.components}
    assert parts == {"drug", "gene"}


def test_identifiers_and_source_labels_were_checked(catalogue: Catalogue) -> None:
    """Each borrowed identifier stands with that label in the list of identifiers seen in ontology files."""
    if not CHECKED.is_file():
        pytest.skip("the list of checked identifiers is not beside this checkout")
    with CHECKED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    checked = {(row["curie"], row["exact label"]) for row in rows}
    borrowed = [concept for concept in catalogue if not concept.curie.startswith("caseweave:")]
    assert [c.curie for c in borrowed if (c.curie, c.source_label) not in checked] == []
