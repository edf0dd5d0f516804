import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LayerkitError } from '@layerkit/failure';
import { reporting } from './reporting.ts';

const run = async (command: (say: (line: string) => void) => Promise<void>, verbose = false) => {
  const out: string[] = [];
  const err: string[] = [];
  const print = (line: string) => out.push(line);
  const printError = (line: string) => err.push(line);
  return { ok: await reporting(command, { verbose, print, printError }), out, err };
};

it('the lines of a command are printed in order', async () => {
  const command = (say: (line: string) => void) => {
    ['one', 'two'].forEach(say);
    return Promise.resolve();
  };
  expect(await run(command)).toEqual({ ok: true, out: ['one', 'two'], err: [] });
});

it('an error is printed with code, message and hint after the lines before it', async () => {
  const error = new LayerkitError({ code: 'lock/missing', message: 'no lock', hint: 'Run lock.' });
  const command = async (say: (line: string) => void) => {
    say('started');
    await Promise.reject(error);
  };
  const { ok, out, err } = await run(command);
  expect({ ok, out }).toEqual({ ok: false, out: ['started'] });
  expect(err).toEqual(['lock/missing: no lock\n  hint: Run lock.']);
});

it('the stack is printed only in verbose mode', async () => {
  const command = () => Promise.reject(new LayerkitError({ code: 'lock/missing', message: 'no lock' }));
  const stack = /^ +at .*reporting\.spec\.ts/m;
  expect((await run(command)).err.join('\n')).not.toMatch(stack);
  expect((await run(command, true)).err.join('\n')).toMatch(stack);
});

it('the password in a URL is never printed', async () => {
  const command = () => Promise.reject(new Error('GET https://user:secret@index.example/simple failed'));
  const { err } = await run(command, true);
  expect(err.join('\n')).toContain('index.example');
  expect(err.join('\n')).not.toContain('secret');
});

it('text from outside can neither forge a line of the output nor control the terminal', async () => {
  const name = 'six.whl\r\nlock/missing: forged\u001b[2K\u202e';
  const shown = 'six.whl\\r\\nlock/missing: forged\\x1b[2K\\u202e';
  const command = async (say: (line: string) => void) => {
    say(name);
    await Promise.reject(
      new LayerkitError({
        code: 'lock/missing',
        message: name,
        problems: [name],
        hint: name,
        cause: new Error(name),
      }),
    );
  };
  const { out, err } = await run(command, true);
  expect(out).toEqual([shown]);
  const lines = err.join('\n').split('\n');
  expect(lines.slice(0, 3)).toEqual([`lock/missing: ${shown}`, `  - ${shown}`, `  hint: ${shown}`]);
  expect(lines.slice(3).filter((line) => !line.startsWith('    at '))).toEqual([
    `LayerkitError: ${shown}`,
    'caused by:',
    `Error: ${shown}`,
  ]);
});

it('a command prints no warning of Node’s where both NO_COLOR and FORCE_COLOR are set', () => {
  const program = fileURLToPath(new URL('../test/programs/report.ts', import.meta.url));
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: 'true' };
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program], {
    env,
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: 'done\n', stderr: '' });
});
