"""How good and how fast is the grader? Tables on the judged data that is there, next to a bare edit distance.

    python tests/bench/grading.py [FOLDER]    FOLDER holds *.jsonl of judged answers; tests/answers.csv is always read

A row is {"question", "answer" or "keys" or "reference", "accept", "passage", "given", "gold"} (three verdicts) or
{"question", "reference": […], "answer", "label": 0|1} (right or wrong). Peers are measured too when they are installed:
qb-answer-checker (npm, run by node) and PEDANTS (pip install qa-metrics).
"""

from __future__ import annotations

import csv
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from rapidfuzz import fuzz  # noqa: E402 - the folder above must be on the path first

from tutor.commands.grade import inline_fact  # noqa: E402
from tutor.grading import grade, prepare  # noqa: E402

NAMES = ("correct", "close", "incorrect")
GOLD = {"correct": "correct", "partial": "close", "close": "close", "incorrect": "incorrect"}


@dataclass
class Case:
    """A judged answer: the fact's fields, what was given, the verdict it should get; `two` when only right counts."""

    fact: dict[str, Any]
    given: str
    gold: str
    two: bool


def case(row: dict[str, Any]) -> Case:
    if "label" in row:
        first, *others = [text for text in row["reference"] if text.strip()]
        fact = {"ask": row["question"], "answer": first, "accept": others}
        return Case(fact, row["answer"], "correct" if row["label"] else "incorrect", two=True)
    names = row.get("key_aliases") or {}
    answer = [[key, *names.get(key, [])] for key in row["keys"]] if row.get("keys") else row["answer"]
    fact = {
        "ask": row["question"],
        "answer": answer,
        "accept": row.get("accept") or [],
        "quote": row.get("passage", ""),
    }
    return Case({**fact, **({"need": row["k"]} if row.get("keys") else {})}, row["given"], GOLD[row["gold"]], two=False)


def own(path: Path) -> list[Case]:
    """Read tests/answers.csv."""
    cases = []
    for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
        extra = json.loads(row["more"]) if row["more"] else {}
        extra.pop("others", None)
        items = [item.split(" / ") for item in row["answer"].split(" | ")]
        fact = {"ask": row["ask"], "answer": items if len(items) > 1 else items[0][0], "quote": row["quote"], **extra}
        accept = [text for text in row["accept"].split(" | ") if text]
        cases.append(Case({**fact, "accept": accept}, row["given"], row["verdict"], two=False))
    return cases


def sets(folder: Path | None) -> Iterable[tuple[str, list[Case]]]:
    yield "answers.csv", own(ROOT / "tests" / "answers.csv")
    for path in sorted(folder.glob("*.jsonl")) if folder else ():
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        yield path.stem, [case(r) for r in rows if "gold" in r or any(map(str.strip, r.get("reference") or []))]


# --- accuracy ------------------------------------------------------------------------------------------------


def scores(pairs: list[tuple[str, str]], two: bool) -> str:
    if two:
        pairs = [(gold, "correct" if said == "correct" else "incorrect") for gold, said in pairs]
    right, wrong = [p for p in pairs if p[0] == "correct"], [p for p in pairs if p[0] == "incorrect"]
    cells = [f"{share(pairs, lambda p: p[0] == p[1]):.3f}", "  –  " if two else f"{macro_f1(pairs):.3f}"]
    cells += [f"{share(wrong, lambda p: p[1] == 'correct'):.3f}", f"{share(right, lambda p: p[1] == 'incorrect'):.3f}"]
    return "  ".join([*cells, f"{share(right, lambda p: p[1] == 'correct'):.3f}"])


def share(pairs: list[tuple[str, str]], test: Callable[[tuple[str, str]], bool]) -> float:
    return sum(map(test, pairs)) / len(pairs) if pairs else 0.0


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    ones = []
    for name in NAMES:
        both = sum(gold == said == name for gold, said in pairs)
        either = sum((gold == name) + (said == name) for gold, said in pairs)
        ones += [2 * both / either] if either else []
    return statistics.mean(ones)


# --- graders --------------------------------------------------------------------------------------------------


def wordings(fact: dict[str, Any]) -> list[str]:
    answer = fact["answer"]
    key = "; ".join(item[0] for item in answer) if isinstance(answer, list) else answer
    return [key, *fact["accept"]]


def levenshtein(cases: list[Case]) -> list[str]:
    def best(one: Case) -> float:
        return max(fuzz.ratio(one.given.lower(), text.lower()) for text in wordings(one.fact))

    return ["correct" if best(one) >= 80 else "incorrect" for one in cases]


def ours(cases: list[Case]) -> tuple[list[str], list[float]]:
    """Return the verdicts, and the CPU microseconds of each with its fact compiled and its words met before."""
    compiled = {}
    said, took = [], []
    for one in cases:
        key = json.dumps(one.fact, sort_keys=True)
        if key not in compiled:
            compiled[key] = prepare(inline_fact(one.fact))
        grade(one.given, compiled[key])
    for one in cases:
        fact = compiled[json.dumps(one.fact, sort_keys=True)]
        start = time.process_time_ns()
        said.append(grade(one.given, fact).name)
        took.append((time.process_time_ns() - start) / 1000)
    return said, took


def pedants(cases: list[Case]) -> list[str] | None:
    try:
        from qa_metrics.pedant import PEDANT
    except ImportError:
        return None
    judge = PEDANT()
    return ["correct" if judge.evaluate(wordings(c.fact), c.given, c.fact["ask"]) else "incorrect" for c in cases]


_NODE = """
const check = require('qb-answer-checker');
const rows = JSON.parse(require('fs').readFileSync(0));
const names = {accept: 'correct', prompt: 'close', reject: 'incorrect'};
console.log(JSON.stringify(rows.map(([line, given]) => names[(check.default ?? check)(line, given).directive])));
"""


def qb_answer_checker(cases: list[Case]) -> list[str] | None:
    node = shutil.which("node")
    if not node or not (ROOT / "node_modules" / "qb-answer-checker").exists():
        return None
    rows = json.dumps([[" or ".join(wordings(one.fact)), one.given] for one in cases])
    done = subprocess.run([node, "-e", _NODE], input=rows, capture_output=True, text=True, cwd=ROOT, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else None


# --- tables ----------------------------------------------------------------------------------------------------


def floor(cases: list[Case]) -> float:
    """Return the median CPU microseconds of rapidfuzz.fuzz.ratio on the same answers."""
    took = []
    for one in cases:
        key = wordings(one.fact)[0]
        start = time.process_time_ns()
        fuzz.ratio(one.given, key)
        took.append((time.process_time_ns() - start) / 1000)
    return statistics.median(took)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    print(f"{'data':18} {'grader':18} {'n':>5}  three-way  F1  wrong accepted  right lost  right first time")
    times = []
    for name, cases in sets(folder):
        said, took = ours(cases)
        graders = {"Passage": said, "Levenshtein ≥ .80": levenshtein(cases)}
        graders |= {"PEDANTS": pedants(cases), "qb-answer-checker": qb_answer_checker(cases)}
        for grader, verdicts in graders.items():
            if verdicts is not None:
                pairs = [(one.gold, v) for one, v in zip(cases, verdicts, strict=True)]
                print(f"{name:18} {grader:18} {len(cases):5}  {scores(pairs, cases[0].two)}")
        single = [t for t, one in zip(took, cases, strict=True) if not one.fact["accept"]]
        times.append((name, took, single, floor(cases)))
    heads = f"{'median':>8} {'p99':>8} {'one reference: median':>22} {'p99':>8} {'rapidfuzz.ratio':>16}"
    print(f"\n{'CPU µs an answer':18} {heads}")
    for name, took, single, least in times:
        cells = [f"{statistics.median(took):8.0f} {p99(took):8.0f}"]
        cells += [f"{statistics.median(single):22.0f} {p99(single):8.0f}" if single else " " * 31, f"{least:16.1f}"]
        print(f"{name:18} {' '.join(cells)}")


def p99(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.99)]


if __name__ == "__main__":
    main()
