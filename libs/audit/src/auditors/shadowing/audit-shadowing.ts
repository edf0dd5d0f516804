import { findLayerModules } from '../../distributions/layer-modules.ts';
import type { Auditor } from '../../subject/subject.ts';
import { auditRuntimeModules } from './runtime.ts';
import { auditSharedPaths } from './shared-paths.ts';
import { auditStandardLibrary } from './standard-library.ts';

/** Returns findings for modules that hide the standard library, the runtime’s packages or each other’s files. */
export const auditShadowing: Auditor = (subject) => {
  const modules = findLayerModules(subject);
  return [
    ...auditStandardLibrary(subject, modules),
    ...auditRuntimeModules(subject, modules),
    ...auditSharedPaths(subject),
  ];
};
