import type { Finding } from '@layerkit/artifact/finding';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import { findInstallers } from './installers.ts';
import { describeMisplaced } from './misplaced.ts';
import { finderFiles, strayFiles } from './stray-files.ts';

/** Returns findings for files that end up where the runtime does not look, one per cause. */
export const auditStructure = async (subject: OpenedSubject): Promise<readonly Finding[]> => [
  ...(await describeMisplaced(subject)),
  ...strayFiles(subject),
  ...finderFiles(subject),
  ...findInstallers(subject),
];
