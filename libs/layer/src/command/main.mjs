#!/usr/bin/env node
// The command in a clone of the repository. Node 20 can't run its TypeScript. The package has main.js instead.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
