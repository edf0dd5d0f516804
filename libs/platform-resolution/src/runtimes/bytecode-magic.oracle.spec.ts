import { execFileSync } from 'node:child_process';
import { bytecodeMagic } from '../runtimes.ts';
import { parseRuntime } from '../index.ts';

const ask =
  'import sys; from importlib.util import MAGIC_NUMBER as m; print(sys.version_info[1], int.from_bytes(m[:2], "little"))';

it('the magic number is the one of the host’s Python', () => {
  const command = process.platform === 'win32' ? 'python' : 'python3';
  const [minor = '', number = ''] = execFileSync(command, ['-c', ask], { encoding: 'utf8' })
    .trim()
    .split(' ');
  expect(bytecodeMagic(parseRuntime(`python3.${minor}`))).toBe(Number(number));
});
