export { readersIn } from './readers/readers.ts';
export { fuzzReader } from './running/fuzz-reader.ts';
