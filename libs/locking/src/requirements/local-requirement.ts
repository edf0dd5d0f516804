import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isLayerkitError } from '@layerkit/failure';
import { parseWheelFileName, type WheelFileName } from '@layerkit/platform-resolution/tags';
import type { LocalReference } from './local-package.ts';
import type { LocalPath } from './parse-local.ts';
import type { Requirement } from './requirement.ts';

/** The place of a requirement: the absolute folder that its path is relative to, and its name in messages. */
export interface LocalPlace {
  readonly folder: string;
  readonly where: string;
}

/** A folder to build, the requirement for a wheel, or the problem. */
export type LocalRequirement =
  | { readonly reference: LocalReference }
  | { readonly requirement: Requirement }
  | { readonly problem: string };

/** Returns the meaning of a requirement that names a path. */
export const localRequirement = (
  { path: written, form, name, extras, marker }: LocalPath,
  { folder, where }: LocalPlace,
): LocalRequirement => {
  const path = resolve(folder, written);
  if (form === 'folder') return { reference: { path, name, extras, marker, where } };
  const distribution = distributionOf(written);
  if (distribution === undefined)
    return { problem: `${where}: “${written}” is not the file name of a wheel` };
  if (name !== undefined && name !== distribution)
    return { problem: `${where}: “${written}” is a wheel of ${distribution}, not of ${name}` };
  const wheel = { name: distribution, path: written, extras, marker };
  return { requirement: wheelRequirement(wheel, { folder, where }) };
};

/** A wheel with a path, as a requirement names it. */
export interface RequiredWheel {
  /** Normalized (PEP 503). */
  readonly name: string;
  /** As written. */
  readonly path: string;
  readonly extras?: readonly string[];
  readonly marker?: string | undefined;
}

/** Returns the requirement for a wheel with a path. */
export const wheelRequirement = (
  { name, path: written, extras = [], marker }: RequiredWheel,
  { folder, where }: LocalPlace,
): Requirement => {
  const { href: url } = pathToFileURL(resolve(folder, written));
  const own = extras.length === 0 ? '' : `[${extras.join(',')}]`;
  const condition = marker === undefined ? '' : ` ; ${marker}`;
  return {
    name,
    text: `${name}${own} @ ${url}${condition}`,
    where,
    at: { url, form: 'wheel', written },
  };
};

const distributionOf = (path: string): string | undefined => wheelNameOf(path)?.distribution;

/** Returns what the file name of a wheel says; undefined if the path is not that of a wheel. */
export const wheelNameOf = (path: string): WheelFileName | undefined => {
  try {
    return parseWheelFileName(path.slice(path.lastIndexOf('/') + 1));
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};
