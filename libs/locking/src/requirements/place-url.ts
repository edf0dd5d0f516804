import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Returns a URL unchanged, and a path, which is relative to the folder of its file, as a file URL. */
export const placeUrl = (place: string, folder: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(place) || place.startsWith('${')
    ? place
    : pathToFileURL(resolve(folder, place)).href;
