import { redactCredentials } from '@layerkit/failure';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';

/** The file or repository that a requirement names by its URL: `six @ https://host/six-1.0-py3-none-any.whl`. */
export interface RequiredUrl {
  /** As written, so maybe with credentials and `${VARIABLE}`. */
  readonly url: string;
  readonly form: 'wheel' | 'sdist' | 'git';
  /** The path as written, if the URL is that of a local file. The URL differs between machines. */
  readonly written?: string | undefined;
}

export type UrlRequirement =
  | { readonly kind: 'requirement'; readonly name: string; readonly text: string; readonly at: RequiredUrl }
  | { readonly kind: 'problem'; readonly problem: string };

/** Parses `NAME @ URL` (PEP 508, "URL-based requirements"). Undefined if the text has another form. */
export const parseUrlRequirement = (text: string): UrlRequirement | undefined => {
  const [, name, url] = shape.exec(text) ?? [];
  const shown = redactCredentials(text);
  if (name === undefined || url === undefined) {
    if (!/^[a-z+]+:\/\//i.test(text)) return undefined;
    return { kind: 'problem', problem: `“${shown}”: write it as NAME @ URL, with the name of the package` };
  }
  const form = formOf(url);
  if (typeof form !== 'string') return { kind: 'problem', problem: `“${shown}”: ${form.problem}` };
  return { kind: 'requirement', name: normalizeProjectName(name), text, at: { url, form } };
};

/** A URL may contain a semicolon; the one before a marker follows a space. */
const shape =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\]\s*)?@\s*([^\s[]\S*)(?:\s+;.*)?$/s;

const formOf = (url: string): RequiredUrl['form'] | { readonly problem: string } => {
  if (/^git\+(?:https?|ssh|file):\/\//i.test(url)) return 'git';
  if (/^(?:git|hg|svn|bzr)[+:]/i.test(url))
    return { problem: 'of repositories, only git+https and git+ssh can be locked' };
  if (!/^https?:\/\//i.test(url)) {
    return { problem: 'packages can be locked from https, git and file URLs, and from paths' };
  }
  const [path = ''] = url.split(/[?#]/, 1);
  if (/\.whl$/i.test(path)) return 'wheel';
  if (/\.(?:tar\.gz|zip)$/i.test(path)) return 'sdist';
  return { problem: 'the path of the URL must end in .whl, .tar.gz or .zip' };
};
