import { normalizeProjectName } from '../wheel/project-name.ts';
import type { Marker } from './marker.ts';
import { parseMarker } from './parse-marker.ts';
import { isSpecifier } from './satisfies.ts';

/** A dependency on another project. */
export interface Requirement {
  /** Normalized (PEP 503). */
  readonly name: string;
  /** Normalized. */
  readonly extras: readonly string[];
  /** `>=1.0,<2`; empty if any version is allowed, or if the requirement names a URL. */
  readonly specifiers: string;
  readonly marker: Marker | undefined;
}

/** Parses a requirement; undefined if the text is not one (dependency specifiers, PEP 508). */
export const parseRequirement = (text: string): Requirement | undefined => {
  const [, name, extras = '', rest = ''] = shape.exec(text) ?? [];
  if (name === undefined) return undefined;
  // A URL may contain a semicolon; the one before a marker follows a space.
  const cut = rest.startsWith('@') ? rest.search(/\s;/) : rest.indexOf(';');
  const wanted = (cut < 0 ? rest : rest.slice(0, cut)).trim();
  const specifiers = wanted.startsWith('@') ? '' : withoutParentheses(wanted);
  const condition = cut < 0 ? undefined : rest.slice(cut).replace(/^\s*;/, '');
  const marker = condition === undefined ? undefined : parseMarker(condition);
  if (!isSpecifier(specifiers) || (condition !== undefined && marker === undefined)) return undefined;
  return {
    name: normalizeProjectName(name),
    extras: extras
      .split(',')
      .map((extra) => normalizeProjectName(extra.trim()))
      .filter((extra) => extra !== ''),
    specifiers,
    marker,
  };
};

const shape = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\]\s*)?($|[<>=!~(;@].*)$/s;

const withoutParentheses = (text: string): string =>
  text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1).trim() : text;
