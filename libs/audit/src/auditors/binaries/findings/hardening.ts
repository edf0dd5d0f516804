import type { Finding } from '@layerkit/artifact/finding';
import type { BinaryFacts } from '@layerkit/binary-formats';
import { findingAbout, packageOf } from './finding-about.ts';

/** Returns findings for binaries that load but weaken the memory protection of the process. */
export const hardeningFindings = (binary: BinaryFacts): readonly Finding[] => [
  ...(binary.executableStack
    ? [
        findingAbout(binary, {
          code: 'binary/executable-stack',
          severity: 'warning',
          message:
            'requests an executable stack; the target’s loader grants it, which makes buffer overflows dangerous',
          hint: `Report it to the maintainers of ${packageOf(binary)}: glibc 2.41 and newer refuse to load such libraries.`,
        }),
      ]
    : []),
  ...(binary.textRelocations
    ? [
        findingAbout(binary, {
          code: 'binary/text-relocations',
          severity: 'note',
          message:
            'has text relocations; the target’s loader makes its code writable while it loads, and processes can’t share it',
          hint: `Report it to the maintainers of ${packageOf(binary)}: it is not compiled as position-independent code.`,
        }),
      ]
    : []),
];
