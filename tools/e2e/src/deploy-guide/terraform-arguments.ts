interface Arguments {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/**
 * The arguments of two resources in the documentation of Terraform’s AWS provider, version 6, without nested blocks
 * (registry.terraform.io/providers/hashicorp/aws, "aws_lambda_function" and "aws_lambda_layer_version").
 */
export const terraformArguments: Readonly<Record<string, Arguments>> = {
  aws_lambda_layer_version: {
    required: ['layer_name'],
    optional: [
      ...['compatible_architectures', 'compatible_runtimes', 'description', 'filename', 'license_info'],
      ...['region', 's3_bucket', 's3_key', 's3_object_version', 'skip_destroy', 'source_code_hash'],
    ],
  },
  aws_lambda_function: {
    required: ['function_name', 'role'],
    optional: [
      ...['architectures', 'code_signing_config_arn', 'description', 'filename', 'handler', 'image_uri'],
      ...['kms_key_arn', 'layers', 'memory_size', 'package_type', 'publish', 'region'],
      ...['reserved_concurrent_executions', 'runtime', 's3_bucket', 's3_key', 's3_object_version'],
      ...['skip_destroy', 'source_code_hash', 'tags', 'timeout'],
    ],
  },
};
