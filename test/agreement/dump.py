"""Writes what an EC2 API tells of one Region, as the AWS CLI would print it: dump.py FOLDER REGION.

The end point and the credentials come from the environment. boto3 comes with moto."""

import json
import os
import sys

import boto3

folder, region = sys.argv[1:]
os.makedirs(folder, exist_ok=True)

EC2 = """vpcs subnets network_interfaces security_groups security_group_rules network_acls route_tables
internet_gateways egress_only_internet_gateways nat_gateways vpc_endpoints vpc_peering_connections transit_gateways
transit_gateway_attachments transit_gateway_vpc_attachments transit_gateway_peering_attachments
transit_gateway_route_tables managed_prefix_lists instances addresses vpn_gateways vpn_connections
customer_gateways vpc_endpoint_service_configurations vpc_block_public_access_options
vpc_block_public_access_exclusions""".split()


def write(name, answer):
    answer.pop("ResponseMetadata", None)
    with open(f"{folder}/{name}.json", "w") as file:
        json.dump(answer, file, indent=1, default=str, sort_keys=True)
        file.write("\n")


def attempt(name, call):
    try:
        write(name, call())
    except Exception as error:  # an API that moto lacks: what is not collected is unknown
        print(f"{region}: {name}: {error}", file=sys.stderr)


ec2 = boto3.client("ec2", region_name=region)
for name in EC2:
    attempt(name.replace("_", "-"), getattr(ec2, f"describe_{name}"))

for prefix_list in ec2.describe_managed_prefix_lists()["PrefixLists"]:
    list_id = prefix_list["PrefixListId"]
    if prefix_list["OwnerId"] == "AWS":
        continue
    entries = ec2.get_managed_prefix_list_entries(PrefixListId=list_id)["Entries"]
    write(f"prefix-list-{list_id}", {"PrefixListId": list_id, "Entries": entries})

for table in ec2.describe_transit_gateway_route_tables()["TransitGatewayRouteTables"]:
    table_id = table["TransitGatewayRouteTableId"]
    active = [{"Name": "state", "Values": ["active", "blackhole"]}]
    for name, call in {
        "routes": lambda: ec2.search_transit_gateway_routes(TransitGatewayRouteTableId=table_id, Filters=active),
        "associations": lambda: ec2.get_transit_gateway_route_table_associations(TransitGatewayRouteTableId=table_id),
        "propagations": lambda: ec2.get_transit_gateway_route_table_propagations(TransitGatewayRouteTableId=table_id),
    }.items():
        attempt(f"tgw-{name}-{table_id}", lambda: {"TransitGatewayRouteTableId": table_id, **call()})

elbv2 = boto3.client("elbv2", region_name=region)
write("load-balancers", elbv2.describe_load_balancers())
write("target-groups", elbv2.describe_target_groups())
listeners = []
for balancer in elbv2.describe_load_balancers()["LoadBalancers"]:
    arn = balancer["LoadBalancerArn"]
    listeners += elbv2.describe_listeners(LoadBalancerArn=arn)["Listeners"]
    attributes = elbv2.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]
    write(f"load-balancer-attributes-{balancer['LoadBalancerName']}", {"LoadBalancerArn": arn, "Attributes": attributes})
write("listeners", {"Listeners": listeners})
for group in elbv2.describe_target_groups()["TargetGroups"]:
    arn = group["TargetGroupArn"]
    attributes = elbv2.describe_target_group_attributes(TargetGroupArn=arn)["Attributes"]
    write(f"target-group-attributes-{group['TargetGroupName']}", {"TargetGroupArn": arn, "Attributes": attributes})
    health = elbv2.describe_target_health(TargetGroupArn=arn)
    health.pop("ResponseMetadata", None)
    write(f"target-health-{group['TargetGroupName']}", {"TargetGroupArn": arn, **health})

attempt("db-instances", boto3.client("rds", region_name=region).describe_db_instances)
attempt("db-clusters", boto3.client("rds", region_name=region).describe_db_clusters)
attempt("db-subnet-groups", boto3.client("rds", region_name=region).describe_db_subnet_groups)
attempt("functions", lambda: {
    "Functions": [
        {key: function.get(key) for key in ("FunctionName", "FunctionArn", "VpcConfig")}
        for function in boto3.client("lambda", region_name=region).list_functions()["Functions"]
    ]
})

attempt("classic-load-balancers", boto3.client("elb", region_name=region).describe_load_balancers)
cache = boto3.client("elasticache", region_name=region)
attempt("cache-clusters", lambda: cache.describe_cache_clusters(ShowCacheNodeInfo=True))
eks = boto3.client("eks", region_name=region)
for name in eks.list_clusters()["clusters"]:
    attempt(f"eks-cluster-{name}", lambda: eks.describe_cluster(name=name))
efs = boto3.client("efs", region_name=region)
for system in efs.describe_file_systems()["FileSystems"]:
    system_id = system["FileSystemId"]
    attempt(f"mount-targets-{system_id}", lambda: efs.describe_mount_targets(FileSystemId=system_id))

ecs = boto3.client("ecs", region_name=region)
for cluster in ecs.list_clusters()["clusterArns"]:
    tasks = ecs.list_tasks(cluster=cluster)["taskArns"]
    if tasks:
        attempt(f"tasks-{cluster.split('/')[-1]}", lambda: ecs.describe_tasks(cluster=cluster, tasks=tasks))
