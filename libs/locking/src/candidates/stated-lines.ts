import { parseRequirement } from '@layerkit/platform-resolution/requirements';
import type { ResolveRequest } from '../uv/resolve.ts';

/** Returns the requirements and constraints that limit versions: an override replaces all others on its package. */
export const statedLines = ({
  requirements,
  constraints,
  overrides = [],
}: Pick<ResolveRequest, 'requirements' | 'constraints' | 'overrides'>): readonly string[] => {
  const names = new Set(overrides.map((line) => parseRequirement(line)?.name));
  const others = [...requirements, ...constraints].filter((line) => {
    const name = parseRequirement(line)?.name;
    return name === undefined || !names.has(name);
  });
  return [...others, ...overrides];
};
