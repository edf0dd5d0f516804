import type { Finding } from '@layerkit/artifact/finding';
import { formatNumber } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';
import { unpackedBytesOf } from '../../opening/open-subject.ts';
import type { Stack } from '../stack.ts';

/** Returns the unpacked size of a function and its layers in bytes. Overwritten files count, as they do on Lambda. */
export const unpackedBytesOfStack = ({ code, layers }: Stack): number =>
  [...(code === undefined ? [] : [code]), ...layers].reduce(
    (sum, { subject }) => sum + unpackedBytesOf(subject.entries),
    0,
  );

/** Compares a stack with Lambda’s quotas (developer guide, “Lambda quotas”). */
export const limitFindings = (stack: Stack): readonly Finding[] => {
  const bytes = unpackedBytesOfStack(stack);
  const length = stack.layers.length + stack.unread.length;
  return [
    ...(length <= quotas.layersPerFunction
      ? []
      : [
          {
            code: 'stack/too-many-layers',
            severity: 'error',
            message: `there are ${length} layers; Lambda attaches at most ${quotas.layersPerFunction} to a function`,
            hint: 'Merge two small layers into one with the requirements of both.',
          } as const,
        ]),
    ...(bytes <= quotas.unpacked
      ? []
      : [
          {
            code: 'stack/too-large',
            severity: 'error',
            message: `${stack.code === undefined ? 'the layers unpack' : 'the function and its layers unpack'} to ${formatNumber(bytes)} bytes; Lambda allows ${formatNumber(quotas.unpacked)} for a function and all its layers`,
            hint: 'Leave out packages that the function does not need, or split it into functions with their own layers.',
          } as const,
        ]),
  ];
};
