import type { Tag } from '../tags/tag.ts';

/** Names the Pythons that a wheel is for, if the target's is not among them: `for CPython 3.11`. */
export const describePythons = (tags: readonly Tag[]): string =>
  `for ${[...new Set(tags.map(pythonName))].join(' and ')}`;

const pythonName = ({ interpreter, abi }: Tag): string => {
  const [, kind = '', major = '', minor = ''] = /^([a-z]+)([0-9])([0-9]*)$/.exec(interpreter) ?? [];
  const name = interpreterNames.get(kind);
  if (name === undefined) return `Python “${interpreter}”`;
  const version = minor === '' ? major : `${major}.${minor}`;
  const full = `${name} ${version}`;
  if (abi === 'abi3') return `${full} or later`;
  if (kind === 'py' && abi === 'none') return version.startsWith('3.') ? `${full} or later` : full;
  if (abi === `${interpreter}t`) return `free-threaded ${full}`;
  const ordinary = ['none', interpreter, `${interpreter}m`, `${interpreter}mu`].includes(abi);
  return ordinary || !['cp', 'py'].includes(kind) ? full : `${full} with ABI “${abi}”`;
};

/** PEP 425, "Python Tag". */
const interpreterNames: ReadonlyMap<string, string> = new Map([
  ['py', 'Python'],
  ['cp', 'CPython'],
  ['pp', 'PyPy'],
  ['ip', 'IronPython'],
  ['jy', 'Jython'],
  ['graalpy', 'GraalPy'],
]);
