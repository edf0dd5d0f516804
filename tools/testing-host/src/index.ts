export { hasProcess } from './has-process.ts';
export { hasProgram } from './has-program.ts';
export { listenOnLoopback } from './loopback.ts';
export { python } from './python.ts';
