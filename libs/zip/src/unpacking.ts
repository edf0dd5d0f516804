export { cutIntoBatches } from './unpacking/cut-into-batches.ts';
export { findDamaged } from './unpacking/find-damaged.ts';
export { giveBack } from './unpacking/give-back.ts';
export { inflateBatch, type InflatedBatch } from './unpacking/inflate-batch.ts';
