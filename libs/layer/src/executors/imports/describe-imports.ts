import type { RecordedImports } from '@layerkit/packaging';
import { formatTarget } from '@layerkit/platform-resolution';

/** What was recorded, for a person. */
export const describeImports = ({ path, list, written }: RecordedImports): string =>
  `${formatTarget(list.target)}: the entry modules import ${list.files.length} files of the layer, ${written ? 'written to' : 'unchanged in'} ${path}`;
