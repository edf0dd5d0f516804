import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** @param {readonly string[]} parts */
export const inWorkspace = (...parts) => join(workspaceRoot, ...parts);
