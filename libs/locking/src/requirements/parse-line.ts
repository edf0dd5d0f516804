import { redactCredentials } from '@layerkit/failure';
import { normalizeProjectName } from '@layerkit/platform-resolution';

/** What one logical line of a requirements file asks for. */
export type RequirementsLine =
  | { readonly kind: 'requirement'; readonly name: string; readonly text: string }
  | { readonly kind: 'include'; readonly as: 'requirements' | 'constraints'; readonly path: string }
  | { readonly kind: 'problem'; readonly problem: string };

/**
 * Reads one line. Requirements by name (PEP 508) and the options -r and -c are what a lock can be made from:
 * other options would change the result without standing in the lock, and a file or an address is nothing an
 * index could be asked for at build.
 */
export const parseLine = (text: string): RequirementsLine => {
  const include = /^(-r|--requirement|-c|--constraint)(?:\s*=\s*|\s+|(?<=^-[rc]))(\S.*)$/.exec(text);
  if (include !== null) return parseInclude(include[1] ?? '', include[2] ?? '');
  const shown = redactCredentials(text);
  if (text.startsWith('-')) return problem(`the option “${shown}” is not supported; ${adviceFor(text)}`);
  if (/\$\{\w+\}/.test(text))
    return problem(`“${shown}”: environment variables are not supported in requirements`);
  const [option] = /(?<=\s)--?[a-z][a-z-]*/.exec(text) ?? [];
  if (option !== undefined) return problem(`the option ${option} is not supported; ${adviceFor(option)}`);
  const name = byName.exec(text)?.[1];
  if (name !== undefined) return { kind: 'requirement', name: normalizeProjectName(name), text };
  return problem(
    `“${shown}” is no requirement by name, like six or six>=1.16 (files and addresses can’t be locked)`,
  );
};

/** A project's name, extras, then limits of the version, a marker, or nothing; not `@` and an address. */
const byName = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:$|(?=[<>=!~(;]))/;

const problem = (text: string): RequirementsLine => ({ kind: 'problem', problem: text });

const parseInclude = (option: string, path: string): RequirementsLine => {
  if (path.includes('://')) return problem(`“${redactCredentials(path)}”: only files can be included`);
  return { kind: 'include', as: /^--?r/.test(option) ? 'requirements' : 'constraints', path };
};

const adviceFor = (option: string): string => {
  if (/^(?:-i|--index-url|--extra-index-url|--no-index|-f|--find-links|--trusted-host)/.test(option)) {
    return 'name package indexes in UV_DEFAULT_INDEX and UV_INDEX';
  }
  if (option.startsWith('--hash')) return 'the lock has hashes of its own';
  if (/^(?:-e|--editable)/.test(option)) return 'own code goes into “sources” of layer.json';
  if (/^--(?:no-binary|only-binary|prefer-binary)/.test(option)) return 'layers are made from wheels only';
  return 'only -r and -c are';
};
