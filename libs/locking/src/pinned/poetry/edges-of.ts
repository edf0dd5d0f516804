import { parseMarker, parseRequirement, type Marker } from '@layerkit/platform-resolution/requirements';
import type { PinnedEdge } from '../../requirements/pinned-graph.ts';
import type { PoetryDependency } from './lock-table.ts';
import { parseVersions } from './parse-versions.ts';

/** An edge and its requirement as text (PEP 508), or a problem. */
export type PoetryEdge = { readonly edge: PinnedEdge; readonly text: string } | { readonly problem: string };

/** Returns the edge for a requirement in Poetry’s own form. */
export const edgeOf = (name: string, dependency: PoetryDependency): PoetryEdge => {
  const { version = '*', extras = [], markers: written, python = '*', platform } = dependency;
  const specifiers = parseVersions(version);
  if (specifiers === undefined) return { problem: `${name}: “${version}” is not a version constraint` };
  const texts = [written, pythonMarker(python), platform && platformMarker(platform)].filter(
    (text) => text !== undefined && text !== '',
  );
  const markers = texts.flatMap((text) => (text === undefined ? [] : [[text, parseMarker(text)] as const]));
  const wrong = markers.find(([, marker]) => marker === undefined);
  if (wrong !== undefined) return { problem: `${name}: “${wrong[0]}” is not a marker` };
  const condition = markers.map(([text]) => (markers.length > 1 ? `(${text})` : text)).join(' and ');
  const [only = '', ...others] = specifiers;
  return {
    edge: {
      name,
      specifiers,
      extras,
      markers: markers.flatMap(([, marker]): Marker[] => (marker ? [marker] : [])),
    },
    text: [
      name,
      extras.length > 0 ? `[${extras.join(',')}]` : '',
      others.length > 0 ? '' : only,
      condition === '' ? '' : ` ; ${condition}`,
    ].join(''),
  };
};

/** Returns the edge for a requirement as text (PEP 508). */
export const edgeOfText = (text: string): PoetryEdge => {
  const found = parseRequirement(text);
  if (found === undefined) return { problem: `“${text}” is not a requirement` };
  const { name, extras, specifiers, marker } = found;
  return {
    edge: {
      ...{ name, extras, specifiers: specifiers === '' ? [] : [specifiers] },
      markers: marker === undefined ? [] : [marker],
    },
    text,
  };
};

/** `>=3.9,<4` as a marker. A constraint that can’t be read is left to the lock, which was made for it. */
const pythonMarker = (python: string): string | undefined => {
  const lists = (parseVersions(python) ?? []).map((list) => list.split(',').map(pythonClause).join(' and '));
  return lists.length === 0
    ? undefined
    : lists.map((list) => (lists.length > 1 ? `(${list})` : list)).join(' or ');
};

const pythonClause = (specifier: string): string => {
  const [, operator = '', version = ''] = /^([~=!<>]+)([^~=!<>].*)$/.exec(specifier) ?? [];
  const variable = version.split('.').length > 2 ? 'python_full_version' : 'python_version';
  return `${variable} ${operator} "${version}"`;
};

const platformMarker = (platform: string): string =>
  platform
    .split('|')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => `sys_platform ${text.startsWith('!') ? '!=' : '=='} "${text.replace(/^[!=]+\s*/, '')}"`)
    .join(' or ');
