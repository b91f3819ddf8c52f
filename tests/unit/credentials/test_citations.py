"""How references are cited."""

from __future__ import annotations

import pytest

from workbook.credentials.citations import citation, short_reference


@pytest.mark.parametrize(
    ("reference", "short"),
    [
        ("Schön, D. A. (1983). *The reflective practitioner*. Basic Books.", "Schön, 1983"),
        ("Black, P., & Wiliam, D. (1998). Assessment and classroom learning.", "Black & Wiliam, 1998"),
        ("Kraft, M. A., Blazar, D., & Hogan, D. (2018). The effect of coaching.", "Kraft et al., 2018"),
        (
            "Darling-Hammond, L., Hyler, M. E., & Gardner, M. (2017). *Effective*.",
            "Darling-Hammond et al., 2017",
        ),
        ("National Education Association. (1975). *Code of ethics*.", "National Education Association, 1975"),
        ("van der Berg, R. (2001a). Something.", "van der Berg, 2001a"),
        (
            "Family Educational Rights and Privacy Act, 20 U.S.C. § 1232g",
            "Family Educational Rights and Privacy Act",
        ),
        ("", ""),
    ],
)
def test_who_and_when(reference, short):
    assert short_reference(reference) == short


def test_in_a_text_it_stands_in_brackets():
    assert citation("Dewey, J. (1933). *How we think*.") == "(Dewey, 1933)"
