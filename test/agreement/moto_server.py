"""A moto_server that answers as AWS does where moto 5.2.1 alone would keep Terraform waiting, or lacks the call:
moto_server.py -H 127.0.0.1 -p PORT. Each mend says what AWS's API reference has in its place."""

import inspect
import ipaddress
import json
import sys

from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.models import ec2_backends
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.route_tables import RouteTable
from moto.ec2.models.subnets import Subnet
from moto.ec2.models.vpn_connections import VPNConnection
from moto.ec2.responses import EC2Response
from moto.ecs.models import EC2ContainerServiceBackend
from moto.eks.models import EKSBackend
from moto.elasticache.models import ElastiCacheBackend
from moto.elb.models import FakeHealthCheck
from moto.elb.models import LoadBalancer as ClassicLoadBalancer
from moto.elbv2.models import elbv2_backends
from moto.kafka.models import KafkaBackend
from moto.kafka.responses import KafkaResponse
from moto.networkfirewall.models import NetworkFirewallBackend
from moto.networkfirewall.responses import NetworkFirewallResponse
from moto.opensearch.models import OpenSearchServiceBackend
from moto.redshift.models import Cluster as RedshiftCluster
from moto.redshift.models import RedshiftBackend
from moto.server import main

# DescribeSubnets: Ipv6CidrBlockState.State is a text, not the state's own structure once more.
Subnet.ipv6_cidr_block_association_set = property(
    lambda self: [
        {
            "ipv6CidrBlock": one["ipv6CidrBlock"],
            "associationId": one["associationId"],
            "ipv6CidrBlockState": {"state": one["ipv6CidrBlockState"]["State"]},
        }
        for one in self.ipv6_cidr_block_associations.values()
        if one["ipv6CidrBlockState"]["State"] == "associated"
    ]
)



def after(owner, name, then):
    """Has `then` called with what the method was called with and what came of it."""
    original = getattr(owner, name)

    def extended(self, *args, **options):
        result = original(self, *args, **options)
        bound = inspect.signature(original).bind(self, *args, **options)
        then(self, bound.arguments, result)
        return result

    setattr(owner, name, extended)


def place_interfaces(backend, subnets, groups, description):
    """The interfaces that a service puts into a customer's subnets, with the description that it gives them."""
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    for subnet in subnets:
        ec2.create_network_interface(subnet, None, group_ids=groups, description=description)


# EKS makes a group of its own for each cluster, which lets in itself and lets out everything:
# https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
def add_cluster_group(self, given, cluster):
    config = cluster.resources_vpc_config
    ec2 = ec2_backends[self.account_id][self.region_name]
    vpc = ec2.get_subnet(config["subnetIds"][0]).vpc_id
    group = ec2.create_security_group(f"eks-cluster-sg-{cluster.name}", "EKS created security group", vpc_id=vpc)
    ec2.authorize_security_group_ingress(group.id, "-1", "-1", "-1", [], source_groups=[{"GroupId": group.id}])
    config["clusterSecurityGroupId"] = group.id
    config["vpcId"] = vpc
    groups = [group.id, *config.get("securityGroupIds", [])]
    place_interfaces(self, config["subnetIds"], groups, f"Amazon EKS {cluster.name}")


after(EKSBackend, "create_cluster", add_cluster_group)


# OpenSearch puts an interface into each of the domain's subnets.
def add_domain_interfaces(self, given, domain):
    config = domain.vpc_options or {}
    place_interfaces(self, config.get("SubnetIds", []), config.get("SecurityGroupIds"), f"ES {domain.domain_name}")


after(OpenSearchServiceBackend, "create_domain", add_domain_interfaces)


# DescribeCluster of MSK: a cluster is ACTIVE once it is made, and each broker has an interface.
def finish_kafka_cluster(self, given, result):
    arn = result[0]
    self.clusters[arn].state = "ACTIVE"
    nodes = given.get("broker_node_group_info") or (given.get("provisioned") or {}).get("brokerNodeGroupInfo") or {}
    description = f"Amazon MSK network interface for cluster {arn}"
    place_interfaces(self, nodes.get("clientSubnets", []), nodes.get("securityGroups"), description)


after(KafkaBackend, "create_cluster", finish_kafka_cluster)
after(KafkaBackend, "create_cluster_v2", finish_kafka_cluster)

KafkaResponse.get_bootstrap_brokers = lambda self: json.dumps({"bootstrapBrokerStringSaslIam": "b-1.example:9098"})

# DescribeClusters of Redshift: the status that waiters look at; and an interface.
RedshiftCluster.cluster_availability_status = "Available"
RedshiftCluster.availability_zone_relocation_status = "disabled"
RedshiftCluster.multi_az = "Disabled"


def add_warehouse_interface(self, given, cluster):
    group = self.subnet_groups.get(cluster.cluster_subnet_group_name)
    if group is not None:
        place_interfaces(self, group.subnet_ids[:1], cluster.vpc_security_group_ids, "RedshiftNetworkInterface")


after(RedshiftBackend, "create_cluster", add_warehouse_interface)


# A subnet may give its interfaces IPv6 addresses.
def add_ipv6_address(self, given, nothing):
    blocks = self.subnet.ipv6_cidr_block_associations.values()
    assigns = str(self.subnet.assign_ipv6_address_on_creation).lower() == "true"
    if not assigns or not blocks or self.ipv6_addresses:
        return
    ipv6_used[self.subnet.id] = ipv6_used.get(self.subnet.id, 15) + 1
    block = ipaddress.ip_network(next(iter(blocks))["ipv6CidrBlock"])
    self.ipv6_addresses = [str(block[ipv6_used[self.subnet.id]])]


ipv6_used = {}
after(NetworkInterface, "__init__", add_ipv6_address)

# An interface in a VPC without DNS hostnames has no name, and moto looks for it.
NetworkInterface.private_dns_name = ""


# On Fargate a container needs no memory of its own; nothing here has to fit on a host.
EC2ContainerServiceBackend._calculate_task_resource_requirements = staticmethod(
    lambda definition: {"CPU": 0, "MEMORY": 0, "PORTS": [], "PORTS_UDP": []}
)


# A service of ECS runs tasks, each with an interface of its own, and registers them with its target groups:
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html
addresses_used = {}


def run_service(self, given, service):
    network = (given.get("network_configuration") or {}).get("awsvpcConfiguration")
    if network is None:
        return
    ec2 = ec2_backends[self.account_id][self.region_name]
    for subnet in network["subnets"]:
        placed = {"awsvpcConfiguration": {**network, "subnets": [subnet]}}
        [task] = self.run_task(
            given["cluster_str"],
            given["task_definition_str"],
            1,
            None,
            "ecs-svc",
            None,
            "FARGATE",
            placed,
            f"service:{given['service_name']}",
        )
        details = {one["name"]: one["value"] for one in task.attachments[0]["details"]}
        addresses_used[subnet] = addresses_used.get(subnet, 9) + 1
        address = str(ipaddress.ip_network(ec2.get_subnet(subnet).cidr_block)[addresses_used[subnet]])
        interface = ec2.enis[details["networkInterfaceId"]]
        interface.private_ip_address = address
        for one in interface.private_ip_addresses[:1]:
            one["PrivateIpAddress"] = address
        for balancer in given.get("load_balancers") or []:
            target = {"Id": address, "Port": balancer["containerPort"]}
            elbv2_backends[self.account_id][self.region_name].register_targets(balancer["targetGroupArn"], [target])


after(EC2ContainerServiceBackend, "create_service", run_service)


# Network Firewall has an endpoint in each of its subnets, and DescribeFirewall tells them by zone:
# https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_SyncState.html
def add_firewall_endpoints(self, given, firewall):
    ec2 = ec2_backends[self.account_id][self.region_name]
    states = {}
    for mapping in firewall.subnet_mappings:
        subnet = mapping["SubnetId"]
        service = f"com.amazonaws.vpce.{self.region_name}.vpce-svc-0123456789abcdef0"
        endpoint = ec2.create_vpc_endpoint(firewall.vpc_id, service, "GatewayLoadBalancer", None, [], [subnet])
        attachment = {"SubnetId": subnet, "EndpointId": endpoint.id, "Status": "READY"}
        states[ec2.get_subnet(subnet).availability_zone] = {"Attachment": attachment, "Config": {}}
    firewall.firewall_status["SyncStates"] = states


after(NetworkFirewallBackend, "create_firewall", add_firewall_endpoints)

policies = {}


def answer_with_policy(self):
    name = self._get_param("FirewallPolicyName")
    arn = self._get_param("FirewallPolicyArn")
    if arn is None:
        arn = f"arn:aws:network-firewall:{self.region}:{self.current_account}:firewall-policy/{name}"
    policies.setdefault(arn, self._get_param("FirewallPolicy"))
    response = {
        "FirewallPolicyArn": arn,
        "FirewallPolicyId": "01234567-89ab-cdef-0123-456789abcdef",
        "FirewallPolicyName": arn.split("/")[-1],
        "FirewallPolicyStatus": "ACTIVE",
        "Tags": [],
    }
    token = "01234567-89ab-cdef-0123-456789abcdef"
    return json.dumps({"UpdateToken": token, "FirewallPolicyResponse": response, "FirewallPolicy": policies[arn]})


NetworkFirewallResponse.create_firewall_policy = answer_with_policy
NetworkFirewallResponse.describe_firewall_policy = answer_with_policy


# DescribeLoadBalancers of classic balancers: there is always a health check, by TCP on the first instance port.
def add_health_check(self, given, nothing):
    port = self.listeners[0].instance_port if self.listeners else 80
    self.health_check = FakeHealthCheck(
        timeout=5, healthy_threshold=10, unhealthy_threshold=2, interval=30, target=f"TCP:{port}"
    )


after(ClassicLoadBalancer, "__init__", add_health_check)


# DescribeCacheClusters: the members of a replication group are clusters, each with an interface.
def add_members(self, given, group):
    options = given["options"] if "options" in given else given
    subnet_group = self.cache_subnet_groups.get(options.get("cache_subnet_group_name"))
    for member in group.member_clusters:
        shared = {name: options.get(name) for name in inspect.signature(self.create_cache_cluster).parameters}
        shared.update(cache_cluster_id=member, replication_group_id=group.replication_group_id, tags=[])
        shared.update(engine=options.get("engine") or "redis", log_delivery_configurations=[])
        shared["engine_version"] = options.get("engine_version") or "7.1"
        self.create_cache_cluster(**shared)
        if subnet_group is not None:
            place_interfaces(self, subnet_group.subnet_ids[:1], options.get("security_group_ids"), f"ElastiCache {member}")


after(ElastiCacheBackend, "create_replication_group", add_members)

# Static routes of a site-to-site VPN, and their propagation into route tables by the gateway:
# https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html
own_routes = RouteTable.routes


def with_propagated_routes(self):
    gateways = getattr(self, "propagating", [])
    vpns = [one for one in self.ec2_backend.vpn_connections.values() if one.vpn_gateway_id in gateways]
    propagated = [
        {
            "DestinationCidrBlock": route["DestinationCidrBlock"],
            "GatewayId": vpn.vpn_gateway_id,
            "Origin": "EnableVgwRoutePropagation",
            "State": "active",
        }
        for vpn in vpns
        for route in getattr(vpn, "routes", [])
    ]
    return own_routes.fget(self) + propagated


def enable_propagation(self):
    table = self.ec2_backend.get_route_table(self._get_param("RouteTableId"))
    table.propagating = [*getattr(table, "propagating", []), self._get_param("GatewayId")]
    return EmptyResult()


def create_vpn_route(self):
    vpn = self.ec2_backend.vpn_connections[self._get_param("VpnConnectionId")]
    route = {"DestinationCidrBlock": self._get_param("DestinationCidrBlock"), "Source": "Static", "State": "available"}
    vpn.routes = [*getattr(vpn, "routes", []), route]
    return EmptyResult()


def filter_by_route(self, filter_name, method_name=None):
    if filter_name == "vpn-connection-id":
        return self.id
    if filter_name == "route.destination-cidr-block":
        return [route["DestinationCidrBlock"] for route in getattr(self, "routes", [])]
    return filter_vpn(self, filter_name, method_name)


filter_vpn = VPNConnection.get_filter_value
VPNConnection.get_filter_value = filter_by_route
RouteTable.routes = property(with_propagated_routes)
RouteTable.propagating_vgws = property(lambda self: [{"GatewayId": one} for one in getattr(self, "propagating", [])])
EC2Response.enable_vgw_route_propagation = enable_propagation
EC2Response.create_vpn_connection_route = create_vpn_route


# CreateVpnConnection: whether the tunnels have static routes only.
def keep_options(self):
    answer = create_vpn(self)
    options = self._get_param("Options", {}) or {}
    static = str(options.get("StaticRoutesOnly", False)).lower() == "true"
    answer.result["VpnConnection"].options = {"StaticRoutesOnly": static}
    return answer


create_vpn = EC2Response.create_vpn_connection
EC2Response.create_vpn_connection = keep_options


# Block Public Access: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessOptions.html
block_mode = {}
exclusions = {}


def options_of(response):
    mode = block_mode.get(response.region, "off")
    return {
        "AwsAccountId": response.current_account,
        "AwsRegion": response.region,
        "State": "update-complete" if response.region in block_mode else "default-state",
        "InternetGatewayBlockMode": mode,
        "ManagedBy": "account",
        "ExclusionsAllowed": "allowed",
    }


def modify_options(self):
    block_mode[self.region] = self._get_param("InternetGatewayBlockMode")
    return ActionResult({"VpcBlockPublicAccessOptions": options_of(self)})


def describe_options(self):
    return ActionResult({"VpcBlockPublicAccessOptions": options_of(self)})


def create_exclusion(self):
    subnet, vpc = self._get_param("SubnetId"), self._get_param("VpcId")
    kind, name = ("subnet", subnet) if subnet else ("vpc", vpc)
    exclusion_id = f"vpcbpa-exclude-0{len(exclusions):016x}"
    exclusions[exclusion_id] = {
        "ExclusionId": exclusion_id,
        "InternetGatewayExclusionMode": self._get_param("InternetGatewayExclusionMode"),
        "ResourceArn": f"arn:aws:ec2:{self.region}:{self.current_account}:{kind}/{name}",
        "State": "create-complete",
    }
    return ActionResult({"VpcBlockPublicAccessExclusion": exclusions[exclusion_id]})


def describe_exclusions(self):
    wanted = self._get_param("ExclusionIds", []) or list(exclusions)
    return ActionResult({"VpcBlockPublicAccessExclusions": [exclusions[one] for one in wanted if one in exclusions]})


EC2Response.modify_vpc_block_public_access_options = modify_options
EC2Response.describe_vpc_block_public_access_options = describe_options
EC2Response.create_vpc_block_public_access_exclusion = create_exclusion
EC2Response.describe_vpc_block_public_access_exclusions = describe_exclusions

if __name__ == "__main__":
    main(sys.argv[1:])
