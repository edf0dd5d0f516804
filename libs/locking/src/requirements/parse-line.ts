import { redactCredentials } from '@layerkit/failure';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { parseLocal, type LocalPath } from './parse-local.ts';
import { parsePlaceLine, type PlaceLine } from './place-line.ts';
import { parseUrlRequirement, type RequiredUrl } from './url-requirement.ts';

/** The meaning of one logical line of a requirements file. */
export type RequirementsLine =
  | {
      readonly kind: 'requirement';
      readonly name: string;
      readonly text: string;
      /** Set if the requirement names a URL. */
      readonly at?: RequiredUrl;
    }
  | LocalPath
  | { readonly kind: 'include'; readonly as: 'requirements' | 'constraints'; readonly path: string }
  | { readonly kind: 'problem'; readonly problem: string }
  | PlaceLine;

/**
 * Parses one line. A lock can be made from requirements by name, URL or path, the options -r and -c, and options that name
 * places of packages. Other options would change the result without a trace in the lock.
 */
export const parseLine = (text: string): RequirementsLine => {
  const include = /^(-r|--requirement|-c|--constraint)(?:\s*=\s*|\s+|(?<=^-[rc]))(\S.*)$/.exec(text);
  if (include !== null) return parseInclude(include[1] ?? '', include[2] ?? '');
  const shown = redactCredentials(text);
  const place = parsePlaceLine(text);
  if (place !== undefined) return place;
  const local = parseLocal(text);
  if (local !== undefined) return local;
  if (text.startsWith('-')) return problem(`the option “${shown}” is not supported; ${adviceFor(text)}`);
  const byUrl = parseUrlRequirement(text);
  if (byUrl !== undefined) return byUrl;
  if (/\$\{\w+\}/.test(text))
    return problem(`“${shown}”: environment variables are not supported in requirements`);
  const [option] = /(?<=\s)--?[a-z][a-z-]*/.exec(text) ?? [];
  if (option !== undefined) return problem(`the option ${option} is not supported; ${adviceFor(option)}`);
  const name = byName.exec(text)?.[1];
  if (name !== undefined) return { kind: 'requirement', name: normalizeProjectName(name), text };
  return problem(`“${shown}” is not a requirement by name, like six or six>=1.16, nor a path like ./six`);
};

/** A project's name and extras, then specifiers, a marker, or nothing, but not `@` and a URL. */
const byName = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\]\s*)?(?:$|(?=[<>=!~(;]))/;

const problem = (text: string): RequirementsLine => ({ kind: 'problem', problem: text });

const parseInclude = (option: string, path: string): RequirementsLine => {
  if (path.includes('://')) return problem(`“${redactCredentials(path)}”: only files can be included`);
  return { kind: 'include', as: /^--?r/.test(option) ? 'requirements' : 'constraints', path };
};

const adviceFor = (option: string): string => {
  if (option.startsWith('--no-index'))
    return 'remove it, and set UV_DEFAULT_INDEX or UV_FIND_LINKS to the only place of packages';
  if (/^(?:-i|--index-url|--extra-index-url|-f|--find-links|--trusted-host)/.test(option))
    return 'write it on a line of its own';
  if (option.startsWith('--hash')) return 'the lock has its own hashes';
  if (/^(?:-e|--editable)/.test(option)) return 'write it on a line of its own';
  if (/^--(?:no-binary|only-binary|prefer-binary)/.test(option)) return 'layers are made from wheels only';
  return 'use only -r, -c, -i, --extra-index-url and -f';
};
