// Replaces the audit of a build, to measure the rest of the build.
export const auditBuild = async () => undefined;
export const auditFailure = () => undefined;
export const failureOf = () => undefined;
