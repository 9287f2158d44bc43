"""Both languages say the same: a template for every kind, a sentence for every code that the bot uses."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from jinja2 import Environment, meta, nodes
from support.mails import render

from bot import resources
from bot.core import views
from bot.core.listed import RowProblem
from bot.core.traject.stages import Stage
from bot.shell.jobs.runner import KINDS as JOBS
from bot.shell.letters.examples import examples
from bot.shell.letters.language import flat, load, words_of

BOT = Path(__file__).parent.parent / "bot"
MAILS = resources.root() / "mail"
LANGUAGES = ("nl", "en")
KINDS = frozenset(view.KIND for view in get_args(views.View))
TEMPLATES = frozenset(getattr(view, "TEMPLATE", view.KIND) for view in get_args(views.View))
_NAMESPACES = ("command", "news", "due", "problem", "incident", "destruction", "undeliverable")
_CODE = re.compile(rf"(?:{'|'.join(_NAMESPACES)})\.[a-z]+(?:-[a-z]+)*")
_HYPHENED = re.compile(r"[a-z]+(?:-[a-z]+)+")


@cache
def phrases(language: str) -> dict[str, str]:
    return dict(flat(words_of(MAILS / language)))


@cache
def templates(language: str) -> frozenset[str]:
    return frozenset(path.stem for path in (MAILS / language).glob("*.md"))


@cache
def environment(language: str) -> Environment:
    return load(MAILS / language).environment


@cache
def code_of_the_bot() -> tuple[ast.AST, ...]:
    return tuple(node for path in BOT.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))


def calls(name: str) -> Iterator[ast.Call]:
    for node in code_of_the_bot():
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == name:
            yield node


def strings(node: ast.AST) -> Iterator[str]:
    for found in ast.walk(node):
        if isinstance(found, ast.Constant) and isinstance(found.value, str):
            yield found.value


def codes_used() -> frozenset[str]:
    """Codes in a Phrase, codes in a namespace, and the reasons of doubt that become a Phrase later."""
    named = (call.args[0] for call in calls("Phrase"))
    in_phrases = {code for node in named if isinstance(node, ast.Constant | ast.IfExp) for code in strings(node)}
    anywhere = {
        node.value
        for node in code_of_the_bot()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value)
    }
    doubts = {text for call in calls("_doubt") for text in strings(call) if _HYPHENED.fullmatch(text)}
    reasons = {
        text
        for node in code_of_the_bot()
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_why")
        for text in strings(node)
        if _HYPHENED.fullmatch(text)
    }
    return frozenset(in_phrases | anywhere | doubts | reasons)


# What a code that is put together may end in.
ENDINGS = {
    "news.": ("form", "form-partly", "form-for-eyes", "form-empty", "form-unreadable"),  # what handlers/form.py judges
    "problem.": tuple(JOBS),
}
ONLY_LOGGED = {"destruction-finished", "destroyed", "destroyed-again", "forgotten", "reminded", "restored"}


def recorded() -> Iterator[tuple[str, frozenset[str]]]:
    """Every code that can be recorded for a digest, with the values that go along."""
    for name, position in (("Note", 0), ("record", 3)):
        for call in calls(name):
            code = call.args[position]
            given = frozenset(text for value in call.args[position + 1 :] for text in strings(value))
            if isinstance(code, ast.Constant):
                yield str(code.value), given
            elif isinstance(code, ast.JoinedStr):
                (prefix,) = strings(code)
                yield from ((prefix + ending, given) for ending in ENDINGS[prefix])


def test_what_can_be_recorded_is_found() -> None:
    assert {"news.form", "news.ready", "problem.unsent", "problem.dossier"} <= {code for code, _ in recorded()}


# A digest adds these to what was recorded: the traject, and whom or what group an identifier stands for.
ADDED = frozenset({"ref", "address", "group"})


@pytest.mark.parametrize(
    ("code", "given"), [pytest.param(*found, id=found[0]) for found in sorted(recorded(), key=str)]
)
def test_what_can_be_recorded_can_be_said(code: str, given: frozenset[str]) -> None:
    if code not in ONLY_LOGGED:
        assert code in phrases("nl")
        assert code in phrases("en")
        assert needed(code) <= given | ADDED


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_example_lacks_a_sentence(language: str) -> None:
    unsaid = str(load(MAILS / language).say("unsaid", {"code": "x"}))[:20]
    assert [view.KIND for view in examples(language) if unsaid in render(view, language).text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_template_and_every_template_a_kind(language: str) -> None:
    assert {name for name in templates(language) if not name.startswith("_")} == TEMPLATES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_an_example(language: str) -> None:
    assert {example.KIND for example in examples(language)} == KINDS


def test_the_languages_have_the_same_files() -> None:
    assert templates("nl") == templates("en")


def test_the_languages_have_the_same_codes() -> None:
    assert phrases("nl").keys() == phrases("en").keys()


def test_every_sentence_takes_the_same_values_in_both_languages() -> None:
    assert {code: needed(code, "nl") for code in phrases("nl")} == {code: needed(code, "en") for code in phrases("en")}


@pytest.mark.parametrize("code", sorted(codes_used()))
def test_a_code_that_the_bot_uses_exists(code: str) -> None:
    assert code in phrases("nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_that_a_template_names_exists(language: str) -> None:
    named = re.compile(r'"((?:technical|incident|problem)\.[\w-]+)"')
    found = {code for path in (MAILS / language).glob("*.md") for code in named.findall(path.read_text("utf-8"))}
    assert "technical.clock-ahead" in found
    assert found <= phrases(language).keys()


@pytest.mark.parametrize(
    ("namespace", "keys"),
    [
        pytest.param("kind", KINDS, id="kinds of mail"),
        pytest.param("stage", [stage.value for stage in Stage], id="stages"),
        pytest.param("row", [problem.value for problem in RowProblem], id="problems of a row"),
        pytest.param("document", ["list", "self_evaluation", "pop", "portfolio", "report", "other"], id="documents"),
        pytest.param("unreadable", ["damaged", "encrypted", "unsupported", "too-large", "timeout"], id="unreadable"),
    ],
)
def test_a_namespace_names_all_of_its_keys(namespace: str, keys: list[str]) -> None:
    assert {f"{namespace}.{key}" for key in keys} <= phrases("nl").keys()


@cache
def needed(code: str, language: str = "nl") -> frozenset[str]:
    """The values of a sentence; how many times something happened is always given."""
    return frozenset(meta.find_undeclared_variables(environment(language).parse(phrases(language).get(code, "")))) - {
        "times"
    }


def literal_phrases() -> Iterator[tuple[str, set[str]]]:
    """Code and values of every Phrase that is spelled out where it is made."""
    for call in calls("Phrase"):
        code, values = call.args[0], call.args[1] if len(call.args) > 1 else ast.Tuple(elts=[])
        spelled = isinstance(values, ast.Tuple) and all(isinstance(pair, ast.Tuple) for pair in values.elts)
        if isinstance(code, ast.Constant) and spelled:
            yield str(code.value), set(strings(values))
    always: dict[str, set[str]] = {"failed": set(), "done": {"ref"}}
    for name, given in always.items():
        for call in calls(name):
            if call.args and isinstance(call.args[0], ast.Constant):
                yield str(call.args[0].value), given | {keyword.arg or "" for keyword in call.keywords}


def test_a_phrase_is_given_all_of_its_values() -> None:
    assert [(code, needed(code) - given) for code, given in literal_phrases() if needed(code) - given] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(templates("nl")))
def test_a_template_has_no_logic_beyond_if_for_and_filters(language: str, name: str) -> None:
    parsed = environment(language).parse((MAILS / language / f"{name}.md").read_text("utf-8"))
    beyond = (nodes.Assign, nodes.Macro, nodes.CallBlock, nodes.Block, nodes.Extends, nodes.Import, nodes.FromImport)
    assert list(parsed.find_all(beyond)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_two_languages_show_the_same_fields(language: str, name: str) -> None:
    other = "en" if language == "nl" else "nl"
    assert variables(language, name) == variables(other, name)


@cache
def variables(language: str, name: str) -> set[str]:
    return meta.find_undeclared_variables(
        environment(language).parse((MAILS / language / f"{name}.md").read_text("utf-8"))
    )
