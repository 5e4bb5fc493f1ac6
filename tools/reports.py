"""Reads pytest's JUnit files and says how many tests ran on which database."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Count:
    """The outcome of one pytest run."""

    title: str
    passed: int
    failed: int
    skipped: int
    seconds: float

    @property
    def good(self) -> bool:
        """Tests ran, and none failed or was skipped."""
        return self.passed > 0 and not self.failed and not self.skipped

    def line(self) -> str:
        """One line for the summary."""
        mark = "✓" if self.good else "✗"
        return f"{mark} {self.title}：{self.passed} 通过，{self.failed} 失败，{self.skipped} 跳过（{self.seconds:.0f} s）"


def read(title: str, report: Path) -> Count:
    """Counts of a run; a run without a report counts as one failure."""
    if not report.exists():
        return Count(title, 0, 1, 0, 0.0)
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    total, failed, skipped = (
        sum(int(suite.get(key, "0")) for suite in suites) for key in ("tests", "failures", "skipped")
    )
    errors = sum(int(suite.get("errors", "0")) for suite in suites)
    seconds = sum(float(suite.get("time", "0")) for suite in suites)
    return Count(title, total - failed - errors - skipped, failed + errors, skipped, seconds)
