export { type GitServer, startGitServer } from './git-server.ts';
export { inTreeProject } from './in-tree-backend.ts';
export {
  type IndexServer,
  type IndexServerOptions,
  type ServedFile,
  startIndexServer,
} from './index-server.ts';
export { installedTree } from './installed-tree.ts';
export { makeElf } from './make-elf.ts';
export { type MadeWheel, makeWheel } from './make-wheel.ts';
export { ownAuthority } from './own-authority.ts';
export { startProxyServer } from './proxy-server.ts';
export { fetchWheels } from './real-wheels.ts';
export { alpha, beta, gamma, indexServers, pinOf, servedFile, three } from './served-wheels.ts';
export { testEnvironment } from './test-environment.ts';
export { tinySdist, type TinySdist } from './tiny-sdist.ts';
export { type TinyWheel, tinyWheel } from './tiny-wheel.ts';
