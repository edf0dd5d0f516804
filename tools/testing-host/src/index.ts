export { hasProgram } from './has-program.ts';
export { listenOnLoopback } from './loopback.ts';
export { python } from './python.ts';
