"""A credential as the contract's JSON (`show`, `import`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbook.credentials.model import Credential, Length, Part, Prompt, Rubric, Source

Json = dict[str, Any]


def credential_json(credential: Credential) -> Json:
    """Return a credential with the contract's keys, in its order; what is absent is None or []."""
    return {
        "id": credential.id,
        "title": credential.title,
        "stack": credential.stack,
        "issuer": credential.issuer,
        "license": credential.license,
        "audience": list(credential.audience),
        "needs_students": credential.needs_students,
        "team": credential.team,
        "hours": plain_number(credential.hours),
        "language": credential.language,
        "competency": credential.competency or None,
        "key_method": credential.key_method or None,
        "method_components": [
            {"title": component.title, "body": component.body} for component in credential.method_components
        ],
        "research": [_source(source) for source in credential.research],
        "resources": [_source(source) for source in credential.resources],
        "parts": [_part(part) for part in credential.parts],
        "submitting": credential.submitting or None,
    }


def length_json(length: Length | None) -> Json | None:
    """Return a length with the contract's keys, and its wording; None for none."""
    if length is None:
        return None
    return {
        "min": length.minimum,
        "max": length.maximum,
        "unit": length.unit,
        "kind": length.kind,
        "scope": length.scope,
        "wording": length.wording or None,
    }


def plain_number(number: float | None) -> float | int | None:
    """Return a number without a fraction of zero: hours are written 10, not 10.0."""
    return int(number) if number is not None and number == int(number) else number


def _source(source: Source) -> Json:
    return {"text": source.text, "url": source.url}


def _part(part: Part) -> Json:
    return {
        "id": part.id,
        "number": part.number,
        "title": part.title,
        "instructions": part.instructions or None,
        "length": length_json(part.length),
        "prompts": [_prompt(prompt) for prompt in part.prompts],
        "artifacts": [
            {
                "id": artifact.id,
                "title": artifact.title,
                "body": artifact.body,
                "length": length_json(artifact.length),
                "formats": list(artifact.formats),
            }
            for artifact in part.artifacts
        ],
        "passing": [{"id": line.id, "text": line.text} for line in part.passing],
        "rubric": _rubric(part.rubric),
    }


def _prompt(prompt: Prompt) -> Json:
    return {
        "id": prompt.id,
        "text": prompt.text,
        "length": length_json(prompt.length),
        "either": [
            {"medium": alternative.medium, "length": length_json(alternative.length)}
            for alternative in prompt.either
        ],
        "subprompts": [
            {"id": sub.id, "text": sub.text, "length": length_json(sub.length)} for sub in prompt.subprompts
        ],
    }


def _rubric(rubric: Rubric | None) -> Json | None:
    if rubric is None:
        return None
    return {
        "levels": list(rubric.levels),
        "rows": [
            {"id": row.id, "criterion": row.criterion, "descriptors": list(row.descriptors)}
            for row in rubric.rows
        ],
        "passing_levels": list(rubric.passing_levels),
    }
