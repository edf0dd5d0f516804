import { parseSha256, type Sha256 } from '@layerkit/artifact/digest';
import { z } from 'zod';

/** A file on an index. */
export interface IndexFile {
  readonly fileName: string;
  readonly url: URL;
  /** Undefined if the index gives none (PEP 503 only recommends it). */
  readonly sha256?: Sha256 | undefined;
  /** In bytes, if the index gives the size (PEP 700). */
  readonly size?: number | undefined;
  /** The Pythons that the file is for (PEP 503, PEP 345), if the index gives them. */
  readonly requiresPython?: string | undefined;
  /** Whether the project withdrew the file (PEP 592). */
  readonly yanked: boolean;
}

const jsonPage = z.object({
  files: z.array(
    z.object({
      filename: z.string(),
      url: z.string(),
      hashes: z.record(z.string(), z.string()).default({}),
      size: z.int().nonnegative().optional(),
      'requires-python': z.string().nullish(),
      yanked: z.union([z.boolean(), z.string()]).default(false),
    }),
  ),
});

/**
 * Reads a project page in JSON (PEP 691).
 * @param base the URL of the page, for relative URLs
 * @throws SyntaxError or ZodError if the text is not a project page
 */
export const parseJsonPage = (text: string, base: URL): readonly IndexFile[] =>
  jsonPage.parse(JSON.parse(text)).files.flatMap(({ url, hashes, size, yanked, ...file }) => {
    const found = indexFile(url, base, hashes['sha256']);
    // The reason of a yanked file may be empty
    const facts = { size, requiresPython: file['requires-python'] ?? undefined, yanked: yanked !== false };
    return found === undefined ? [] : [{ ...found, ...facts }];
  });

/** Takes the file name from the URL, like pip and uv. Links without a digest count only if they end like a package file. */
export const indexFile = (
  href: string,
  base: URL,
  digest: string | undefined,
): Pick<IndexFile, 'fileName' | 'url' | 'sha256'> | undefined => {
  if (!URL.canParse(href, base.href)) return undefined;
  const url = new URL(href, base);
  // A page from the network must not refer to local files
  if (!/^https?:$/.test(url.protocol) && url.protocol !== base.protocol) return undefined;
  url.hash = '';
  const fileName = nameOfFile(url);
  if (digest !== undefined && /^[0-9a-f]{64}$/i.test(digest))
    return { fileName, url, sha256: parseSha256(digest.toLowerCase()) };
  return /\.(?:whl|tar\.gz|zip)$/.test(fileName) ? { fileName, url } : undefined;
};

/** Returns the file name in a URL: the last part of its path, decoded. */
export const nameOfFile = ({ pathname }: URL): string => {
  const name = pathname.slice(pathname.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};
