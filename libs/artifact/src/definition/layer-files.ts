import { z } from 'zod';
import { relativePath } from './fields.ts';

/** A path below /opt. Everything in `python/` comes from requirements and sources. */
const place = z
  .string()
  .regex(/^(?![Pp][Yy][Tt][Hh][Oo][Nn](?:\/|$))(?!\.{1,2}(?:\/|$))(?!.*\/\.{0,2}(?:\/|$))[^/\\:][^\\:]*$/, {
    message:
      'must be a path below /opt other than python, with / as its separator; modules and packages go in with sources and requirements',
  });

/** `files` of layer.json. */
export const layerFiles = z.record(place, relativePath).meta({
  description:
    'Files beside python/: for each place below /opt, a folder or a file of the project. lib/ is on LD_LIBRARY_PATH, bin/ on PATH, and Lambda starts each file in extensions/. Files in bin/ and extensions/, scripts (#!) and ELF files are executable, on every host. Of the prune settings only exclude applies.',
  examples: [{ lib: 'native/lib', bin: 'tools', extensions: 'ext', 'data/models': 'models' }],
});
