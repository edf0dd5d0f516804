import type { Target } from '@layerkit/platform-resolution';

/** What a new layer is built for where nothing says anything else. */
export const defaultTarget: Target = { runtime: 'python3.13', architecture: 'x86_64' };
