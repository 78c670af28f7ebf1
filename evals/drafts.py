"""Measures the check of a draft: python -m evals.drafts [--half held|more|last] [--show].

Every sentence of `evals/questions/draft-*.jsonl` is held against what has been ingested (KALLAN_DATA), which should be
the shipped documents. Fails where a contradicted sentence is called supported.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

from corpus.answers import Filters
from service.settings import load_settings
from service.verifying.verdicts import Judgement
from service.wiring import make_desk, make_knowledge_base

_QUESTIONS = Path(__file__).parent / "questions"
_TIMED = 30


def main() -> int:
    """Prints how many are right, the table of expected against judged, and the seconds that 30 sentences take."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("dev", "held", "more", "last"), default="dev")
    parser.add_argument("--show", action="store_true", help="each sentence that is judged wrongly")
    options = parser.parse_args()
    lines = (_QUESTIONS / f"draft-{options.half}.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    knowledge_base = make_knowledge_base(load_settings())
    knowledge_base.warm()
    desk = make_desk(knowledge_base)
    begun = time.perf_counter()
    desk.draft("\n".join(row["text"] for row in rows[:_TIMED]), Filters())
    seconds = time.perf_counter() - begun
    judged = {each.text: each for each in desk.draft("\n".join(row["text"] for row in rows), Filters())}
    pairs = [(Judgement(row["expected"]), judged[row["text"]].judgement) for row in rows]
    right = sum(expected is found for expected, found in pairs)
    sys.stdout.write(f"right: {right} of {len(pairs)} ({right / len(pairs):.3f})\n")
    for (expected, found), count in sorted(Counter(pairs).items()):
        sys.stdout.write(f"  {expected.value} judged {found.value}: {count}\n")
    sys.stdout.write(f"seconds for {_TIMED} sentences: {seconds:.2f}\n")
    for row in rows if options.show else ():
        found_one = judged[row["text"]]
        if found_one.judgement.value != row["expected"]:
            sys.stdout.write(f"{row['expected']} → {found_one.judgement.value} ({found_one.reason}): {row['text']}\n")
    return 1 if (Judgement.CONTRADICTED, Judgement.SUPPORTED) in pairs else 0


if __name__ == "__main__":
    sys.exit(main())
