import { toHaveFinding } from './to-have-finding.ts';
import { toThrowWithCode } from './to-throw-with-code.ts';

// Jest runs this before each test file (jest.preset.cjs).

expect.extend({ toHaveFinding, toThrowWithCode });
