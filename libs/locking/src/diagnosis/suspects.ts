import type { Target } from '@layerkit/platform-resolution';
import type { Requirements } from '../requirements/read-requirements.ts';
import type { IndexAnswers } from '../candidates/ask-indexes.ts';
import { filesWithoutWheel } from './files-without-wheel.ts';

/** A requirement that may be the cause of a failed resolution. */
export interface Suspect {
  readonly kind: 'unknown' | 'no-wheel';
  readonly name: string;
  /** The line to try alone. */
  readonly requirement: string;
  readonly problems: readonly string[];
}

/**
 * Returns the requirements that no index knows, and the projects without a file for the target. Names that come only
 * from uv's messages don't count as unknown.
 */
export const suspectsAmong = (
  { projects, asked }: IndexAnswers,
  { requirements }: Requirements,
  target: Target,
): readonly Suspect[] =>
  projects.flatMap(({ name, files }): Suspect[] => {
    const own = requirements.filter((requirement) => requirement.name === name);
    const lines = own.length === 0 ? [{ text: name, where: 'required by another package' }] : own;
    return lines.flatMap(({ text, where }): Suspect[] => {
      const suspect = { name, requirement: text };
      if (files.length === 0) {
        if (own.length === 0) return [];
        return [
          { ...suspect, kind: 'unknown', problems: [`${where}: ${name}: not at ${asked.join(' nor at ')}`] },
        ];
      }
      const version = onlyVersion(text);
      const instead = filesWithoutWheel({
        target,
        name,
        files,
        ...(version === undefined ? {} : { version }),
      });
      if (instead === undefined) return [];
      return [{ ...suspect, kind: 'no-wheel', problems: instead.map((line) => `${where}: ${line}`) }];
    });
  });

/** Returns `1.16.0` for `six==1.16.0; python_version > "3"`; undefined if more than one version is allowed. */
const onlyVersion = (requirement: string): string | undefined =>
  /^[^<>=!~;]*={2,3}\s*([^\s,;*)]+)\s*(?:\)\s*)?(?:;|$)/.exec(requirement)?.[1];
