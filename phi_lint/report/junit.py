"""JUnit's XML, which every build server shows: a suite a file, a failure a finding, an error what was not examined."""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from phi_lint.report.counts import shown
from phi_lint.report.spot import spot
from phi_lint.report.view import View
from phi_lint.report.wording import sentence, what_failed
from phi_lint.types import Report

NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, even escaped (section 2.2)."""


def write(report: Report, view: View) -> str:
    """The whole report; the suite `phi-lint` tells how many posts were checked, so that an empty one is no error."""
    findings = sorted(shown(report, view.min_severity, view.show_all), key=lambda finding: finding.file)
    root = Element("testsuites", name="phi-lint")
    for file, own in groupby(findings, key=lambda finding: finding.file):
        suite = SubElement(root, "testsuite", name=_xml(file))
        for finding in own:
            at, line = spot(finding)
            post = finding.post if at == file else at
            place = f"{post}:{line}" if line else post
            case = SubElement(suite, "testcase", classname=_xml(file), name=_xml(f"{finding.rule} {place}"))
            told = sentence(finding, view)
            SubElement(case, "failure", type=finding.severity.label, message=_xml(finding.message)).text = _xml(told)
    for failure in report.failures:
        suite = SubElement(root, "testsuite", name=_xml(failure.file))
        case = SubElement(suite, "testcase", classname=_xml(failure.file), name="not examined")
        SubElement(case, "error", type="not-examined", message=_xml(what_failed(failure)))
    clean = SubElement(root, "testsuite", name="phi-lint")
    SubElement(clean, "testcase", classname="phi-lint", name=f"{report.posts} posts checked")
    for suite in root:
        suite.set("tests", str(len(suite)))
        suite.set("failures", str(len(suite.findall(".//failure"))))
        suite.set("errors", str(len(suite.findall(".//error"))))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _xml(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)
