"""Changes what mutmut leaves alone, with mutmut's own operators: ``python -m tests.outside_mutmut``.

mutmut changes the insides of functions. Left out are tables, patterns and fields of
modules and classes, functions with a decorator (most properties), and what runs
while a module is imported. Each change is made in a copy of the repository, where the quick
tests must then fail; those that do not are printed.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import libcst as cst
from libcst import metadata

from tests.conftest import ROOT

CORE = ("period", "model", "evidence", "compare", "verdicts", "rules")
#: Functions that build the rules, once, while their module is imported.
AT_IMPORT = {"_lacks", "_only"}
_PASSED_OVER = (cst.ImportFrom, cst.Import, cst.Decorator)
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]

#: Limits of the model that no operator of mutmut takes away: what to write in place of what.
BY_HAND = [
    ("StrictInt | Annotated[StrictFloat", "int | Annotated[StrictFloat"),
    ("Annotated[StrictFloat, Field(allow_inf_nan=False)]", "Annotated[float, Field(allow_inf_nan=False)]"),
    ('extra="forbid", ', ""),
    ("frozen=True, ", ""),
    ("pattern=r\"^[a-z0-9]+([_-][a-z0-9]+)*$\", ", ""),
    ("+)*$\"", "+)*\""),
    ("r\"^[a-z", "r\"[a-z"),
    ("([_-][a-z0-9]+)*", "([_-][a-z0-9]*)*"),
    (", max_length=80", ""),
    ("min_length=1, ", ""),
    (", strip_whitespace=True", ""),
    ("Annotated[StrictInt, Field(gt=0)]", "Annotated[int, Field(gt=0)]"),
    ("Annotated[StrictInt, Field(gt=0)]", "StrictInt"),
    ("Field(gt=0)", "Field(ge=0)"),
    ("Annotated[DateField, AfterValidator(_day)]", "DateField"),
    ("    BeforeValidator(_parse_period),\n", ""),
    ("    BeforeValidator(_parse_date),\n", ""),
    ("        PublicationDate, BeforeValidator(_plain_value, json_schema_input_type=PublicationDate | str)\n",
     "        PublicationDate, Field()\n"),
    ("Annotated[Voice, BeforeValidator(_plain_value, json_schema_input_type=Voice | str)]", "Voice"),
    ("dict[InferredField, Text]", "dict[str, Text]"),
    ("    about: Text\n    rates", "    rates"),
    ("    quote: Words\n    prefix", "    quote: str\n    prefix"),
    ("    gloss: Words", "    gloss: str"),
    ("as_written: Words | None", "as_written: str | None"),
    ("    file: Words", "    file: str"),
    ("    en: Words", "    en: str"),
    ("    zh: Words", "    zh: str"),
    ("    prefix: str", "    prefix: Words"),
    ("class Census(Entry)", "class Census(BaseModel)"),
    ("class Population(Entry)", "class Population(BaseModel)"),
    ("class Text(Entry)", "class Text(BaseModel)"),
    ("class Source(Entry)", "class Source(BaseModel)"),
    ("class Named(Entry)", "class Named(BaseModel)"),
]  # fmt: skip


class _Finder(cst.CSTVisitor):
    """Gathers each change, as the node and what to put in its place."""

    def __init__(self) -> None:
        super().__init__()
        self._in_annotation = False
        self.found: list[tuple[cst.CSTNode, cst.CSTNode]] = []

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        taken = bool(node.decorators) or node.name.value in AT_IMPORT
        names = {d.decorator.value for d in node.decorators if isinstance(d.decorator, cst.Name)}
        return taken and not names & {"classmethod", "staticmethod"}

    def visit_ClassDef(self, node: cst.ClassDef) -> bool:
        return not any(cst.ensure_type(b.value, cst.Name).value == "StrEnum" for b in node.bases)

    def visit_Annotation(self, node: cst.Annotation) -> None:
        self._in_annotation = True

    def leave_Annotation(self, original_node: cst.Annotation) -> None:
        self._in_annotation = False

    def visit_SimpleStatementLine(self, node: cst.SimpleStatementLine) -> bool:
        words = isinstance(node.body[0], cst.Expr) and isinstance(
            node.body[0].value, cst.SimpleString
        )
        return not words  # a docstring

    def on_visit(self, node: cst.CSTNode) -> bool:
        from mutmut.mutation.mutators import mutation_operators

        if isinstance(node, _PASSED_OVER) or _is_call_of(node, "mark", "WithJsonSchema"):
            return False
        if not super().on_visit(node):
            return False
        if self._in_annotation and not isinstance(node, cst.Call | cst.Integer):
            return True  # the name of a type, not a limit
        for sort, operator in mutation_operators:
            if isinstance(node, sort):
                self.found += [(node, other) for other in operator(node)]
        return True


def _is_call_of(node: cst.CSTNode, *names: str) -> bool:
    return (
        isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in names
    )


def changes(module: str) -> Iterator[tuple[str, str]]:
    """Each change of a module: what it is in words, and the module's text with it."""
    text = (ROOT / "asreported" / f"{module}.py").read_text("utf-8")
    wrapper = metadata.MetadataWrapper(cst.parse_module(text))
    places = wrapper.resolve(metadata.PositionProvider)
    finder = _Finder()
    wrapper.visit(finder)
    for node, other in finder.found:
        changed = wrapper.module.deep_replace(node, other)  # type: ignore[arg-type]
        if isinstance(changed, cst.Module) and changed.code != text:
            line = places[node].start.line
            yield f"{module}.py:{line}: {_code(node)} -> {_code(other)}", changed.code
    for old, new in BY_HAND if module == "model" else ():
        if old not in text:
            sys.exit(f"BY_HAND: {module}.py has no {old!r}")
        yield f"{module}.py: {old!r} -> {new!r}", text.replace(old, new, 1)


def _code(node: cst.CSTNode) -> str:
    return " ".join(cst.Module([]).code_for_node(node).split())[:70]


def noticed(copy: Path, module: str, text: str) -> bool:
    """Whether the quick tests fail with this text of a module."""
    file = copy / "asreported" / f"{module}.py"
    before = file.read_bytes()
    file.write_text(text, "utf-8")
    child = os.fork()
    if not child:
        _run_tests(copy, module)
    _, status = os.waitpid(child, 0)
    file.write_bytes(before)
    return status != 0


def _run_tests(copy: Path, module: str) -> None:
    """In a process of its own: the quick tests, those of the module first; 0 where all pass."""
    import pytest

    os.chdir(copy)
    os.environ["MUTANT_UNDER_TEST"] = "outside"
    sys.path.insert(0, str(copy))
    for name in [name for name in sys.modules if name.split(".")[0] in ("asreported", "tests")]:
        del sys.modules[name]
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    tests = SETTINGS["pytest_add_cli_args_test_selection"]
    tests = sorted(tests, key=lambda name: name != f"tests/test_{module}.py")
    os._exit(int(pytest.main(["-x", "-q", *SETTINGS["pytest_add_cli_args"], *tests])))


def main() -> None:
    """Make every change of the modules named, or of all; print those that nothing notices."""
    for line in (ROOT / SETTINGS["preload_modules_file"]).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            importlib.import_module(line)  # once, not in every process
    sys.dont_write_bytecode = True
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        left_out = shutil.ignore_patterns(".git", "mutants", ".*_cache", "__pycache__")
        shutil.copytree(ROOT, copy, ignore=left_out)
        for module in sys.argv[1:] or CORE:
            unchanged = (copy / "asreported" / f"{module}.py").read_text("utf-8")
            if noticed(copy, module, unchanged):
                sys.exit("the tests fail with nothing changed")
            killed = made = 0
            for said, text in changes(module):
                made += 1
                if noticed(copy, module, text):
                    killed += 1
                else:
                    print(said, flush=True)
            print(f"{module}.py: {made} changes, {killed} noticed", flush=True)


if __name__ == "__main__":
    main()
