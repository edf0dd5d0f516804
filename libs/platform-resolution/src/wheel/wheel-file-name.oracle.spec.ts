import { execFileSync } from 'node:child_process';
import { isLayerkitError } from '@layerkit/failure';
import fc from 'fast-check';
import { formatTag, parseWheelFileName } from '../tags.ts';

/** The oracle: `packaging.utils` of the host’s pip. Its answer is null for a name that it refuses. */
const oracle = `
import json, sys
from pip._vendor.packaging.utils import parse_wheel_filename

def read(name):
    try:
        project, version, build, tags = parse_wheel_filename(name)
    except ValueError:
        return None
    return [project, list(build), sorted(str(tag) for tag in tags)]

print(json.dumps([read(name) for name in json.load(sys.stdin)]))
`;

const python = process.platform === 'win32' ? 'python' : 'python3';

const readByOracle = (names: readonly string[]): unknown =>
  JSON.parse(execFileSync(python, ['-c', oracle], { encoding: 'utf8', input: JSON.stringify(names) }));

const readByUs = (name: string): unknown => {
  try {
    const { distribution, build, tags } = parseWheelFileName(name);
    const number = build === undefined ? [] : [build.number, build.suffix];
    return [distribution, number, tags.map(formatTag).sort()];
  } catch (error) {
    if (isLayerkitError(error)) return null;
    throw error;
  }
};

const part = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);

const fileName = fc
  .tuple(
    part('six', 'Jinja2', 'ruamel.yaml', 'a_b', 'a__b', 'zope.interface', '', 'na me'),
    part(
      '1',
      '1.0',
      '2.0.0rc1',
      '1!2.3.post4',
      '1.0.dev3',
      '1.0+ubuntu.1',
      'v1.0',
      '1.0a',
      'latest',
      '1..2',
      '',
    ),
    part('', '', '', '-1', '-20240101', '-2local', '-local2', '-'),
    part('py3', 'py2.py3', 'cp312', 'CP312', 'cp39.cp310'),
    part('none', 'abi3', 'cp312', 'abi3.none'),
    part('any', 'manylinux_2_17_x86_64.manylinux2014_x86_64', 'win_amd64', 'macosx_11_0_arm64-extra'),
    part('.whl', '.whl', '.whl', '.zip', '.WHL'),
  )
  .map(([name, version, build, py, abi, on, end]) => `${name}-${version}${build}-${py}-${abi}-${on}${end}`);

it('parseWheelFileName reads and refuses the same names as packaging.utils', () => {
  const names = fc.sample(fileName, { numRuns: 3000, seed: 1 }).filter((name) => !name.startsWith('-'));
  const ours = names.map(readByUs);
  expect(ours.filter((read) => read !== null).length).toBeGreaterThan(300);
  expect(Object.fromEntries(names.map((name, index) => [name, ours[index]]))).toEqual(
    Object.fromEntries((readByOracle(names) as unknown[]).map((read, index) => [names[index], read])),
  );
});
