import { formatMilliseconds } from '@layerkit/terminal';
import type { AffectedRequest, AffectedRun } from './publish-affected.ts';

/** Formats a run as lines for the terminal. */
export const describeAffected = (
  { tasks, published, wall, nxAlone }: AffectedRun,
  { layers, changed }: AffectedRequest,
): readonly string[] => {
  const share = Math.round((nxAlone / wall) * 100);
  const longest = tasks.map(({ task, from, to }) => `${task} ${formatMilliseconds(to - from)}`);
  return [
    `nx affected -t publish, ${changed} of ${layers} layers changed: ${formatMilliseconds(wall)}, ` +
      `${tasks.length} tasks, ${published.length} layer versions published`,
    `  Nx alone (its start, graph, hashes and end): ${formatMilliseconds(nxAlone)}, ${share} %`,
    `  tasks: ${longest.join(', ')}`,
  ];
};
