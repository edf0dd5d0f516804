import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { parseSha256, type Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';

export interface ZipDownload {
  /** A signed URL. No error contains it. */
  readonly location: string;
  /** The digest that Lambda reports. */
  readonly sha256: Sha256;
  /** The file to write the zip to. */
  readonly path: string;
  /** Makes the error for a reason. */
  readonly failed: (reason: string, cause?: unknown) => LayerkitError;
}

/** Downloads a zip that Lambda stores, and checks its digest. @throws the error that `failed` makes */
export const downloadZip = async (download: ZipDownload): Promise<void> => {
  const { sha256, failed } = download;
  const digest = await fetchTo(download).catch((cause: unknown) => {
    throw cause instanceof LayerkitError ? cause : failed(reasonOf(cause), cause);
  });
  if (digest !== sha256) throw failed(`the download has sha256 ${digest}, but Lambda reports ${sha256}`);
};

const fetchTo = async ({ location, path, failed }: ZipDownload): Promise<Sha256> => {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent();
  try {
    const response = await fetch(location, { dispatcher });
    if (!response.ok) throw failed(`HTTP ${response.status}`);
    return await writeBody(response.body ?? [], path);
  } finally {
    await dispatcher.destroy();
  }
};

const writeBody = async (body: AsyncIterable<Uint8Array> | readonly Uint8Array[], path: string) => {
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  try {
    for await (const chunk of body) {
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  return parseSha256(hash.digest('hex'));
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
};
