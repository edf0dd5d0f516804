import { sha256Of, type Sha256 } from '@layerkit/artifact/digest';
import { parseTarget } from '@layerkit/platform-resolution';
import { chooseWheels } from './choose-wheels.ts';
import { noWheelHint } from './diagnosis/no-wheel-hint.ts';
import type { OfferedFile, ResolvedPackage } from './uv/pylock.ts';

const target = parseTarget('python3.12/x86_64');

const file = (fileName: string) => ({ fileName, sha256: sha256Of(fileName) });
const version = (name: string, wheels: readonly OfferedFile[], sdist?: OfferedFile): ResolvedPackage => ({
  name,
  version: '1.0',
  wheels,
  ...(sdist === undefined ? {} : { sdist }),
});
const choose = (packages: readonly ResolvedPackage[], keep: readonly Sha256[] = []) =>
  chooseWheels(target, packages, new Set(keep));

const pure = file('a-1.0-py3-none-any.whl');
const native = file('a-1.0-cp312-cp312-manylinux_2_17_x86_64.whl');
const windows = file('a-1.0-cp312-cp312-win_amd64.whl');
const source = file('a-1.0.tar.gz');

it('each version has its best wheel, and the packages are sorted by name', () => {
  const [b, c] = [file('b-1.0-py3-none-any.whl'), file('c-1.0-py3-none-any.whl')];
  expect(choose([version('b', [b]), version('c', [c]), version('a', [pure, native, windows])])).toEqual([
    { name: 'a', version: '1.0', ...native },
    { name: 'b', version: '1.0', ...b },
    { name: 'c', version: '1.0', ...c },
  ]);
});

it('a kept wheel stays chosen if it runs on the target and the index still has it', () => {
  const chosen = (wheels: readonly OfferedFile[], kept: OfferedFile & { readonly sha256: Sha256 }) =>
    choose([version('a', wheels)], [kept.sha256])[0]?.sha256;
  expect(chosen([pure, native], pure)).toBe(pure.sha256);
  expect(chosen([pure, windows], windows)).toBe(pure.sha256);
  expect(chosen([native], pure)).toBe(native.sha256);
});

it('a source distribution is chosen only if no wheel fits', () => {
  const built = { name: 'a', version: '1.0', ...source, from: 'sdist' };
  expect(choose([version('a', [windows], source)])).toEqual([built]);
  expect(choose([version('a', [], source)])).toEqual([built]);
  expect(choose([version('a', [pure], source)])).toEqual([{ name: 'a', version: '1.0', ...pure }]);
});

it('one error names each file that was refused, in every package, with its reason', () => {
  const packages = [
    version('a', [windows]),
    version('b', [file('b-1.0-py3-none-any.whl')]),
    version('c', []),
  ];
  expect(() => choose(packages)).toThrowWithCode('lock/no-wheel', {
    message: 'there is no wheel for python3.12/x86_64',
    problems: ['a 1.0: a-1.0-cp312-cp312-win_amd64.whl: for Windows', 'c 1.0: it has no wheel'],
    hint: noWheelHint(),
  });
});

it('a wheel without a digest is chosen by its tags alone', () => {
  const { fileName } = native;
  expect(choose([version('a', [pure, { fileName }])])).toEqual([{ name: 'a', version: '1.0', fileName }]);
});
