import { findUv } from '../src/uv/find-uv.ts';

/** uv as this repository’s own projects find it; a test that needs it fails when there is none. */
const uv = await findUv(import.meta.dirname, process.env);

/** The host’s environment, less what names other places for packages than the test does, and with uv. */
export const testEnvironment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:UV|PIP)_.*(?:INDEX|FIND_LINKS)/.test(name)),
  ),
  LAYERKIT_UV: uv,
  ...more,
});
