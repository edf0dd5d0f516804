import { sha256Of, type Sha256 } from '@layerkit/artifact';

/** Of every line of a lock but the one that carries this digest. */
export const digestOfLines = (lines: readonly string[]): Sha256 => sha256Of(lines.join('\n'));
