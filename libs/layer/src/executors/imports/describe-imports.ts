import type { Result } from '@layerkit/artifact/results';
import { formatTarget } from '@layerkit/platform-resolution';
import { formatCount } from '@layerkit/terminal';

/** Returns one line about a recorded list of imports. */
export const describeImports = ({
  target,
  file,
  status,
  imported,
}: Result<'imports'>['lists'][number]): string =>
  `${formatTarget(target)}: the entry modules import ${formatCount(imported, 'file')} of the layer, ${status === 'written' ? 'written to' : 'unchanged in'} ${file}`;
