import type { Finding } from '@layerkit/artifact';
import type { BinaryFacts } from '@layerkit/binary-formats';
import { findingAbout, packageOf } from './finding-about.ts';

/** What loads, and takes protection from the whole process. */
export const hardeningFindings = (binary: BinaryFacts): readonly Finding[] => [
  ...(binary.executableStack
    ? [
        findingAbout(binary, {
          code: 'binary/executable-stack',
          severity: 'warning',
          message:
            'asks for an executable stack; the target’s loader grants it, which makes every overflow dangerous',
          hint: `Report it to ${packageOf(binary)}; glibc 2.41 and newer refuses to load such libraries.`,
        }),
      ]
    : []),
  ...(binary.textRelocations
    ? [
        findingAbout(binary, {
          code: 'binary/text-relocations',
          severity: 'note',
          message:
            'has text relocations; the target’s loader makes its code writable for a while and shares none of it',
          hint: `Report it to ${packageOf(binary)}: it is not compiled as position-independent code.`,
        }),
      ]
    : []),
];
