export { describeStack, describeStackSize } from './stack/describe-stack.ts';
export { formatStack } from './stack/format-stack.ts';
