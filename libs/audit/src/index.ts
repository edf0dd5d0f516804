export { auditFunction } from './function/audit-function.ts';
export { auditLayer, type AuditReport, auditSubject } from './auditors/audit-layer.ts';
export { listBinaries } from './auditors/binaries/list-binaries.ts';
export { unpackedBytesOf } from './opening/open-subject.ts';
export { overLimits } from './auditors/size/limits.ts';
export { checkStructure } from './auditors/structure/check-structure.ts';
export { hiddenModules, type HiddenModule } from './function/hidden-modules.ts';
export { auditStack, isAboutStack } from './stack/audit-stack.ts';
export { openStack, type StackedZip, type StackRequest } from './stack/open-stack.ts';
