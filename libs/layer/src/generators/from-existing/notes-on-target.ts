import { defaultTarget } from '@layerkit/platform-resolution';
import type { ExistingLayer } from './existing-layer.ts';

/**
 * What a person should know of the target of a new layer, where nothing says it and nobody asked for one.
 * @param source what was read, as a person calls it
 */
export const notesOnTarget = (
  source: string,
  { runtimes, architectures }: Pick<ExistingLayer, 'runtimes' | 'architectures'>,
): readonly string[] => [
  ...(runtimes === undefined ? [note(source, 'runtime', defaultTarget.runtime)] : []),
  ...(architectures === undefined ? [note(source, 'architectures', defaultTarget.architecture)] : []),
];

const note = (source: string, option: 'runtime' | 'architectures', taken: string): string =>
  `Nothing in ${source} says which ${option} it is for: ${taken} is taken; --${option} says another.`;
