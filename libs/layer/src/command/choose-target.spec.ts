import { runtimes } from '@layerkit/platform-resolution';
import { chooseTarget } from './choose-target.ts';

const [intel, arm] = [
  { runtime: 'python3.12', architecture: 'x86_64' },
  { runtime: 'python3.12', architecture: 'arm64' },
] as const;
/** Any existing file; its content does not matter. */
const zip = { zipPath: import.meta.filename, name: 'layer.zip' };

it('the only target of a zip is chosen', () => {
  expect(chooseTarget({ ...zip, targets: [arm] })).toEqual(arm);
});

it('several targets are an error that names them', () => {
  expect(() => chooseTarget({ ...zip, targets: [intel, arm] })).toThrow(
    expect.objectContaining({
      code: 'inspect/target-missing',
      message: expect.stringContaining('layer.zip'),
      hint: expect.stringContaining('python3.12/x86_64, python3.12/arm64'),
    }),
  );
});

it('an unknown target is an error that names all runtimes and architectures', () => {
  expect(() => chooseTarget({ ...zip, targets: [] })).toThrow(
    expect.objectContaining({
      code: 'inspect/target-missing',
      hint: expect.stringContaining(`${runtimes.join(', ')}; x86_64, arm64`),
    }),
  );
});

it('the error for a missing file does not ask for a target', () => {
  const missing = { ...zip, zipPath: `${import.meta.filename}.zip` };
  expect(() => chooseTarget({ ...missing, targets: [] })).toThrow(
    expect.objectContaining({ code: 'inspect/unreadable', hint: expect.stringContaining(missing.zipPath) }),
  );
});
