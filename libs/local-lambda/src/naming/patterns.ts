// The patterns as they are in Lambda's refusals and its public API model (recorded answers, 2025-11).

export const regionPattern = '(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}';

/** The FunctionName of operations that create or change a function. */
export const functionNamePattern = `(arn:(aws[a-zA-Z-]*)?:lambda:)?(${regionPattern}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`;

/** The FunctionName of operations that read, delete or invoke a function. */
export const namespacedFunctionNamePattern = `(arn:(aws[a-zA-Z-]*)?:lambda:)?(${regionPattern}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`;

export const qualifierPattern = '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+';

export const layerNameOrArnPattern = `(arn:(aws[a-zA-Z-]*)?:lambda:${regionPattern}:\\d{12}:layer:[a-zA-Z0-9-_]{1,140}|[a-zA-Z0-9-_]{1,140})`;

export const layerVersionArnPattern = `(arn:(aws[a-zA-Z-]*)?:lambda:${regionPattern}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)`;

export const roleArnPattern = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+';

export const environmentKeyPattern = '[a-zA-Z]([a-zA-Z0-9_])+';

/** The access point of a file system: EFS, or S3 Files. */
export const accessPointArnPattern = `arn:aws[a-zA-Z-]*:elasticfilesystem:${regionPattern}:\\d{12}:access-point/fsap-[a-f0-9]{17}|arn:aws[-a-z]*:s3files:[0-9a-z-:]+:file-system/fs-[0-9a-f]{17,40}/access-point/fsap-[0-9a-f]{17,40}`;
