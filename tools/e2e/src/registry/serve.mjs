// Runs the verdaccio of the working folder on a free loopback port, and sends the port to the parent process.
// It stores only this workspace's packages; their dependencies come from the registry that npm is configured
// for.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.cwd();
const { runServer } = createRequire(join(folder, 'package.json'))('verdaccio');

const everybody = { access: '$all', publish: '$all', unpublish: '$all' };
const app = await runServer({
  self_path: join(folder, 'config.yaml'),
  storage: join(folder, 'storage'),
  auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: -1 } },
  uplinks: {},
  packages: { '@layerkit/*': everybody },
  log: { type: 'stdout', format: 'pretty', level: 'warn' },
  web: { enable: false },
});
const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
