import { execFileSync } from 'node:child_process';
import { runtimes } from '../index.ts';
import { standardLibraryModules } from '../runtimes.ts';

/** The oracle: the host’s interpreter, for its own version. */
const [version, names] = JSON.parse(
  execFileSync(
    process.platform === 'win32' ? 'python' : 'python3',
    [
      '-c',
      'import json, sys; print(json.dumps(["python%d.%d" % sys.version_info[:2], sorted(sys.stdlib_module_names)]))',
    ],
    { encoding: 'utf8' },
  ),
) as [string, readonly string[]];

it('the standard library has the modules that the host’s interpreter names', () => {
  const runtime = runtimes.find((known) => known === version);
  if (runtime === undefined) throw new Error(`the host’s ${version} is not a Lambda runtime`);
  // A patch release of 3.13 added _apple_support.
  const steady = (all: Iterable<string>) => [...all].filter((name) => name !== '_apple_support').sort();
  expect(steady(standardLibraryModules(runtime))).toEqual(steady(names));
});

it('modules appear and disappear with the versions of Python', () => {
  const having = (module: string) =>
    runtimes.filter((runtime) => standardLibraryModules(runtime).has(module));
  expect(having('json')).toEqual(runtimes);
  expect(having('parser')).toEqual(['python3.9']);
  expect(having('distutils')).toEqual(['python3.9', 'python3.10', 'python3.11']);
  expect(having('tomllib')).toEqual(runtimes.slice(runtimes.indexOf('python3.11')));
  expect(having('annotationlib')).toEqual(runtimes.slice(runtimes.indexOf('python3.14')));
  expect(having('sre_parse')).toEqual(runtimes.slice(0, runtimes.indexOf('python3.15')));
  expect(having('typing_extensions')).toEqual([]);
});
