"""What is said of files from outside of them, as the run hands it to dbt."""

from __future__ import annotations

from pipelines.contract import empty_hand_over
from pipelines.runs.identity_claims import identity_claims, write_identity_claims
from pipelines.settings import Settings

HEADER = "file_name,issuer,division,fiscal_year,kind,part\n"


def _state(settings: Settings, lines: str) -> None:
    settings.hand_over_dir.mkdir(parents=True, exist_ok=True)
    (settings.raw_dir / "sources.csv").write_text(HEADER + lines, encoding="utf-8")


def test_a_line_of_the_list_becomes_a_claim_with_its_number(settings: Settings) -> None:
    _state(settings, "a.pdf,武汉市青山区教育局,,2026,预算,报表\n")
    assert write_identity_claims(settings, ["a.pdf"]) == ()
    (claim,) = identity_claims(settings)
    assert claim == {
        "file_name": "a.pdf", "claimed_by": "stated", "list_name": "sources.csv", "line_no": 2, "issuer_name": "武汉市青山区教育局",
        "division_code": "420107", "division_name": "武汉市青山区", "fiscal_year": 2026, "report_kind": "budget", "part": "tables",
    }  # fmt: skip


def test_a_division_that_is_none_is_told_and_its_line_counts_for_nothing(settings: Settings) -> None:
    _state(settings, "a.pdf,教育局,火星市,2026,,\nb.pdf,教育局,武汉市青山区,2026,,\n")
    (problem,) = write_identity_claims(settings, ["a.pdf", "b.pdf"])
    assert (problem.line_no, problem.is_harmless) == (2, False) and "'火星市' is no division" in (problem.problem or "")
    assert [(claim["file_name"], claim["division_code"]) for claim in identity_claims(settings)] == [
        ("b.pdf", "420107")
    ]


def test_names_of_files_and_folders_are_claims_of_their_own(settings: Settings) -> None:
    _state(settings, "")
    write_identity_claims(settings, ["2026年/北京市民政局预算.pdf", "x.pdf"])
    claims = {claim["claimed_by"]: claim for claim in identity_claims(settings)}
    assert claims.keys() == {"file_name", "folder_name"}
    assert (claims["file_name"]["issuer_name"], claims["file_name"]["fiscal_year"]) == ("北京市民政局", None)
    assert (claims["folder_name"]["issuer_name"], claims["folder_name"]["fiscal_year"]) == (None, 2026)


def test_lines_on_files_that_are_not_there_and_bad_lines_are_no_claims(settings: Settings) -> None:
    _state(settings, "gone.pdf,某局,,2026,,\na.pdf,某局,,26,,\n")
    write_identity_claims(settings, ["a.pdf"])
    assert identity_claims(settings) == []


def test_without_a_list_and_before_the_first_scan_there_are_none(settings: Settings) -> None:
    assert identity_claims(settings) == []
    empty_hand_over(settings.hand_over_dir)
    assert write_identity_claims(settings, ["a.pdf"]) == () and identity_claims(settings) == []
