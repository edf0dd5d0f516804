import fc from 'fast-check';
import {
  evaluateMarker,
  isNewerVersion,
  isSpecifier,
  markerEnvironment,
  parseMarker,
  parseRequirement,
  satisfies,
} from '../requirements.ts';
import { parseTarget } from '../index.ts';

const environment = markerEnvironment(parseTarget('python3.12/arm64'));

it('the environment is the target’s, with a patch release above all others and an unknown kernel', () => {
  expect(environment).toMatchObject({
    sys_platform: 'linux',
    platform_machine: 'aarch64',
    python_version: '3.12',
    python_full_version: '3.12.99',
  });
  const holds = (marker: string): unknown => {
    const parsed = parseRequirement(`a; ${marker}`)?.marker;
    return parsed && evaluateMarker(parsed, environment);
  };
  expect(holds('platform_release >= "5.10"')).toBe(false);
  expect(holds('platform_release < "5.10"')).toBe(false);
  expect(holds('python_full_version >= "3.12.4"')).toBe(true);
});

it.each([
  ["extra == 's3'", [true, false]],
  ["extra != 'S3'", [false, true]],
  ["extra == 'plot' or extra == 'all-of-it'", [true, false]],
  ["'s3' in extras and 'other' not in extras", [true, false]],
  ["'dev' in dependency_groups", [true, false]],
  ["'dev' in extras", [false, false]],
  ["extras == 's3'", [false, false]],
])(
  'the marker %s is true or not with the extras and groups that were selected, and with none',
  (text, held) => {
    const marker = parseMarker(text);
    const selections = [
      { extras: ['s3', 'All_of_it'], groups: ['Dev'] },
      { extras: [], groups: [] },
    ];
    expect(selections.map((one) => marker && evaluateMarker(marker, environment, one))).toEqual(held);
  },
);

it.each([
  ["os_name == 'nt' and extra == 'a'", true],
  ["os_name == 'nt' and extra == 'b'", false],
])('without an environment, the marker %s can be true or not', (text, held) => {
  const marker = parseMarker(text);
  expect(marker && evaluateMarker(marker, undefined, 'a')).toBe(held);
});

it('a number too large to compare is in no specifier, and no version with one meets a specifier', () => {
  const large = '9'.repeat(33);
  expect(isSpecifier(`>=${large}`)).toBe(false);
  expect(satisfies(`${large}.0`, '>=1')).toBe(false);
  expect(satisfies('1', `>=${'9'.repeat(15)}`)).toBe(false);
  expect(isNewerVersion(large, '1')).toBe(false);
  expect(isSpecifier('>=1,'.repeat(2000))).toBe(false);
});

it('a requirement is split into name, extras, specifiers and marker', () => {
  expect(parseRequirement('Zope.Interface[ a_b , C]>=5,<7')).toEqual({
    name: 'zope-interface',
    extras: ['a-b', 'c'],
    specifiers: '>=5,<7',
    marker: undefined,
  });
});

const piece = fc.constantFrom(
  'a',
  '>=1',
  '(',
  ')',
  '[x]',
  ';',
  ' and ',
  ' or ',
  'extra',
  '==',
  "'x'",
  '"',
  '@',
  ',',
  '.*',
  'in',
  '1.0',
  '~=',
);

it('the parsers never throw, whatever the text', () => {
  const text = fc.oneof(
    fc.string(),
    fc.array(piece).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, text, (one, other) => {
      const requirement = parseRequirement(one);
      if (requirement?.marker !== undefined) evaluateMarker(requirement.marker, environment, other);
      if (isSpecifier(one)) satisfies(other, one);
      if (requirement !== undefined) satisfies(other, requirement.specifiers);
    }),
    { numRuns: 2000 },
  );
  expect(parseRequirement(`a; ${'('.repeat(100_000)}`)).toBeUndefined();
  expect(satisfies('2004d', '>=2003')).toBe(false);
  expect(satisfies('2004d', '===2004D')).toBe(true);
});
