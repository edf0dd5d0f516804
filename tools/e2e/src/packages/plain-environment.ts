import { testEnvironment } from '@layerkit/testing-packages';

/**
 * Returns the environment of a user at a terminal in another workspace: without what npm sets for scripts (its
 * own prefix, this package.json), and without what Jest and CI services set.
 */
export const plainEnvironment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(testEnvironment()).filter(
      ([name]) => !/^(?:npm_.*|INIT_CWD|NODE_ENV|JEST_WORKER_ID|NX_.*|FORCE_COLOR|CI)$/.test(name),
    ),
  ),
  ...more,
});
