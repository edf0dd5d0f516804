import type { Finding } from '@layerkit/artifact/finding';
import type { Stack } from '../stack.ts';

/** Returns a finding for each layer that could not be read. */
export const unreadFindings = ({ unread }: Stack): readonly Finding[] =>
  unread.map(({ name, reason }) => ({
    code: 'stack/unread-layer',
    severity: 'warning',
    message: `${name} was not looked into: ${reason}`,
    hint: 'Use credentials that allow lambda:GetLayerVersion on it. Until then its files, packages and size are not part of this report.',
  }));
