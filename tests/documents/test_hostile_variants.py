"""Ten variants and more, drawn by a seed, of names that are no plain file and of lines that are no good: each costs itself alone."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from pipelines.documents import Registry
from pipelines.documents.fetch import fetch_sources
from pipelines.documents.names import opened
from pipelines.documents.sources import read_sources
from tests.documents.files_for_tests import REPORT_LINES, pdf_of, write

_SEEDS = range(12)
_REPORT = pdf_of(*REPORT_LINES)
_OTHER = pdf_of(*REPORT_LINES, pages=2)
_WORDS = (
    "预算公开",
    "二〇二四年决算",
    "budget 2024",
    "报告 (1)",
    "'; drop table files; --",
    "=cmd|' /C calc'!A0",
    "[bold]x[/]",
)


def _pipe(chance: Random, raw: Path, name: str) -> str:
    os.mkfifo(raw / name)
    return "not_a_file"


def _socket(chance: Random, raw: Path, name: str) -> str:
    # The address of a socket may be no longer than 107 bytes.
    before = Path.cwd()
    os.chdir(raw)
    try:
        socket.socket(socket.AF_UNIX).bind(name)
    finally:
        os.chdir(before)
    return "not_a_file"


def _folder(chance: Random, raw: Path, name: str) -> str:
    write(raw, f"{name}/inner.pdf", _OTHER)
    return "folder_named_pdf"


def _link_away(chance: Random, raw: Path, name: str) -> str:
    target = write(raw.parent, "outside/secret.pdf", _OTHER)
    (raw / name).symlink_to(chance.choice((target, Path("..") / "outside" / "secret.pdf")))
    return "link_leaves_folder"


def _link_to_device(chance: Random, raw: Path, name: str) -> str:
    (raw / name).symlink_to(chance.choice(("/dev/zero", "/dev/urandom", "/etc/hostname")))
    return "link_leaves_folder"


def _link_to_nothing(chance: Random, raw: Path, name: str) -> str:
    (raw / name).symlink_to(chance.choice(("nothing.pdf", name, "../nothing.pdf")))
    return "link_without_target"


def _in_gbk(chance: Random, raw: Path, name: str) -> str:
    path = os.fsencode(raw) + b"/" + f"决算{name}".encode("gb18030")
    Path(os.fsdecode(path)).write_bytes(_OTHER)
    return ""


def _unseen_characters(chance: Random, raw: Path, name: str) -> str:
    char = chance.choice(("\n", "\t", "\u202e", "\u200b", "\x1b[2J", "\x7f"))
    write(raw, f"{char}{name}", _OTHER)
    return ""


def _plain_under_an_odd_name(chance: Random, raw: Path, name: str) -> str:
    write(raw, chance.choice((name, name.upper(), f"深/的/文件夹/{name}", f"{'长' * 80}.pdf")), _OTHER)
    return ""


_ENTRIES: tuple[Callable[[Random, Path, str], str], ...] = (
    _pipe, _socket, _folder, _link_away, _link_to_device, _link_to_nothing, _in_gbk, _unseen_characters, _plain_under_an_odd_name,
)  # fmt: skip


#: What is opened as a PDF takes a second: of those every third variant.
_OPENED = (_in_gbk, _unseen_characters, _plain_under_an_odd_name)
_CASES = [(make, seed) for make in _ENTRIES for seed in _SEEDS if make not in _OPENED or seed % 3 == 0]


@pytest.mark.parametrize(("make", "seed"), _CASES, ids=[f"{make.__name__.strip('_')}-{seed}" for make, seed in _CASES])
def test_a_name_costs_itself_alone(make: Callable[[Random, Path, str], str], seed: int, tmp_path: Path) -> None:
    chance = Random(f"{make.__name__} {seed}")
    raw = tmp_path / "raw"
    raw.mkdir()
    write(raw, "report.pdf", _REPORT)
    code = make(chance, raw, f"{chance.choice(_WORDS).replace('/', '-')} {seed}.pdf")
    records = {record.file_name: record for record in Registry(tmp_path / "hand_over").update(raw)}
    assert records.pop("report.pdf").status == "accepted"
    ((name, found),) = records.items()
    assert (found.status, found.reason_code or "") == ("quarantined" if code else "accepted", code)
    assert name.isprintable()
    if not code:
        assert opened(raw, name).read_bytes() == _OTHER


_GOOD = "http://example.gov.cn/good.pdf,good.pdf"
_LINES: tuple[Callable[[Random], str], ...] = (
    lambda chance: f"http://example.gov.cn:{chance.choice(('99999', '-1', 'x', '80 80'))}/a.pdf,a.pdf",
    lambda chance: f"{chance.choice(('http://[::1', 'http://[', 'http://]/', 'http://[x]/'))},a.pdf",
    lambda chance: f"{chance.choice(('ftp', 'file', 'javascript', 'data', 'gopher'))}://example.gov.cn/a.pdf,a.pdf",
    lambda chance: f"http://example.gov.cn/a.pdf,{'长' * chance.randint(86, 400)}.pdf",
    lambda chance: f"http://example.gov.cn/a.pdf,{'../' * chance.randint(1, 4)}a.pdf",
    lambda chance: f"http://example.gov.cn/a.pdf,{chance.choice(('/etc/a.pdf', '/a.pdf', 'x/../../a.pdf'))}",
    lambda chance: f"http://{chance.choice(('u:p', 'admin', ':secret'))}@example.gov.cn/a.pdf,a.pdf",
    lambda chance: f"{chance.choice(('http://', 'http:///a.pdf', 'example.gov.cn/a.pdf', '//x/a.pdf'))},a.pdf",
    lambda chance: f"http://example.gov.cn/a.pdf,{chance.choice(('', '   '))}",
    lambda chance: f"http://example.gov.cn/{chance.choice((chr(0), chr(7), chr(27)))}a.pdf,a.pdf",
)
_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("number", range(len(_LINES)))
def test_a_line_costs_itself_alone(number: int, seed: int, tmp_path: Path) -> None:
    chance = Random(f"{number} {seed}")
    path = tmp_path / "sources.csv"
    lines = ["url,file_name", _GOOD, _LINES[number](chance), _GOOD.replace("good", "other")]
    end = chance.choice(("\n", "\r\n"))
    path.write_bytes(end.join([*lines, ""]).encode(chance.choice(_ENCODINGS)))
    sources, listed = read_sources(path)
    problems = [source for source in sources if source.problem]
    told = [(source.line_no, source.problem or "") for source in problems] + [
        (p.line_no, p.words) for p in listed.problems
    ]
    assert [source.file_name for source in sources if source.problem is None] == ["good.pdf", "other.pdf"]
    assert {line_no for line_no, _ in told} == {3}
    assert all(words and "\n" not in words and words.isprintable() for _, words in told)


def test_a_list_without_a_good_line_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    chance = Random(1)
    path.write_text("url,file_name\n" + "\n".join(line(chance) for line in _LINES) + "\n", "utf-8")
    assert all(result.problem for result in fetch_sources(path, tmp_path))
