import { defaultTarget } from '@layerkit/platform-resolution';
import type { ExistingLayer } from './existing-layer.ts';

/**
 * Returns a line for each part of a new layer’s target that is a default, because neither the origin nor an
 * option states it.
 * @param origin the name of the file that was read, as the start of a sentence
 */
export const describeDefaults = (
  origin: string,
  { runtimes, architectures }: Pick<ExistingLayer, 'runtimes' | 'architectures'>,
): readonly string[] => [
  ...(runtimes === undefined ? [describe(origin, 'runtime', defaultTarget.runtime)] : []),
  ...(architectures === undefined ? [describe(origin, 'architectures', defaultTarget.architecture)] : []),
];

const describe = (origin: string, option: 'runtime' | 'architectures', value: string): string =>
  `${origin} does not state its ${option}. Using ${value}; set --${option} to change it.`;
