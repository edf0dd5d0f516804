import { LayerkitError } from '@layerkit/failure';
import { formatTarget, runtimeFacts, type Target } from '@layerkit/platform-resolution';
import type { Requirements } from './read-requirements.ts';

/**
 * Refuses requirements that say of themselves that they are for other Pythons than the target’s: a uv.lock
 * holds only what its requires-python covers.
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
    message: `${file} is for Python ${requiresPython}, and ${formatTarget(target)} has another`,
    hint: 'Widen its requires-python, or take the runtime out of layer.json.',
  });
};

/**
 * Whether some patch release of a minor version is within the limits of requires-python (PEP 440, "Version
 * specifiers"); which patch Lambda has changes under way.
 */
export const allowsPython = (specifiers: string, minorVersion: string): boolean => {
  const minor = key(minorVersion.split('.'));
  return specifiers.split(',').every((clause) => {
    const [, operator, major, second, rest] =
      /^\s*(>=|<=|>|<|==|!=|~=)\s*(\d+)(?:\.(\d+|\*))?(.*?)\s*$/.exec(clause) ?? [];
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
