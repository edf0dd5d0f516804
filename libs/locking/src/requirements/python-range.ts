import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import type { Requirements } from './read-requirements.ts';

/**
 * Refuses requirements whose requires-python excludes the target’s Python, because a uv.lock has packages only for the
 * Pythons of its requires-python.
 * @throws LayerkitError requirements/invalid
 */
export const checkPython = ({ file, requiresPython }: Requirements, target: Target): void => {
  if (
    requiresPython === undefined ||
    allowsPython(requiresPython, runtimeFacts(target.runtime).pythonVersion)
  ) {
    return;
  }
  throw new LayerkitError({
    code: 'requirements/invalid',
    message: `${file} requires Python ${requiresPython}, but ${formatTarget(target)} has another version`,
    hint: 'Widen its requires-python, or remove the runtime from layer.json.',
  });
};

/**
 * Whether requires-python allows some patch release of a minor version (PEP 440, "Version specifiers"). Lambda’s patch
 * release changes over time. Of several lists of specifiers, separated by `||`, one must hold.
 */
export const allowsPython = (specifiers: string, minorVersion: string): boolean => {
  const lists = specifiers.split('||');
  if (lists.length > 1) return lists.some((list) => allowsPython(list, minorVersion));
  const minor = key(minorVersion.split('.'));
  return specifiers.split(',').every((clause) => {
    const [, operator, major, second, rest] =
      /^(>=|<=|>|<|==|!=|~=)\s*(\d+)(?:\.(\d+|\*))?(.*)/.exec(clause.trim()) ?? [];
    if (operator === undefined || major === undefined) return true;
    const wholeMajor = second === undefined || second === '*';
    const limit = key([major, wholeMajor ? '0' : second]);
    const patch = /^\.(?!0+$|\*)/.test(rest ?? '');
    const sameMajor = Math.floor(minor / 1000) === Number(major);
    const holds: Readonly<Record<string, boolean>> = {
      '>=': minor >= limit,
      '>': minor >= limit,
      '<': patch ? minor <= limit : minor < limit,
      '<=': minor <= limit,
      '==': second === '*' ? sameMajor : minor === limit,
      '!=': patch || (second === '*' ? !sameMajor : !(rest ?? '').includes('*') || minor !== limit),
      '~=': patch || /^\.0+$/.test(rest ?? '') ? minor === limit : sameMajor && minor >= limit,
    };
    return holds[operator] ?? true;
  });
};

const key = ([major = '0', minor = '0']: readonly string[]): number => Number(major) * 1000 + Number(minor);
