import { parseTarget } from '../index.ts';
import { acceptsWheel, chooseWheel, parseWheelFileName } from '../tags.ts';

const target = parseTarget('python3.12/x86_64');

it.each([
  ['py3-none-any', true],
  ['py2.py3-none-any', true],
  ['py2-none-any', false],
  ['cp312-cp312-manylinux_2_34_x86_64', true],
  ['cp312-cp312-manylinux_2_35_x86_64', false],
  ['cp312-cp312-manylinux_2_17_aarch64', false],
  ['cp312-cp312-win_amd64', false],
])('a wheel for %s is accepted if it would be chosen: %s', (tags, accepted) => {
  const wheel = parseWheelFileName(`x-1.0-${tags}.whl`);
  expect(acceptsWheel(target)(wheel)).toBe(accepted);
  expect(chooseWheel(target, [wheel]).chosen !== undefined).toBe(accepted);
});
