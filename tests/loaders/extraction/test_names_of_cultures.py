"""Names, titles and bodies of many cultures."""

from __future__ import annotations

import pytest

from loaders.extraction import extract, has_trees

pytestmark = pytest.mark.skipif(not has_trees(), reason="the model of the language is not installed")

CASES = [
    ("He came with his wife, Hajah St. Ramlah. Editor: Muh. Wahyu", "person:St. Ramlah person:Muh. Wahyu"),
    ("A website in Prague run by Oguljeren Saparowa, names him. Saparowa denies it.", "place:Prague person:Oguljeren Saparowa"),
    ("Her predecessor, Ganbat Chuluun, left. Chuluun denies it.", "person:Ganbat Chuluun"),
    ("Det Con Idris Featherstone spoke. His Honour Peredur Wynne did not.", "person:Idris Featherstone person:Peredur Wynne"),
    ("Gospođa Vesna Kralj and Monsignor Agim Berisha met.", "person:Vesna Kralj person:Agim Berisha"),
    ("The online medium Bone Terkini asked the Harbour Master's Office.", "outlet:Bone Terkini agency:Harbour Master's Office"),
    ("He ran Azerbaijan's State Barley Reserve, then Vlora Energji Shpk.",
     "place:Azerbaijan agency:State Barley Reserve organisation:Vlora Energji Shpk"),
    ("Call Kelly Marsden on the desk. Ring Barry Oduya today.", "person:Kelly Marsden person:Barry Oduya"),
    ("The opposition Civic Union accused Korab Rail Cargo.", "organisation:Civic Union organisation:Korab Rail Cargo"),
    ("The opposition leader Nadia Osei left.", "person:Nadia Osei"),
    ("Sibirskaya Nefteset (SIBNET) is late. SIBNET denies it.", "organisation:Sibirskaya Nefteset"),
    ("He asked the buyer, Strand Alloys Pte Ltd. Its owner left. Velora Ltd. said no.",
     "organisation:Strand Alloys Pte Ltd organisation:Velora Ltd."),
    ("NICKEL EXPORTER OTGONBAYAR DORJ REPORTEDLY LEFT\n\nOtgonbayar Dorj is in Oslo.", "person:Otgonbayar Dorj place:Oslo"),
    ("Lawyers for Ida Marsh left. She joined Lawyers for Clean Water.", "person:Ida Marsh organisation:Lawyers for Clean Water"),
    ("One of the engineers, Colin Murtagh, told us so.", "person:Colin Murtagh"),
    ("He took dollars from the Kilimani branch of Umoja Trust Bank.", "place:Kilimani organisation:Umoja Trust Bank"),
    ("**Muggia, last Sunday.** She puts a tin on the table.", "place:Muggia"),
    ("2. Source HERON met Olu Bright. HERON was paid.", "person:HERON person:Olu Bright"),
    ("He worked for the Directorate of External Files.", "agency:Directorate of External Files"),
    ("Position: Secretary, Kestrel Lanterna Ltd (see Entry 5)", "organisation:Kestrel Lanterna Ltd"),
    ("The register names Halcyon Nominees of Gżira as the owner.", "organisation:Halcyon Nominees"),
    ("She told De Kleine Klok so. He learned it from De Kleine Klok.", "outlet:De Kleine Klok"),
    ("She worked for the Belgians, never for the Dutchmen. He fled to Laos.", "place:Laos"),
    ("An outfit in Paris called Bureau Lambert paid the old head of Bureau Lambert.", "place:Paris organisation:Bureau Lambert"),
    ("The head of Ida Marsh's office left. Ida Marsh wept.", "person:Ida Marsh"),
    ("Hajiya Talatu Gidado-Musa and Pa Bamidele Osunkoya met Senhor Abílio Tovar.",
     "person:Talatu Gidado-Musa person:Bamidele Osunkoya person:Abílio Tovar"),
    ("PA Consulting won, said Bà Lê Thị Mừng to Báo Sông Hậu.", "organisation:PA Consulting person:Lê Thị Mừng outlet:Báo Sông Hậu"),
    ("Her brother, Ông Phạm Hữu Lộc, owns Công ty Đông Hải Vân.", "person:Phạm Hữu Lộc organisation:Công ty Đông Hải Vân"),
    ("The broker Kenan Bey told Weyzero Tsion Hailemeskel.", "person:Kenan person:Tsion Hailemeskel"),
    ("Mrs Tunku Raihana Azlan met K. A. Syed Ibrahim. Rokeya Begum wept.",
     "person:Tunku Raihana Azlan person:K. A. Syed Ibrahim person:Rokeya Begum"),
    ("Before Judge P. Velmurugan he wept. The notary I. Marchetti signed.", "person:P. Velmurugan person:I. Marchetti"),
    ("They paid Sugiharto, at that time head of supply. Sugiharto has stated so.", "person:Sugiharto"),
    ("CV Darmawan Sejahtera lent its name. Its owner, Darmawan, came forward.", "organisation:CV Darmawan Sejahtera person:Darmawan"),
    ("Those who know the whereabouts of Purnomo are asked to call.", "person:Purnomo"),
    ("The deputy Evaristo Him Chacón wrote it. Our man saw Señor Him leave.", "person:Evaristo Him Chacón"),
    ('The author writes as "Kapten Dodo". Kapten Budi Pranoto left.', "person:Kapten Dodo person:Budi Pranoto"),
    ("[PHOTO: the opening of the yard, Ebuteko, December 2021] They met in Penang and Basra.", "place:Ebuteko place:Penang place:Basra"),
    ("He was asked about Wadi Hasma: a dam. In parliament the member for Dessie spoke.", "place:Wadi Hasma place:Dessie"),
    # a cell of a table begins as a line does: its capital tells nothing
    ("Bidder\tOffer in millions\nNorrland Lines\t41\n\nMr Rook left.", "organisation:Norrland Lines person:Rook"),
    ("It was tabled by Inés Goyeneche Abadi and Tran Tuan Anh.", "person:Inés Goyeneche Abadi person:Tran Tuan Anh"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:30] for text, _ in CASES])
def test_names_of_cultures_are_told(text: str, expected: str) -> None:
    assert " ".join(f"{each.kind}:{each.name}" for each in extract(text).entities) == expected
