import { execFileSync } from 'node:child_process';
import { extensionSuffixes } from '../tags.ts';
import { runtimes } from '../index.ts';

const ask = `
import json, platform, sys
from importlib.machinery import EXTENSION_SUFFIXES
print(json.dumps([sys.version_info.minor, platform.machine(), sys.platform, EXTENSION_SUFFIXES]))`;

it('native modules have the suffixes that the host’s Python looks for', () => {
  const command = process.platform === 'win32' ? 'python' : 'python3';
  const answer = execFileSync(command, ['-c', ask], { encoding: 'utf8' });
  const [minor, machine, system, suffixes] = JSON.parse(answer) as [number, string, string, string[]];
  // The names differ on another processor or system, but follow the same rule.
  const expected = suffixes.map((suffix) =>
    suffix.replace(/^\.cpython-(\d+)t?-.*\.so$/, `.cpython-$1-x86_64-linux-gnu.so`),
  );
  const runtime = runtimes.find((name) => name === `python3.${String(minor)}`);
  if (runtime === undefined) throw new Error(`no runtime has the host's Python 3.${String(minor)}`);
  expect(extensionSuffixes({ runtime, architecture: 'x86_64' })).toEqual(expected);
  if (system === 'linux' && machine === 'aarch64')
    expect(extensionSuffixes({ runtime, architecture: 'arm64' })).toEqual(suffixes);
});

it('Python 3.15 also looks for the stable ABI of its platform, with and without the GIL', () => {
  expect(extensionSuffixes({ runtime: 'python3.15', architecture: 'arm64' })).toEqual([
    '.cpython-315-aarch64-linux-gnu.so',
    '.abi3-aarch64-linux-gnu.so',
    '.abi3.so',
    '.abi3t-aarch64-linux-gnu.so',
    '.abi3t.so',
    '.so',
  ]);
});
