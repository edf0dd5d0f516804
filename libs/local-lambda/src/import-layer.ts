import { openAsBlob } from 'node:fs';
import { LayerkitError } from '@layerkit/failure';
import { sha256Schema, type Sha256 } from '@layerkit/artifact/digest';
import { z } from 'zod';
import { importPath } from './http/import-layer.ts';
import type { ImportStatus } from './layers/imported-layers.ts';

export interface LayerToImport {
  /** The ARN that it has in its owner’s account. */
  readonly arn: string;
  readonly zipPath: string;
  readonly description?: string | undefined;
  /** As its owner declares them; by default none. */
  readonly runtimes?: readonly string[] | undefined;
  readonly architectures?: readonly string[] | undefined;
}

export interface ImportedLayer {
  readonly status: ImportStatus;
  readonly sha256: Sha256;
}

const answerSchema = z.object({
  status: z.enum(['imported', 'replaced', 'unchanged']),
  sha256: sha256Schema,
});

const refusalSchema = z.object({ message: z.string().optional(), Message: z.string().optional() });

/**
 * Stores a zip in a running local Lambda as a layer version of another account, which its functions can then attach.
 * @param endpoint without a trailing slash
 * @throws LayerkitError local-aws/failed if the zip can’t be read, or if the server does not accept it
 */
export const importLayer = async (endpoint: string, layer: LayerToImport): Promise<ImportedLayer> => {
  const { arn, zipPath, description = '', runtimes = [], architectures = [] } = layer;
  const query = new URLSearchParams([
    ['Arn', arn],
    ['Description', description],
    ...runtimes.map((runtime): [string, string] => ['CompatibleRuntime', runtime]),
    ...architectures.map((architecture): [string, string] => ['CompatibleArchitecture', architecture]),
  ]);
  try {
    const body = await openAsBlob(zipPath, { type: 'application/zip' });
    const response = await fetch(`${endpoint}${importPath}?${query.toString()}`, { method: 'PUT', body });
    const answer: unknown = await response.json();
    if (response.ok) return answerSchema.parse(answer);
    const { message, Message } = refusalSchema.parse(answer);
    throw failed(arn, message ?? Message ?? `HTTP ${String(response.status)}`);
  } catch (error) {
    if (error instanceof LayerkitError) throw error;
    throw failed(arn, error instanceof Error ? error.message : String(error), error);
  }
};

const failed = (arn: string, reason: string, cause?: unknown): LayerkitError =>
  new LayerkitError({
    code: 'local-aws/failed',
    message: `cannot import ${arn} into the local Lambda: ${reason}`,
    hint: 'Pass the ARN of a layer version with its number, and a zip that Lambda accepts.',
    cause,
  });
