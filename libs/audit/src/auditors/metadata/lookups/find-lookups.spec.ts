import fc from 'fast-check';
import { findLookups } from './find-lookups.ts';

const lookups = (source: string) =>
  findLookups(source).map(({ kind, name, runs }) => `${kind} ${name} ${runs}`);

const always = ['distribution x always'];

it.each([
  'from importlib.metadata import version\n__version__ = version("x")',
  "import importlib.metadata\n__version__ = importlib.metadata.version('x')",
  'from importlib import metadata as md\nV = md.distribution("x").version',
  'from importlib.metadata import (\n    PackageNotFoundError,\n    version as _v,\n)\n__version__ = _v(\n    "x"\n)',
  'import importlib_metadata\nclass A:\n    v = importlib_metadata.version("x")',
  'import pkg_resources\nV = pkg_resources.get_distribution("x").version  # its own',
  'from importlib.metadata import version\ndef get():\n    return version("x")\n\n__version__ = get()',
  'from importlib.metadata import version\ntry:\n    V = version("x")\nexcept Exception as e:\n    raise ImportError() from e',
  'from importlib.metadata import version\ntry:\n    V = "1"\nfinally:\n    V = version("x")',
])('a version lookup at import that nothing catches is found: %j', (source) => {
  expect(lookups(source)).toEqual(always);
});

it.each([
  'from importlib.metadata import version, PackageNotFoundError\ntry:\n    V = version("x")\nexcept PackageNotFoundError:\n    V = None',
  'from importlib.metadata import version\ndef get():\n    return version("x")\nclass A:\n    def get(self):\n        return get()',
  'from importlib.metadata import version\ndef __getattr__(name):\n    return version("x")',
  'from contextlib import suppress\nfrom importlib.metadata import version\nwith suppress(Exception):\n    V = version("x")',
  'from importlib.metadata import version\nif __name__ == "__main__":\n    print(version("x"))',
  'from importlib.metadata import version\nget = lambda: version("x")',
  '"""\nfrom importlib.metadata import version\nversion("x")\n"""\n# importlib.metadata.version("x")',
  'from .other import version\nV = version("x")',
  'from importlib.metadata import version\nV = version(name)',
  'import tool\nV = tool.version("x")',
])('a lookup that is caught, runs later, or only looks like one is not found: %j', (source) => {
  expect(lookups(source)).toEqual([]);
});

it('lookups under a condition and lookups of the own package are marked as such', () => {
  expect(
    lookups('import sys, importlib.metadata\nif sys.argv:\n    V = importlib.metadata.version("x")'),
  ).toEqual(['distribution x under-condition']);
  expect(lookups('from importlib.metadata import version\nV = version(__package__)')).toEqual([
    'own-package  always',
  ]);
});

it('a required entry point is found in the form that opentelemetry uses', () => {
  const load = `
from opentelemetry.util._importlib_metadata import entry_points
def _load():
    """Loads it: next(iter(entry_points(group="docs")))"""
    try:
        return next(  # type: ignore
            iter(
                entry_points(
                    group="opentelemetry_context",
                    name=configured,
                )
            )
        ).load()()
    except Exception:
        return next(iter(entry_points(group="opentelemetry_context", name=default))).load()()
`;
  expect(lookups(`${load}\n_CONTEXT = _load()\n`)).toEqual(['group opentelemetry_context always']);
  expect(lookups(load)).toEqual([]);
});

it('a string keeps its brackets and its end across an escaped line end', () => {
  const source = 'from importlib.metadata import version\nA = "(\\\n"\nV = version("x")';
  expect(lookups(source)).toEqual(always);
});

it('an import inside a string imports nothing, and one over several lines imports all its names', () => {
  expect(lookups('"""\nfrom importlib.metadata import version\n"""\nV = version("x")')).toEqual([]);
  expect(lookups('from importlib.metadata import \\\n  version\nV = version("x")')).toEqual(always);
});

it('lookups of groups that may be empty are not found', () => {
  const from = 'from importlib.metadata import entry_points\n';
  expect(lookups(`${from}for point in entry_points(group="x"):\n    point.load()`)).toEqual([]);
  expect(lookups(`${from}P = next(iter(entry_points(group="x", name=(a, b))), None)`)).toEqual([]);
  expect(lookups(`${from}P = next(iter(entry_points(group="x")))`)).toEqual(['group x always']);
});

it('no text makes findLookups throw', () => {
  const piece = fc.constantFrom(
    ...[
      'from importlib.metadata import version',
      'version(',
      '"x"',
      ')',
      '\n',
      '    ',
      'try:',
      'except:',
      '"""',
      "'",
    ],
    ...[
      'def f():',
      'f()',
      '#',
      '\\',
      'next(iter(entry_points(group="',
      'import pkg_resources as (',
      '\t',
      '\0',
      'é',
    ],
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (source) => Array.isArray(findLookups(source))),
    { numRuns: 2000 },
  );
});
