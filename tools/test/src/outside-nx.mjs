// Loaded first (`node --import`) by tools that Nx runs. Restores the environment that Nx was started with.
import { withoutNx } from './without-nx.mjs';

const env = withoutNx(process.env);
for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
Object.assign(process.env, env);
