"""Calls other services than Lambda, with AWS_ENDPOINT_URL set to the local server."""
import json

import boto3
from botocore.exceptions import ClientError

calls = {
    "s3": lambda client: client.list_buckets(),
    "dynamodb": lambda client: client.list_tables(),
    "sqs": lambda client: client.list_queues(),
    "ec2": lambda client: client.describe_regions(),
    "iam": lambda client: client.get_role(RoleName="any"),
    "sns": lambda client: client.list_topics(),
    "route53": lambda client: client.list_hosted_zones(),
    "cloudfront": lambda client: client.list_distributions(),
    "secretsmanager": lambda client: client.list_secrets(),
    "apigateway": lambda client: client.get_rest_apis(),
    "sts": lambda client: client.assume_role(RoleArn="arn:aws:iam::000000000000:role/any", RoleSessionName="any"),
}


def refusal(service):
    try:
        calls[service](boto3.client(service))
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return [status, error.response["Error"]["Code"], error.response["Error"]["Message"]]
    return None


identity = boto3.client("sts").get_caller_identity()
identity.pop("ResponseMetadata")
print(json.dumps({"identity": identity, "refusals": {service: refusal(service) for service in calls}}))
