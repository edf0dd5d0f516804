import { normalizeProjectName } from '../wheel/project-name.ts';
import type { Marker } from './marker.ts';
import { parseMarker } from './parse-marker.ts';
import { isSpecifier } from './satisfies.ts';

/** A dependency on another project. */
export interface Requirement {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** Normalised. */
  readonly extras: readonly string[];
  /** `>=1.0,<2`; empty where any version will do, or an address is given. */
  readonly specifiers: string;
  readonly marker: Marker | undefined;
}

/** The requirement in a text; undefined where it is none (dependency specifiers, PEP 508). */
export const parseRequirement = (text: string): Requirement | undefined => {
  const [, name, extras = '', rest = ''] = shape.exec(text) ?? [];
  if (name === undefined) return undefined;
  // An address may hold a semicolon: the marker's has a space before it.
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
