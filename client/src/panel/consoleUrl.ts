/**
 * The page of the AWS console that shows a thing; undefined where there is none by its id alone.
 * https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/working-with-console.html
 */
export function consoleUrl(arn: string): string | undefined {
  const match = /^arn:(aws[\w-]*):(\w[\w-]*):([\w-]*):\d*:([\w-]+)[:/](.+)$/.exec(arn);
  const [, partition = '', service = '', region = '', type = '', id = ''] = match ?? [];
  const host = hosts[partition];
  if (match === null || host === undefined || region === '') return undefined;
  const page = pageOf(service, type, encodeURIComponent(id.split('/')[0] ?? id));
  return page === undefined ? undefined : `https://${region}.${host}/${page.replace('{region}', region)}`;
}

const hosts: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

const vpcPages: Readonly<Record<string, string>> = {
  vpc: 'VpcDetails:VpcId=',
  subnet: 'SubnetDetails:subnetId=',
  'route-table': 'RouteTableDetails:RouteTableId=',
  'network-acl': 'NetworkAclDetails:networkAclId=',
  'security-group': 'SecurityGroup:groupId=',
  'internet-gateway': 'InternetGateway:internetGatewayId=',
  natgateway: 'NatGatewayDetails:natGatewayId=',
  'vpc-endpoint': 'EndpointDetails:vpcEndpointId=',
  'vpc-peering-connection': 'PeeringConnectionDetails:VpcPeeringConnectionId=',
  'transit-gateway': 'TransitGatewayDetails:transitGatewayId=',
};

function pageOf(service: string, type: string, id: string): string | undefined {
  const vpcPage = service === 'ec2' ? vpcPages[type] : undefined;
  if (vpcPage !== undefined) return `vpcconsole/home?region={region}#${vpcPage}${id}`;
  if (service === 'ec2' && type === 'instance')
    return `ec2/home?region={region}#InstanceDetails:instanceId=${id}`;
  if (service === 'ec2' && type === 'network-interface')
    return `ec2/home?region={region}#NetworkInterface:networkInterfaceId=${id}`;
  if (service === 'rds' && type === 'db') return `rds/home?region={region}#database:id=${id}`;
  if (service === 'lambda' && type === 'function') return `lambda/home?region={region}#/functions/${id}`;
  return undefined;
}
