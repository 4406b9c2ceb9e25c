import ast
import io
import re
import tokenize
from pathlib import Path

from odoo.tests.common import BaseCase

ADDON = Path(__file__).parents[1]
FOLDERS = ("controllers", "models", "report", "tools", "wizard")
NEAR = 4  # lines above, in the same function
REASON = "# sudo:"
TEMPLATES = ("data", "report", "static", "views", "wizard")
RAISES_IN_XML = re.compile(r"\.(sudo\(\s*\)|with_user\()")


def find_unexplained(source):
    """Lines of calls that raise the rights of the caller and do not say why."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    reasons = {
        token.start[0]
        for token in tokens
        if token.type == tokenize.COMMENT and has_reason(token.string)
    }
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for node in ast.walk(tree):
        if line := raises_rights(node):
            own = [f.lineno for f in functions if f.lineno <= line <= f.end_lineno]
            first = max([line - NEAR, *own])
            if reasons.isdisjoint(range(first, line + 1)):
                yield line


def has_reason(comment):
    return comment.startswith(REASON) and len(comment) > len(REASON) + 5


def raises_rights(node):
    """The line of a call that gives more rights, None of any other node."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    for keyword in node.keywords:
        if keyword.arg == "compute_sudo" and ast.unparse(keyword.value) == "True":
            return keyword.lineno
    given = [ast.unparse(value) for value in node.args]
    raises = node.func.attr == "sudo" and given != ["False"]
    if node.func.attr == "with_user":
        raises = given in (["SUPERUSER_ID"], ["api.SUPERUSER_ID"])
    return node.func.end_lineno if raises else None


def find_raised_in_xml(source):
    """Lines of a template that raise rights: Python hands over what they show."""
    for number, line in enumerate(source.splitlines(), 1):
        if RAISES_IN_XML.search(line):
            yield number


def find_all(folders, pattern, find):
    return [
        f"{path.relative_to(ADDON)}:{line}"
        for folder in folders
        for path in sorted((ADDON / folder).rglob(pattern))
        for line in find(path.read_text(encoding="utf-8"))
    ]


class TestSudo(BaseCase):
    def test_whoever_raises_rights_says_why(self):
        silent = find_all(FOLDERS, "*.py", find_unexplained)
        self.assertEqual(
            silent, [], f"Say why in a comment beside it: {REASON} <the reason>"
        )

    def test_no_template_raises_rights(self):
        found = find_all(TEMPLATES, "*.xml", find_raised_in_xml)
        self.assertEqual(found, [], "Let Python give the template what it shows.")

    def test_a_call_in_a_template_is_found(self):
        for call in ("a.sudo().name", "a.with_user(1)"):
            self.assertEqual(list(find_raised_in_xml(f'<t>\n<t t-out="{call}"/>')), [2])
        self.assertEqual(list(find_raised_in_xml('<t t-out="a.sudo(False)"/>')), [])

    def test_a_call_without_its_reason_is_found(self):
        for call in (
            "self.sudo()",
            "self.sudo(self.env.su)",
            "a.with_user(SUPERUSER_ID)",
            "fields.Char(compute_sudo=True)",
        ):
            found = list(find_unexplained(f"def f(self):\n    return {call}\n"))
            self.assertEqual(found, [2], call)

    def test_a_reason_counts_in_its_own_function_only(self):
        source = "def f(self):\n    # sudo: no secret\n    self.sudo()\n"
        self.assertEqual(list(find_unexplained(source)), [])
        other = f"{source}def g(self):\n    self.sudo()\n"
        self.assertEqual(list(find_unexplained(other)), [5])

    def test_lower_rights_need_no_reason(self):
        for call in ("self.sudo(False)", "self.with_user(user)"):
            self.assertEqual(list(find_unexplained(f"x = {call}\n")), [], call)
