export { cutIntoBatches } from './unpacking/cut-into-batches.ts';
export { giveBack } from './unpacking/give-back.ts';
export { inflateBatch, type InflatedBatch } from './unpacking/inflate-batch.ts';
