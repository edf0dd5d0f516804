import { python } from '@layerkit/testing-host';
import { allowsPython } from './python-range.ts';

const versions = ['3', '3.9', '3.10', '3.11', '3.12', '3.13', '4', '3.12.0', '3.12.4', '3.11.9'];
const operators = ['>=', '>', '<', '<=', '==', '!='];
const specifiers = [
  ...operators.flatMap((operator) => versions.map((version) => `${operator}${version}`)),
  ...versions.filter((version) => version.includes('.')).map((version) => `~=${version}`),
  ...['3', '3.11', '3.12'].flatMap((version) => [`==${version}.*`, `!=${version}.*`]),
  ...['>=3.10,<3.13', '>= 3.11 , < 4', '>=3.9,!=3.12.*', '~=3.11,<3.13'],
];
const minors = ['3.9', '3.10', '3.11', '3.12', '3.13'];

/** The oracle: pip’s own packaging.specifiers, for every possible patch release. */
it('a minor version is allowed if one of its patch releases is', async () => {
  const ask = `
import json, sys
from pip._vendor.packaging.specifiers import SpecifierSet
specifiers, minors = json.loads(sys.argv[1])
json.dump([[any(SpecifierSet(s).contains(f"{m}.{p}") for p in range(40)) for m in minors] for s in specifiers], sys.stdout)`;
  const told = (await python(ask, JSON.stringify([specifiers, minors]))) as boolean[][];
  const ours = specifiers.map((specifier) => minors.map((minor) => allowsPython(specifier, minor)));
  const named = (table: readonly (readonly boolean[])[]) => specifiers.map((s, at) => [s, table[at]]);
  expect(named(ours)).toEqual(named(told));
});
