"""Files as people have them, made here in every kind, and files that mean ill."""

import json
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import networkx as nx
import pytest
import xlsxwriter

from graph_loader.imports.reading import sheets
from graph_loader.imports.reading.layout import Layout, Stated
from graph_loader.imports.reading.tables import read, rows
from graph_loader.imports.written.questions import TableError

ROWS = [(2, {"Von": "Müller", "An": "Świerczewski"}), (3, {"Von": "Doe, Jane", "An": "Łódź"})]
TEXT = 'Von;An\r\nMüller;Świerczewski\r\n"Doe, Jane";Łódź\r\n'


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def sniff(path: Path) -> Layout:
    return read(path, Stated())[0]


def refusal(path: Path, form: Stated | None = None) -> str:
    with pytest.raises(TableError) as error:
        list(rows(path, form))
    assert "\n" not in error.value.message
    return error.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_texts_of_every_unicode_encoding_and_line_end(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "a.csv", TEXT.encode(encoding))
    assert list(rows(path)) == ROWS
    assert sniff(path).delimiter == ";"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_though_cells_hold_others(tmp_path: Path, sign: str) -> None:
    path = write(tmp_path, "a.txt", f'A{sign}B\n"1,5; x"{sign}2\n"3,5; y"{sign}"4|5"\n')
    assert [list(cells.values()) for _, cells in rows(path)] == [["1,5; x", "2"], ["3,5; y", "4|5"]]
    assert sniff(path).delimiter == sign


def test_decimal_commas_do_not_pass_for_delimiters(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "sep=;\nname;tons;price\nLenin;1,5;2,5\nSwerdlow;2,25;3,5\n\n;;\n;;\n")
    assert list(rows(path)) == [
        (3, {"name": "Lenin", "tons": "1,5", "price": "2,5"}),
        (4, {"name": "Swerdlow", "tons": "2,25", "price": "3,5"}),
    ]


def test_windows_1252_is_known_by_its_bytes_and_what_may_be_another_code_page_is_asked(tmp_path: Path) -> None:
    western = sniff(write(tmp_path, "w.csv", "A,B\nMüller,año “x”\n".encode("cp1252")))
    assert (western.encoding, western.why) == (
        "cp1252",
        "byte 0xfc on line 2 is no UTF-8; it is read as 'Müller,año “x”'",
    )
    polish = write(tmp_path, "p.csv", "A,B\nŁódź,1\n".encode("cp1250"))
    apple = write(tmp_path, "m.csv", "A,B\nMüller,1\n".encode("mac_roman"))
    russian = write(tmp_path, "r.csv", "A,B\nБрежнев,1\n".encode("cp1251"))
    for path in (polish, apple, russian):
        assert "--encoding" in refusal(path)
    assert ("cp1250", "'Łódź,1'") in sniff(polish).questions[0].readings
    assert next(rows(russian, Stated(encoding="cp1251")))[1]["A"] == "Брежнев"


def test_titles_above_empty_columns_and_repeated_names(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "Letters of 1973,,,,\n,,,,\nName,Name,,Note,\nA,B,x,,\nC,D,,n,\n,,,,\n")
    layout = sniff(path)
    assert (layout.header, layout.columns) == (3, ("Name", "Name (2)", "C", "Note"))
    assert [row for row, _ in rows(path)] == [4, 5]
    assert any("above row 3" in note for note in layout.notes)


def test_a_table_without_names_is_asked_about(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "Castro,Allende,1971\nAllende,Castro,1972\n")
    assert "--header" in refusal(path)
    assert next(rows(path, Stated(header=0))) == (1, {"A": "Castro", "B": "Allende", "C": "1971"})


def test_rows_of_a_wrong_width_are_told_with_their_cause(tmp_path: Path) -> None:
    assert "b.csv:2: expected 2 cells, found 3: a decimal comma" in refusal(write(tmp_path, "b.csv", "A,B\nx,1,5\n"))
    torn = write(tmp_path, "c.csv", "A,B,C\n1,2,3\nLenin,Mos\ncow,1917\n")
    assert "c.csv:3: " in refusal(torn)
    assert "line break" in refusal(torn)
    short = write(tmp_path, "d.csv", "A,B,C\n1,2,3\nx,y\n")
    assert list(rows(short))[1] == (3, {"A": "x", "B": "y", "C": ""})
    assert "e.csv:3: " in refusal(write(tmp_path, "e.csv", 'A,B\n1,2\n"x,y\nz,w\n'))


def test_a_workbook_shows_what_a_person_sees(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Letters")
        book.add_worksheet("Empty")
        formats = {code: book.add_format({"num_format": code}) for code in ("mmm-yy", "d-mmm", "dd/mm/yyyy", "0%")}
        sheet.write_row("A1", ["A", "B", ""])
        cells = [
            (date(1973, 9, 11), "dd/mm/yyyy", "1973-09-11"),
            (date(1973, 9, 1), "mmm-yy", "1973-09"),
            (date(2024, 6, 5), "d-mmm", "5-Jun"),
            (datetime(1973, 9, 11, 14, 30), "dd/mm/yyyy", "1973-09-11 14:30:00"),  # noqa: DTZ001
            (0.5, "0%", "50%"),
        ]
        for row, (value, code, _) in enumerate(cells, start=1):
            sheet.write(row, 0, value, formats[code])
        sheet.write("A7", 1973.0)
        sheet.write("A8", 0.1 + 0.2)
        sheet.write("A9", True)
        sheet.write_formula("A10", "=1/0", None, "#DIV/0!")
        sheet.write("B12", "last")
        sheet.write_blank("C900", None, formats["0%"])
    read = list(rows(path))
    assert [cells["A"] for _, cells in read[:5]] == [seen for *_, seen in cells]
    assert [cells["A"] for _, cells in read[5:9]] == ["1973", "0.3", "TRUE", "#DIV/0!"]
    assert read[9] == (12, {"A": "", "B": "last"})
    assert len(read) == 10


def test_a_workbook_with_several_sheets_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("One", "Two"):
            book.add_worksheet(name).write_column("A1", ["A", name])
    assert "--sheet" in refusal(path)
    assert list(rows(path, Stated(sheet="Two"))) == [(2, {"A": "Two"})]
    assert "did you mean 'Two'?" in refusal(path, Stated(sheet="Twoo"))


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODS = (
    f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{OFFICE.replace(":office:1", ":table:1")}" '
    f'xmlns:text="{OFFICE.replace(":office:1", ":text:1")}" office:version="1.2"><office:body><office:spreadsheet>'
    '<table:table table:name="S">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def ods(path: Path, content: str) -> Path:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", ODS.format(content))
    return path


def text_cell(text: str, more: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def test_ods(tmp_path: Path) -> None:
    day = 'office:value-type="date" office:date-value="1973-09-01"'
    share = 'office:value-type="percentage" office:value="0.125"'
    lines = [
        text_cell("A") + text_cell("B"),
        text_cell("11.09.73", 'office:value-type="date" office:date-value="1973-09-11"') + text_cell("x"),
        text_cell("Sep 73", day) + text_cell("1973", 'office:value-type="float" office:value="1973"'),
        text_cell("12,5 %", share) + text_cell("5. Jun", day.replace("1973-09-01", "2024-06-05")),
        '<table:table-cell table:number-columns-repeated="16384"/>',
    ]
    content = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    path = ods(
        tmp_path / "a.ods",
        content + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>',
    )
    assert list(rows(path)) == [
        (2, {"A": "1973-09-11", "B": "x"}),
        (3, {"A": "1973-09", "B": "1973"}),
        (4, {"A": "12.5%", "B": "5-Jun"}),
    ]


def test_json_and_its_lines(tmp_path: Path) -> None:
    people = [{"from": "Castro", "to": {"name": "Allende"}, "tons": 1.50}, {"from": "A", "tags": ["x", "y"]}]
    expected = [
        (1, {"from": "Castro", "to.name": "Allende", "tons": "1.5", "tags": ""}),
        (2, {"from": "A", "to.name": "", "tons": "", "tags": "x;y"}),
    ]
    assert list(rows(write(tmp_path, "a.json", json.dumps(people)))) == expected
    assert list(rows(write(tmp_path, "b.json", json.dumps({"count": 2, "items": people})))) == expected
    assert list(rows(write(tmp_path, "c.jsonl", "\n".join(map(json.dumps, people))))) == expected
    assert "several" in refusal(write(tmp_path, "d.json", json.dumps({"a": people, "b": people})))
    assert "d.jsonl:2: " in refusal(write(tmp_path, "d.jsonl", '{"a": 1}\n{"a": \n'))
    assert "'a' twice" in refusal(write(tmp_path, "e.json", '[{"a": 1, "a": 2}]'))


@pytest.mark.parametrize("kind", ["gexf", "graphml"])
def test_graphs_give_their_edges_with_the_names_of_their_ends(tmp_path: Path, kind: str) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("n2", label="Castro", country="Cuba")
    graph.add_node("n1", label="Allende", country="Chile")
    graph.add_edge("n1", "n2", relation="MET_WITH", year=1971)
    getattr(nx, f"write_{kind}")(graph, tmp_path / "a.xml")
    text = (tmp_path / "a.xml").read_text(encoding="utf-8")
    for direction in ("directed", "undirected"):
        path = write(tmp_path, f"{direction}.xml", text.replace('"directed"', f'"{direction}"'))
        ((number, cells),) = rows(path)
        assert (number, cells["Source"], cells["Target"]) == (1, "Allende", "Castro")
        assert (cells["relation"], cells["year"], cells["Source country"]) == ("MET_WITH", "1971", "Chile")
    assert any("no direction" in note for note in sniff(tmp_path / "undirected.xml").notes)


def test_edges_keep_the_order_and_numbers_of_the_file(tmp_path: Path) -> None:
    edges = [("x", "b", "a"), ("y", "a", "b"), ("z", "b", "a")]
    lines = "".join(f'<edge id="{id_}" source="{one}" target="{other}"/>' for id_, one, other in edges)
    nodes = '<nodes><node id="a" label="A"/><node id="b" label="B"/></nodes>'
    for kind in (' defaultedgetype="directed"', ""):
        text = f'<gexf xmlns="http://gexf.net/1.3"><graph{kind}>{nodes}<edges>{lines}</edges></graph></gexf>'
        found = [(number, cells["Source"], cells["id"]) for number, cells in rows(write(tmp_path, "a.gexf", text))]
        assert found == [(1, "B", "x"), (2, "A", "y"), (3, "B", "z")]


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            for _ in range(30):
                stream.write(b" " * 2**20)
    return path


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST_CONTENT", 20 * 2**20)
    path = bomb(tmp_path / "a.xlsx")
    assert "when unpacked" in refusal(path)


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column("A1", ["name"] + ["x" * 1000] * 2000)
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = write(tmp_path, "b.xlsx", content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert "expected a workbook that is whole" in refusal(lying)


def test_a_cell_far_away_does_not_ask_for_all_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "A")
        sheet.write("XFD2000", "B")
    assert "spreads over 2,000 rows and 16,384 columns" in refusal(path)
    wide = text_cell("x", 'office:value-type="string" table:number-columns-repeated="16384"')
    far = ods(tmp_path / "a.ods", f'<table:table-row table:number-rows-repeated="1048576">{wide}</table:table-row>')
    assert "spreads over" in refusal(far)


def test_a_formula_without_a_result_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_column("A1", ["A", "x"])
        sheet.write_formula("A3", "=A2", None, "")
    text = refusal(path)
    assert "a.xlsx:3: cell A3 is a formula without a result" in text


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", b"", "empty file"),
        ("a.csv", b"\xef\xbb\xbf\r\n", "empty file"),
        ("a.csv", b"A,B\n", "expected rows below"),
        ("a.csv", b"A,B\n1,\x00\n", "a.csv:2: expected text, found a NUL"),
        ("a.csv", b"A,B\n1,\x07\n", "a.csv:2: "),
        ("a.csv", b",".join(b"c" for _ in range(1_000_000)) + b"\n", "at most 2,000 columns, found 1,000,000"),
        ("a.xls", b"<html><table><tr><td>A</td></tr></table></html>", "a web page (HTML) named .xls"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Excel 97"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.xlsx", b"PK\x03\x04 torn", "a workbook that is whole"),
        ("a.csv", b"\x1f\x8b\x08", "gzip"),
        ("a.csv", b"%PDF-1.7", "PDF"),
        ("a.bib", b"@article{a, title={x}}", "sources import"),
        ("a.csv", b"<p>x</p>,b\n", "expected rows below"),
        ("a.json", b"[" * 100_000, "sensible depth"),
        ("a.json", b'{"a": 1}', "without one"),
        ("a.json", b"[1, 2]", "found a text or number"),
        ("a.xml", b"<a/>", "a recipe must say"),
        ("a.gexf", b'<!DOCTYPE x [<!ENTITY a "b">]><gexf ></gexf>', "DOCTYPE"),
        ("a.gexf", b'<gexf xmlns="http://gexf.net/1.3"><graph', "expected GEXF"),
    ],
)
def test_bad_files_get_one_clear_line(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    assert expected in refusal(write(tmp_path, name, content))


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.csv")
    assert "folder" in refusal(tmp_path)
    path = write(tmp_path, "a.csv", TEXT)
    assert "expected an encoding" in refusal(path, Stated(encoding="rot13"))
    assert "a.csv:2: expected ascii" in refusal(path, Stated(encoding="ascii"))


@pytest.mark.parametrize("library", ["python_calamine", "lxml"])
def test_a_library_that_is_missing_is_told_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column("A1", ["A", "x"])
    monkeypatch.setitem(sys.modules, library, None)
    assert "coldwar-graph[imports]" in refusal(path)
