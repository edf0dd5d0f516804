import type { Target } from '@layerkit/platform-resolution';
import type { Requirements } from '../requirements/read-requirements.ts';
import type { IndexAnswers } from '../candidates/ask-indexes.ts';
import { filesWithoutWheel } from './files-without-wheel.ts';

/** A requirement that may be why nothing can be resolved. */
export interface Suspect {
  readonly kind: 'unknown' | 'no-wheel';
  readonly name: string;
  /** The line to try alone. */
  readonly requirement: string;
  readonly problems: readonly string[];
}

/**
 * The requirements that no index knows, and the projects with no file for the target. A name that stands in no
 * requirements file was only overheard: that no index has it says nothing.
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

/** `1.16.0` of `six==1.16.0; python_version > "3"`; undefined where more than one version would do. */
const onlyVersion = (requirement: string): string | undefined =>
  /^[^<>=!~;]*={2,3}\s*([^\s,;*)]+)\s*\)?\s*(?:;|$)/.exec(requirement)?.[1];
