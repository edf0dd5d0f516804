import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { runtimes, type Runtime } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { temporaryDirectory } from '@layerkit/testing-files';
import { findInterpreter } from './find-interpreter.ts';
import type { Interpreter } from './interpreter.ts';

const here: Interpreter[] = [];
for (const runtime of runtimes) {
  const found = await findInterpreter(runtime).catch(() => undefined);
  if (found !== undefined) here.push(found);
}
const [own] = here;
if (own === undefined)
  throw new Error('these tests need a CPython of a Lambda runtime’s version on this host');

const minor = (interpreter: Interpreter): string => interpreter.version.split('.').slice(0, 2).join('.');
const runtimeOf = (interpreter: Interpreter): Runtime => {
  const found = runtimes.find((runtime) => runtimeFacts(runtime).pythonVersion === minor(interpreter));
  if (found === undefined) throw new Error(interpreter.version);
  return found;
};

describe('findInterpreter', () => {
  const directory = temporaryDirectory();
  let count = 0;

  const empty = (): string => {
    count += 1;
    const path = join(directory, String(count));
    mkdirSync(path);
    return path;
  };

  const nowhere = () => ({ PATH: empty(), HOME: empty() });

  const install = (folder: string, interpreter: Interpreter): string => {
    const path = join(folder, 'bin', `python${minor(interpreter)}`);
    mkdirSync(join(folder, 'bin'), { recursive: true });
    symlinkSync(interpreter.path, path);
    return path;
  };

  const find = (env: NodeJS.ProcessEnv, from = empty()) =>
    findInterpreter(runtimeOf(own), { env, directory: from });

  it('the version and prefix are those that each interpreter of this host reports', () => {
    for (const interpreter of here) {
      const say = 'import sys, platform; print(platform.python_version(), sys.base_prefix)';
      const said = execFileSync(interpreter.path, ['-I', '-c', say], { encoding: 'utf8' }).trim();
      expect(said).toBe(`${interpreter.version} ${interpreter.prefix}`);
    }
  });

  it('finds an interpreter in pyenv’s versions if the shims do not work', async () => {
    const env = nowhere();
    const shim = join(env.PATH, `python${minor(own)}`);
    writeFileSync(shim, `#!/bin/sh\necho "pyenv: python${minor(own)}: command not found" >&2\nexit 127\n`);
    chmodSync(shim, 0o755);
    install(join(env.HOME, '.pyenv/versions/1'), own);
    expect(await find(env)).toMatchObject({
      origin: 'pyenv',
      path: own.path,
      version: own.version,
      messages: [],
    });
  });

  it('finds an interpreter that is called python', async () => {
    const env = nowhere();
    symlinkSync(own.path, join(env.PATH, 'python'));
    expect(await find(env)).toMatchObject({ origin: 'PATH', path: own.path });
  });

  it('finds uv’s interpreters in the default folder and in UV_PYTHON_INSTALL_DIR', async () => {
    const [byDefault, named] = [nowhere(), { ...nowhere(), UV_PYTHON_INSTALL_DIR: empty() }];
    install(join(byDefault.HOME, '.local/share/uv/python/cpython-1'), own);
    install(join(named.UV_PYTHON_INSTALL_DIR, 'cpython-1'), own);
    expect(await find(byDefault)).toMatchObject({ origin: 'uv' });
    expect(await find(named)).toMatchObject({ origin: 'uv' });
  });

  it('finds an interpreter that setup installed into a parent folder', async () => {
    const workspace = empty();
    install(join(workspace, '.layerkit/python/cpython-1'), own);
    mkdirSync(join(workspace, 'apps/layer'), { recursive: true });
    expect(await find(nowhere(), join(workspace, 'apps/layer'))).toMatchObject({
      origin: '.layerkit/python',
    });
  });

  it('takes the base interpreter of a virtual environment, without its packages', async () => {
    const env = { ...nowhere(), LAYERKIT_PYTHON: join(empty(), 'venv/bin/python') };
    execFileSync(own.path, ['-m', 'venv', '--without-pip', join(env.LAYERKIT_PYTHON, '../..')]);
    expect(await find(env)).toMatchObject({ origin: 'LAYERKIT_PYTHON', path: own.path, prefix: own.prefix });
  });

  it('skips a LAYERKIT_PYTHON of another version and reports it', async () => {
    const other = here.find((interpreter) => minor(interpreter) !== minor(own));
    const env = { ...nowhere(), LAYERKIT_PYTHON: other?.path ?? '/bin/sh' };
    install(join(env.HOME, '.pyenv/versions/1'), own);
    const found = await find(env);
    expect(found.origin).toBe('pyenv');
    expect(found.messages).toHaveLength(1);
    expect(found.messages[0]).toContain(env.LAYERKIT_PYTHON);
  });

  it('the error names the places that were searched and what to install', async () => {
    const env = { ...nowhere(), LAYERKIT_PYTHON: '/bin/sh' };
    const error: unknown = await find(env).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'environment/interpreter-not-found' });
    const text = JSON.stringify(error);
    for (const place of ['LAYERKIT_PYTHON', 'PATH', '.pyenv/versions', 'uv/python'])
      expect(text).toContain(place);
    expect(text).toContain(`uv python install ${minor(own)}`);
  });

  it('finds an interpreter that was installed after a failed search', async () => {
    const env = nowhere();
    await expect(find(env, directory)).rejects.toThrow('interpreter found');
    install(join(env.HOME, '.pyenv/versions/1'), own);
    expect(await find(env, directory)).toMatchObject({ origin: 'pyenv' });
  });
});
