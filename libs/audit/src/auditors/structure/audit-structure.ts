import type { Finding } from '@layerkit/artifact';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import { findInstallers } from './installers.ts';
import { describeMisplaced } from './misplaced.ts';
import { finderFiles, strayFiles } from './stray-files.ts';

/** Whether what is in the zip comes to lie where the runtime looks for it. One cause is one finding. */
export const auditStructure = (subject: OpenedSubject): readonly Finding[] => [
  ...describeMisplaced(subject),
  ...strayFiles(subject),
  ...finderFiles(subject),
  ...findInstallers(subject),
];
