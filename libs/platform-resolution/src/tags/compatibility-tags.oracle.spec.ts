import { execFileSync } from 'node:child_process';
import { architectures, runtimes, type Target } from '../index.ts';
import { compatibilityTags, formatTag } from '../tags.ts';
import { runtimeFacts } from '../runtimes.ts';

/**
 * The oracle: the `packaging` that every pip bundles. It derives the platforms from the host's C library, which the
 * script replaces by the target's. The rest is its own code.
 */
const oracle = `
import inspect, json, sys
from pip._vendor.packaging import _manylinux as manylinux, tags

def platforms(machine, minor):
    manylinux._get_glibc_version = lambda: (2, minor)
    manylinux._have_compatible_abi = lambda *_: True
    if len(inspect.signature(manylinux.platform_tags).parameters) == 1:
        return list(manylinux.platform_tags([machine]))
    return list(manylinux.platform_tags("linux_" + machine, machine))

def accepted(python, machine, glibc):
    own = "cp3%d" % python
    on = platforms(machine, glibc)
    yield from tags.cpython_tags((3, python), [own], on)
    yield from tags.compatible_tags((3, python), own, on)

print(json.dumps([[str(tag) for tag in accepted(**target)] for target in json.load(sys.stdin)]))
`;

const targets: readonly Target[] = runtimes.flatMap((runtime) =>
  architectures.map((architecture) => ({ runtime, architecture })),
);

const python = process.platform === 'win32' ? 'python' : 'python3';

const accepted = (): unknown =>
  JSON.parse(
    execFileSync(python, ['-c', oracle], {
      encoding: 'utf8',
      input: JSON.stringify(
        targets.map(({ runtime, architecture }) => ({
          python: runtimeFacts(runtime).pythonMinor,
          machine: architecture === 'arm64' ? 'aarch64' : 'x86_64',
          glibc: runtimeFacts(runtime).glibc.minor,
        })),
      ),
    }),
  );

it('every target has the tags of packaging.tags, in the same order', () => {
  expect(targets.map((target) => compatibilityTags(target).map(formatTag))).toEqual(accepted());
});

it('the tags of a target are unique, and none is linux_*', () => {
  for (const target of targets) {
    const tags = compatibilityTags(target);
    expect(new Set(tags.map(formatTag)).size).toBe(tags.length);
    expect(tags.filter(({ platform }) => platform.startsWith('linux_'))).toEqual([]);
  }
});
