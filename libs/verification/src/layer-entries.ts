import { openWindow, readZip, withInputFile } from '@layerkit/zip';

/** The names of a layer zip's entries. What is wrong with the zip is for whoever unpacks it to say. */
export const layerEntries = (zipPath: string): readonly string[] =>
  withInputFile(zipPath, (fd, file) =>
    readZip(openWindow(fd, file.bytes), () => undefined).map((entry) => entry.name),
  );
