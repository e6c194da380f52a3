"""Draws the Word templates that ship, anew: `python -m reports.official.draw_templates`.

Templates are code that Jinja runs, so they are made here, where they can be read and reviewed. An office that wants
another layout edits a copy in Word; `reports.official.documents` says what a template must have.

The Garuda is not drawn: no picture of it is at hand whose licence lets anybody pass it on. The templates hold a dashed
frame of the height that the regulation names, 1.5 cm on memos and 3 cm on orders; an office that has the picture
puts it beside its templates (`reports.official.folder`), or there with Word's "change picture".
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import fontpkg_sarabun
import typst

from reports.official.word import CM, WIDTH, Shape, columns, document, garuda, paragraph, run, table

FOLDER: Final = Path(__file__).parent / "templates"
_FRAME: Final = """
#set page(width: 85pt, height: 85pt, margin: 1pt, fill: none)
#set text(font: "Sarabun", lang: "th", size: 15pt, fill: luma(120))
#rect(width: 100%, height: 100%, stroke: (paint: luma(150), dash: "dashed"), align(center + horizon)[ตราครุฑ])
"""
_CENTRED: Final = Shape(align="center", keep=True)
_TEXT: Final = Shape(align="thaiDistribute", indent=round(2.5 * CM), before=120)
_LAST: Final = Shape(align="thaiDistribute", indent=round(2.5 * CM), before=120, keep=True)
_RULED_LINE: Final = Shape(tabs=(("right", WIDTH),))
_SIGNATURE: Final = round(5.5 * CM)  # from here to the right margin, who signs is centred
_PEOPLE: Final = (CM, round(4.6 * CM), round(6.2 * CM), WIDTH - round(11.8 * CM))
_HEADS: Final = ("ที่", "ชื่อ – สกุล", "ตำแหน่ง")
_RULE: Final = paragraph(run("-" * 20), shape=_CENTRED)


def memo() -> bytes:
    """A บันทึกข้อความ: heads of 29 and 20 points, dotted lines below what is filled in."""
    return document(
        [
            paragraph(
                garuda(1.5, floating=True),
                run("บันทึกข้อความ", size=29, bold=True),
                shape=Shape(align="center", exactly=35 * 20, before=120),
            ),
            paragraph(*_head("ส่วนราชการ", "agency"), shape=_RULED_LINE),
            paragraph(
                *_head("ที่", "number"),
                *_head("วันที่", "day"),
                shape=Shape(tabs=(("left", WIDTH // 2), ("right", WIDTH))),
            ),
            paragraph(*_head("เรื่อง", "subject"), shape=_RULED_LINE),
            paragraph("เรียน  {{ to }}", shape=Shape(before=120)),
            "".join(
                _when(
                    "attachments",
                    [
                        paragraph("สิ่งที่ส่งมาด้วย", shape=Shape(before=120, keep=True)),
                        *_each("attachments", Shape(left=CM)),
                    ],
                )
            ),
            *_each("cause", _TEXT),
            *_each("purpose", _TEXT),
            *_each("closing", _LAST),
            *_signature("signer"),
        ],
        frame(),
    )


def order() -> bytes:
    """A คำสั่ง that appoints committees, each with a table of its members."""
    return document(
        [
            paragraph(garuda(3, floating=False), shape=_CENTRED),
            paragraph(run("คำสั่ง{{ office }}", bold=True), shape=Shape(align="center", before=80, keep=True)),
            paragraph(run("ที่ {{ number }}", bold=True), shape=_CENTRED),
            paragraph(run("เรื่อง {{ subject }}", bold=True), shape=_CENTRED),
            _RULE,
            *_each("preamble", _TEXT),
            paragraph("{%p for committee in committees %}"),
            paragraph(run("{{ committee.heading }}", bold=True), shape=Shape(before=120, keep=True)),
            *_when("committee.members", [_people("committee.members")]),
            *_when(
                "committee.duties",
                [
                    paragraph(run("มีหน้าที่", bold=True), shape=Shape(before=60, keep=True)),
                    *_each("committee.duties", Shape(align="thaiDistribute", left=CM), keep_last=True),
                ],
            ),
            paragraph("{%p endfor %}"),
            *_each("closing", _LAST),
            paragraph("สั่ง ณ วันที่ {{ signed_on }}", shape=Shape(indent=round(2.5 * CM), before=240, keep=True)),
            *_signature("signer"),
        ],
        frame(),
    )


def minutes() -> bytes:
    """A รายงานการประชุม: who came and who did not, the agenda, who wrote and who read it."""
    return document(
        [
            paragraph(run("รายงานการประชุม{{ committee }}", bold=True), shape=_CENTRED),
            paragraph(run("ครั้งที่ {{ number }}", bold=True), shape=_CENTRED),
            paragraph(run("เมื่อวันที่ {{ day }}", bold=True), shape=_CENTRED),
            paragraph(run("ณ {{ place }}", bold=True), shape=_CENTRED),
            _RULE,
            _labelled("ผู้มาประชุม"),
            _people("present"),
            _labelled("ผู้ไม่มาประชุม"),
            *_when(
                "absent",
                [_people("absent", "reason", "เนื่องจาก")],
                otherwise=[paragraph("ไม่มี", shape=Shape(left=CM))],
            ),
            *_when(
                "attending",
                [_labelled("ผู้เข้าร่วมประชุม"), _people("attending")],
            ),
            paragraph(run("เริ่มประชุมเวลา", bold=True), " {{ began }} น.", shape=Shape(before=120)),
            paragraph("{%p for item in agenda %}"),
            _labelled("{{ item.heading }}"),
            *_when("not item.topics", [paragraph("ไม่มี", shape=Shape(indent=round(2.5 * CM)))]),
            paragraph("{%p for topic in item.topics %}"),
            *_when(
                "topic.heading", [paragraph("{{ topic.heading }}", shape=Shape(indent=round(1.25 * CM), keep=True))]
            ),
            *_each("topic.text", Shape(align="thaiDistribute", indent=round(2.5 * CM))),
            *_when(
                "topic.resolution",
                [
                    paragraph(
                        run("มติที่ประชุม", bold=True),
                        " {{ topic.resolution }}",
                        shape=Shape(align="thaiDistribute", indent=round(1.25 * CM)),
                    )
                ],
            ),
            paragraph("{%p endfor %}"),
            paragraph("{%p endfor %}"),
            paragraph(run("เลิกประชุมเวลา", bold=True), " {{ ended }} น.", shape=Shape(before=120, keep=True)),
            columns(
                (WIDTH // 2, WIDTH - WIDTH // 2),
                [
                    "".join(_signature("recorder", left=0, below="ผู้จดรายงานการประชุม")),
                    "".join(_signature("checker", left=0, below="ผู้ตรวจรายงานการประชุม")),
                ],
            ),
            paragraph(""),
        ],
        None,
    )


def frame() -> bytes:
    """The dashed frame in which an office puts its Garuda."""
    drawn = typst.compile(
        _FRAME.encode(), format="png", ppi=150, font_paths=[fontpkg_sarabun.ROOT / "files"], ignore_system_fonts=True
    )
    return bytes(drawn)


TEMPLATES: Final = {"memo.docx": memo, "order.docx": order, "minutes.docx": minutes}


def _head(label: str, name: str) -> list[str]:
    return [run(f"{label}  ", size=20, bold=True), run(f"{{{{ {name} }}}}\t", dotted=True)]


def _labelled(text: str) -> str:
    return paragraph(run(text, bold=True), shape=Shape(before=120, keep=True))


def _people(rows: str, last: str = "duty", heading: str = "หน้าที่") -> str:
    row = [f"{{{{ person.{name} }}}}" for name in ("no", "name", "position", last)]
    return table(_PEOPLE, (*_HEADS, heading), row, f"person in {rows}")


def _each(name: str, shape: Shape, *, keep_last: bool = False) -> list[str]:
    """A paragraph for each line. `keep_last`: the last stays on the page of what follows."""
    each = [paragraph("{{ line }}", shape=shape)]
    if keep_last:
        each = _when("loop.last", [paragraph("{{ line }}", shape=replace(shape, keep=True))], otherwise=each)
    return [paragraph(f"{{%p for line in {name} %}}"), *each, paragraph("{%p endfor %}")]


def _when(condition: str, blocks: list[str], otherwise: list[str] | None = None) -> list[str]:
    other = [paragraph("{%p else %}"), *otherwise] if otherwise else []
    return [paragraph(f"{{%p if {condition} %}}"), *blocks, *other, paragraph("{%p endif %}")]


def _signature(name: str, *, left: int = _SIGNATURE, below: str = "") -> list[str]:
    """Room for a signature, then the name in brackets, then the position; all on one page."""
    line = Shape(align="center", left=left, keep=True)
    return [
        paragraph("", shape=Shape(align="center", left=left, before=480, keep=True)),
        paragraph(f"({{{{ {name}.name }}}})", shape=line),
        paragraph(f"{{%p for line in {name}.position %}}"),
        paragraph("{{ line }}", shape=line),
        paragraph("{%p endfor %}"),
        *([paragraph(below, shape=line)] if below else []),
    ]


if __name__ == "__main__":
    for file_name, draw in TEMPLATES.items():
        (FOLDER / file_name).write_bytes(draw())
