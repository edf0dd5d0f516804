import { fileURLToPath } from 'node:url';
import { redactCredentials } from '@layerkit/failure';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';

/** A requirement that names a path: `-e ../core[fast]`, `./core`, `core @ file:../core`, `./core-1.0-py3-none-any.whl`. */
export interface LocalPath {
  readonly kind: 'local';
  /** As written, without `file:`. Relative to the folder of the file that it is in, or absolute. */
  readonly path: string;
  readonly form: 'folder' | 'wheel';
  /** Normalized (PEP 503). Undefined if only the path is given. */
  readonly name?: string | undefined;
  /** Normalized. */
  readonly extras: readonly string[];
  readonly marker?: string | undefined;
}

export interface LocalProblem {
  readonly kind: 'problem';
  readonly problem: string;
}

/** Parses a requirement that names a path (pip, "Requirements File Format"). Undefined if the text has another form. */
export const parseLocal = (text: string): LocalPath | LocalProblem | undefined => {
  const [, editable] = /^(?:-e|--editable)(?:\s*=\s*|\s+|(?<=^-e))(\S.*)$/s.exec(text) ?? [];
  const { wanted, marker } = cutMarker(editable ?? text);
  const named = editable === undefined ? named508.exec(wanted) : null;
  const [, name, listed = '', place = ''] = named ?? [undefined, undefined, undefined, wanted];
  if (!isPath(place, { alone: name === undefined && editable === undefined })) {
    if (editable === undefined) return undefined;
    return problem(text, 'only a folder can be editable; write a repository as NAME @ git+URL');
  }
  if (/\s-/.test(place)) return problem(text, 'options after a path are not supported');
  const { path, extras } = named === null ? cutExtras(place) : { path: place, extras: listed };
  const form = formOf(path);
  if (form === undefined)
    return problem(text, 'of local files, only wheels can be locked; name the folder of the project instead');
  return {
    kind: 'local',
    path: pathOf(path),
    form,
    ...(name !== undefined && { name: normalizeProjectName(name) }),
    extras: extras
      .split(',')
      .map((extra) => normalizeProjectName(extra.trim()))
      .filter((extra) => extra !== ''),
    marker,
  };
};

const problem = (text: string, reason: string): LocalProblem => ({
  kind: 'problem',
  problem: `“${redactCredentials(text)}”: ${reason}`,
});

/** `NAME[extras] @ PLACE`. */
const named508 = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\]\s*)?@\s*(\S[^]*)$/;

/** The semicolon before a marker follows a space, because a path may contain one. */
const cutMarker = (text: string): { readonly wanted: string; readonly marker: string | undefined } => {
  const at = text.search(/\s;/);
  if (at < 0) return { wanted: text.trim(), marker: undefined };
  return { wanted: text.slice(0, at).trim(), marker: text.slice(at).replace(/^\s*;/, '').trim() };
};

const cutExtras = (place: string): { readonly path: string; readonly extras: string } => {
  const at = place.endsWith(']') ? place.lastIndexOf('[') : -1;
  return at < 0
    ? { path: place, extras: '' }
    : { path: place.slice(0, at).trim(), extras: place.slice(at + 1, -1) };
};

/** @param alone whether the text could also be the name of a package */
const isPath = (place: string, { alone }: { readonly alone: boolean }): boolean => {
  if (/^file:/i.test(place)) return true;
  if (/^[a-z][a-z0-9+.-]+:/i.test(place) || place.startsWith('${')) return false;
  return !alone || /^(?:\.{1,2}(?:$|[/[])|\/)/.test(place) || /^[^\s<>=!~;@#[]+\//.test(place);
};

const formOf = (path: string): LocalPath['form'] | undefined => {
  const [bare = ''] = path.split('#', 1);
  if (/\.whl$/i.test(bare)) return 'wheel';
  return /\.(?:tar\.(?:gz|bz2|xz)|tgz|zip)$/i.test(bare) ? undefined : 'folder';
};

/** Returns the path of a `file:` URL, which may be relative, without a fragment (`#egg=core`). */
export const pathOf = (written: string): string => {
  const [bare = ''] = written.split('#', 1);
  if (!/^file:/i.test(bare)) return bare;
  return /^file:\/\//i.test(bare) && URL.canParse(bare) && new URL(bare).hostname === ''
    ? fileURLToPath(bare)
    : bare.replace(/^file:(?:\/\/localhost)?/i, '');
};
