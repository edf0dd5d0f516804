import { runtimes } from '@layerkit/platform-resolution';
import { chooseTarget } from './choose-target.ts';

const [intel, arm] = [
  { runtime: 'python3.12', architecture: 'x86_64' },
  { runtime: 'python3.12', architecture: 'arm64' },
] as const;
/** Any file that is there: what is in it does not count. */
const zip = { zipPath: import.meta.filename, name: 'layer.zip' };

it('takes the one there is', () => {
  expect(chooseTarget({ ...zip, targets: [arm] })).toEqual(arm);
});

it('never chooses among several, but names them', () => {
  expect(() => chooseTarget({ ...zip, targets: [intel, arm] })).toThrow(
    expect.objectContaining({
      code: 'inspect/target-missing',
      message: expect.stringContaining('layer.zip'),
      hint: expect.stringContaining('python3.12/x86_64, python3.12/arm64'),
    }),
  );
});

it('names all there are where nothing is said', () => {
  expect(() => chooseTarget({ ...zip, targets: [] })).toThrow(
    expect.objectContaining({
      code: 'inspect/target-missing',
      hint: expect.stringContaining(`${runtimes.join(', ')}; x86_64, arm64`),
    }),
  );
});

it('does not ask for the target of a file that is not there', () => {
  const missing = { ...zip, zipPath: `${import.meta.filename}.zip` };
  expect(() => chooseTarget({ ...missing, targets: [] })).toThrow(
    expect.objectContaining({ code: 'inspect/unreadable', hint: expect.stringContaining(missing.zipPath) }),
  );
});
