import type { Finding } from '@layerkit/artifact/finding';
import { findDamaged } from '@layerkit/zip/unpacking';
import { sayOfEach } from '../../findings/of-each.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/** Returns one finding for all files that don’t unpack to the size and CRC-32 that the zip says. */
export const damagedContents = async (subject: OpenedSubject): Promise<readonly Finding[]> => {
  if (subject.contents !== undefined) return [];
  const damaged = await findDamaged(subject.zipPath, subject.files);
  if (damaged.length === 0) return [];
  const text = 'has damaged content: it does not unpack to the size and CRC-32 that the zip says';
  return [
    {
      code: 'archive/invalid',
      severity: 'error',
      ...sayOfEach(
        damaged.map(({ path }) => path),
        text,
      ),
      hint: 'Zip the folder again, and transfer the zip in binary mode.',
    },
  ];
};
