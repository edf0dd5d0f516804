import { sha256Of, type Sha256 } from '@layerkit/artifact/digest';

/** Returns the digest of all lines of a lock, except the line with this digest. */
export const digestOfLines = (lines: readonly string[]): Sha256 => sha256Of(lines.join('\n'));
