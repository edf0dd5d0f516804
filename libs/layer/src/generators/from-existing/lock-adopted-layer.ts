import { lockLayer, type LockRequest } from '@layerkit/locking';
import type { Lock } from '@layerkit/locking/lock';
import { type Adoption, preferencesFor, versionsChanged } from '@layerkit/packaging';
import { showLine } from '@layerkit/terminal';
import { freshLock, lockEachTarget, type WrittenLayer } from '../layer/lock-each-target.ts';
import { describeAdoptedLock } from './describe-adopted-lock.ts';

export interface AdoptedLayer extends WrittenLayer {
  readonly adoption: Adoption;
}

/**
 * Locks an adopted layer to its earlier versions as far as they fit, and prints the differences of each lock.
 * Keeps a fresh lock.
 * @throws LayerkitError as lockLayer does
 */
export const lockAdoptedLayer = async (
  { adoption, ...layer }: AdoptedLayer,
  print: (line: string) => void = console.log,
): Promise<void> => {
  const say = (line: string): void => print(showLine(line));
  try {
    await lockEachTarget(layer, async (request) => {
      const preferences = preferencesFor(adoption, request.target);
      const { lock, remarks } = await lockUnlessFresh({ ...request, preferences });
      remarks.forEach(say);
      describeAdoptedLock(lock, versionsChanged(adoption, lock), adoption).forEach(say);
    });
  } catch (error) {
    say('The files are written, but the layer is not locked.');
    say('Fix the error, then run this generator again. The lock target would choose newer versions.');
    throw error;
  }
};

const lockUnlessFresh = async (
  request: LockRequest,
): Promise<{ readonly lock: Lock; readonly remarks: readonly string[] }> => {
  const present = await freshLock(request);
  if (present !== undefined) return { lock: present, remarks: [] };
  const { lock, warnings, passedOver } = await lockLayer(request);
  return {
    lock,
    remarks: [...warnings, ...passedOver].map((text) => `warning: ${text}`),
  };
};
