export {
  inspectionSchema,
  type BinaryStatus,
  type InspectedBinary,
  type Inspection,
} from './inspection/inspection.ts';
export type { ChangedPackage, Comparison } from './inspection/comparison.ts';
export type { InspectedPackage, Share } from './inspection/share.ts';
export { stackInspectionSchema, type StackInspection } from './inspection/stack-inspection.ts';
export { forgetInspection, writeInspectionFile } from './inspection/inspection-files.ts';
