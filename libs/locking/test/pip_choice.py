"""Prints the wheels that pip would take. Reads the question as JSON from stdin and writes the answer as JSON to stdout."""

import json
import sys

from pip._internal.cli.cmdoptions import make_target_python
from pip._internal.commands import create_command
from pip._vendor.packaging.requirements import Requirement


class TagSet:
    """The same tags as a set: pip before 23.3 searches a list of them for each file of a page."""

    def __init__(self, target_python):
        self.py_version_info = target_python.py_version_info
        self._tags = frozenset(target_python.get_tags())

    def get_tags(self):
        return self._tags


def look_up_in_set(finder, target_python):
    make_link_evaluator = finder.make_link_evaluator
    tag_set = TagSet(target_python)

    def make(*names, **named):
        evaluator = make_link_evaluator(*names, **named)
        evaluator._target_python = tag_set
        return evaluator

    finder.make_link_evaluator = make


question = json.load(sys.stdin)
arguments = ["--only-binary", ":all:", "--implementation", "cp", "--python-version", question["python"]]
for platform in question["platforms"]:
    arguments += ["--platform", platform]
arguments += ["--index-url", question["index"], "--dest", ".", "nothing"]

command = create_command("download")
with command.main_context():
    options, _ = command.parse_args(arguments)
    target_python = make_target_python(options)
    session = command.get_default_session(options)
    finder = command._build_package_finder(options=options, session=session, target_python=target_python)
    if hasattr(target_python, "get_tags"):
        look_up_in_set(finder, target_python)
    best = [
        finder.find_best_candidate(requirement.name, requirement.specifier).best_candidate
        for requirement in map(Requirement, question["requirements"])
    ]

print(json.dumps([candidate and candidate.link.filename for candidate in best]))
