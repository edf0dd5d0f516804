import { openWindow } from '../archive/file-window.ts';
import { withInputFile } from '../archive/input-file.ts';
import { readZip } from '../archive/read-zip.ts';

/** The names of a layer zip's entries. What is wrong with the zip is for whoever unpacks it to say. */
export const layerEntries = (zipPath: string): readonly string[] =>
  withInputFile(zipPath, (fd, file) =>
    readZip(openWindow(fd, file.bytes), () => undefined).map((entry) => entry.name),
  );
