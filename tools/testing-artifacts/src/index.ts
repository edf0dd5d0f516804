export { inspectionOf } from './inspection.ts';
export { definitionOf, echoFiles, openWorkshop, writeZip, type Workshop } from './workshop.ts';
