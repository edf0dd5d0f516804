import { dirname, resolve } from 'node:path';
import { type FunctionArtifact, readFunctionArtifact } from '@layerkit/artifact';
import { looksLikeFunction } from '@layerkit/audit/inspect';
import type { StackRequest } from '@layerkit/audit';
import { isLayerkitError } from '@layerkit/failure';
import { openZip } from './open-zip.ts';

export interface StackNames {
  /** The path of the function’s zip, if it was named as such. */
  readonly code: string | undefined;
  /** Paths and ARNs: those of the layers in order, after that of the function’s zip if `code` is undefined. */
  readonly zips: readonly string[];
}

export type StackedZips = Omit<StackRequest, 'target'>;

type Code = NonNullable<StackedZips['code']>;

/**
 * Opens the zips of a stack. Without `code`, the first zip is the function’s if it looks like one.
 * @throws LayerkitError inspect/unreadable, layer-version/*, aws/*
 */
export const openStackedZips = async ({ code, zips }: StackNames): Promise<StackedZips> => {
  const [first, ...others] = zips;
  const named = code ?? (first !== undefined && (await isFunction(first)) ? first : undefined);
  const layers = await Promise.all(
    (code === undefined && named !== undefined ? others : zips).map(async (name) => {
      const { zipPath, targets, manifest } = await openZip(name);
      return { name, zipPath, targets, manifest };
    }),
  );
  return { code: named === undefined ? undefined : await openCode(named), layers };
};

const isFunction = async (name: string): Promise<boolean> => {
  if (name.startsWith('arn:')) return false;
  return (await builtFunction(name)) !== undefined || looksLikeFunction(resolve(name));
};

const openCode = async (name: string): Promise<Code> => {
  const manifest = (await builtFunction(name))?.manifest;
  return {
    name,
    zipPath: resolve(name),
    targets: manifest === undefined ? [] : [manifest.target],
    manifest,
  };
};

/** Returns the build of a function’s zip if its manifest is next to it and matches its bytes. */
const builtFunction = async (name: string): Promise<FunctionArtifact | undefined> => {
  try {
    const artifact = await readFunctionArtifact(dirname(resolve(name)));
    return artifact.zipPath === resolve(name) ? artifact : undefined;
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};
