import { runtimes } from '@layerkit/platform-resolution';
import { chooseStackTarget, chooseTarget } from './choose-target.ts';

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

it('the target of a stack is that of the function’s build, or the only one that its layers share', () => {
  const code = { ...zip, targets: [arm] };
  const layers = [
    { ...zip, targets: [intel, arm] },
    { ...zip, targets: [] },
    { ...zip, targets: [intel] },
  ];
  expect(chooseStackTarget({ code, layers })).toEqual(arm);
  expect(chooseStackTarget({ code: { ...zip, targets: [] }, layers })).toEqual(intel);
  expect(chooseStackTarget({ layers })).toEqual(intel);
});

it('a stack without a shared target is an error that asks for one, and one with a missing file names the file', () => {
  const layers = [
    { ...zip, targets: [intel] },
    { ...zip, targets: [arm] },
  ];
  expect(() => chooseStackTarget({ layers })).toThrow(
    expect.objectContaining({
      code: 'inspect/target-missing',
      message: expect.stringContaining('the stack'),
    }),
  );
  const missing = { ...zip, name: 'gone.zip', zipPath: `${import.meta.filename}.zip`, targets: [] };
  expect(() => chooseStackTarget({ layers: [missing, ...layers] })).toThrow(
    expect.objectContaining({ code: 'inspect/unreadable', message: 'there is no file gone.zip' }),
  );
});
