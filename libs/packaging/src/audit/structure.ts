import { LayerkitError } from '@layerkit/failure';
import { openWindow } from '../archive/file-window.ts';
import { withInputFile } from '../archive/input-file.ts';
import { readZip } from '../archive/read-zip.ts';
import { quoteName } from '../archive/zip-entry.ts';
import type { LayerSize } from '../splice/layer-plan.ts';
import { layerPrefix } from '../splice/layer-file.ts';

/**
 * Reads a finished layer zip as strictly as its inputs were read and makes sure that everything in it is a file
 * below `python/`.
 * @throws LayerkitError archive/invalid with every problem, layer/empty
 */
export const checkStructure = (zipPath: string): LayerSize => {
  const problems: string[] = [];
  const report = (problem: string): unknown => problems.push(problem);
  const size = withInputFile(zipPath, (fd, file) => {
    const entries = readZip(openWindow(fd, file.bytes), report);
    for (const entry of entries)
      if (entry.directory || !entry.name.startsWith(layerPrefix))
        report(`${quoteName(entry.name)} is not a file below ${layerPrefix}`);
    const unpackedBytes = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
    return { bytes: file.bytes, unpackedBytes, entries: entries.length };
  });
  if (problems.length > 0)
    throw new LayerkitError({
      code: 'archive/invalid',
      message: `${zipPath} is no sound layer`,
      problems,
      hint: 'Build it again; if that does not help, this is a defect of layerkit.',
    });
  if (size.entries === 0)
    throw new LayerkitError({
      code: 'layer/empty',
      message: `${zipPath} has no files`,
      hint: 'Build it again.',
    });
  return size;
};
