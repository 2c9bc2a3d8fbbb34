import {
  DescribeVpcAttributeCommand,
  GetManagedPrefixListEntriesCommand,
  GetTransitGatewayPrefixListReferencesCommand,
  GetTransitGatewayRouteTableAssociationsCommand,
  GetTransitGatewayRouteTablePropagationsCommand,
  SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
import { textsOf, type FanOutCall, type Item } from './call';
import { pageOf } from './ec2';

const transitTables = {
  of: 'TransitGatewayRouteTables',
  ids: (tables: readonly Item[]): readonly string[] => textsOf(tables, 'TransitGatewayRouteTableId'),
};

const vpcAttribute = (attribute: 'enableDnsSupport' | 'enableDnsHostnames'): FanOutCall => ({
  service: 'ec2',
  api: 'DescribeVpcAttribute',
  key: 'VpcAttributes',
  member: undefined,
  of: 'Vpcs',
  ids: (vpcs) => textsOf(vpcs, 'VpcId'),
  send: ({ clients, options }, VpcId) =>
    clients.ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: attribute }), options),
  write: (_, found) => found,
});

/** What EC2 tells one thing at a time: attributes of VPCs, entries of prefix lists, tables of transit gateways. */
export const ec2FanOuts: readonly FanOutCall[] = [
  vpcAttribute('enableDnsSupport'),
  vpcAttribute('enableDnsHostnames'),
  {
    service: 'ec2',
    api: 'GetManagedPrefixListEntries',
    key: 'ManagedPrefixListEntries',
    member: 'Entries',
    pageSize: 100,
    of: 'PrefixLists',
    ids: (lists) => [...new Set(textsOf(lists, 'PrefixListId'))],
    send: ({ clients, options }, PrefixListId, page) =>
      clients.ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId, ...pageOf(page) }), options),
    write: (PrefixListId, Entries) => [{ PrefixListId, Entries }],
  },
  {
    service: 'ec2',
    api: 'SearchTransitGatewayRoutes',
    key: 'TransitGatewayRoutes',
    member: 'Routes',
    pageSize: 1000,
    ...transitTables,
    send: ({ clients, options }, TransitGatewayRouteTableId, { size, token }) =>
      clients.ec2.send(
        new SearchTransitGatewayRoutesCommand({
          TransitGatewayRouteTableId,
          // The operation wants a filter.
          Filters: [{ Name: 'state', Values: ['active', 'blackhole'] }],
          MaxResults: size,
          NextToken: token,
        }),
        options,
      ),
    write: (TransitGatewayRouteTableId, Routes) => [{ TransitGatewayRouteTableId, Routes }],
  },
  {
    service: 'ec2',
    api: 'GetTransitGatewayRouteTableAssociations',
    key: 'TransitGatewayAssociations',
    member: 'Associations',
    pageSize: 1000,
    ...transitTables,
    send: ({ clients, options }, TransitGatewayRouteTableId, page) =>
      clients.ec2.send(
        new GetTransitGatewayRouteTableAssociationsCommand({ TransitGatewayRouteTableId, ...pageOf(page) }),
        options,
      ),
    write: (TransitGatewayRouteTableId, Associations) => [{ TransitGatewayRouteTableId, Associations }],
  },
  {
    service: 'ec2',
    api: 'GetTransitGatewayRouteTablePropagations',
    key: 'TransitGatewayPropagations',
    member: 'TransitGatewayRouteTablePropagations',
    pageSize: 1000,
    ...transitTables,
    send: ({ clients, options }, TransitGatewayRouteTableId, page) =>
      clients.ec2.send(
        new GetTransitGatewayRouteTablePropagationsCommand({ TransitGatewayRouteTableId, ...pageOf(page) }),
        options,
      ),
    write: (TransitGatewayRouteTableId, TransitGatewayRouteTablePropagations) => [
      { TransitGatewayRouteTableId, TransitGatewayRouteTablePropagations },
    ],
  },
  {
    service: 'ec2',
    api: 'GetTransitGatewayPrefixListReferences',
    key: 'TransitGatewayPrefixListReferences',
    member: 'TransitGatewayPrefixListReferences',
    pageSize: 1000,
    ...transitTables,
    send: ({ clients, options }, TransitGatewayRouteTableId, page) =>
      clients.ec2.send(
        new GetTransitGatewayPrefixListReferencesCommand({ TransitGatewayRouteTableId, ...pageOf(page) }),
        options,
      ),
    write: (_, found) => found,
  },
];
