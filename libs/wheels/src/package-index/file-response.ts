import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import type { Response } from 'undici';
import type { IndexFile } from './simple-page.ts';

/** Answers a request for a file as a web server does: index.html for a folder, 404 for a missing file. */
export const fileResponse = async (url: URL): Promise<Response> => {
  const { Response: FileResponse } = await import('undici');
  const isPage = url.pathname.endsWith('/');
  const path = isPage ? join(fileURLToPath(url), 'index.html') : fileURLToPath(url);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return new FileResponse(null, { status: 404 });
  return new FileResponse(Readable.toWeb(createReadStream(path)), {
    headers: { 'content-type': isPage ? 'text/html' : 'application/octet-stream' },
  });
};

/** Returns the files of a project in a folder of wheels and source distributions (pip, `--find-links`). */
export const filesInFolder = async (folder: URL, name: string): Promise<readonly IndexFile[]> => {
  const path = fileURLToPath(folder);
  const names = (await readdir(path)).filter((fileName) => isOf(fileName, name)).sort();
  return Promise.all(
    names.map(async (fileName) => {
      const at = join(path, fileName);
      const [sha256, { size }] = [await sha256OfFile(at), await stat(at)];
      return { fileName, url: pathToFileURL(at), sha256, size, yanked: false };
    }),
  );
};

/** Whether a file belongs to a project, by its name. Names of source distributions may contain hyphens (PEP 625). */
export const isOf = (fileName: string, name: string): boolean => {
  const wanted = normalizeProjectName(name);
  if (fileName.endsWith('.whl')) return normalizeProjectName(fileName.split('-')[0] ?? '') === wanted;
  if (!/\.(?:tar\.gz|zip)$/.test(fileName)) return false;
  const stem = normalizeProjectName(fileName.replace(/\.(?:tar\.gz|zip)$/, ''));
  return stem.startsWith(`${wanted}-`) && /^\d/.test(stem.slice(wanted.length + 1));
};
