import assert from 'node:assert/strict';
import { formatCidr } from '../../../../server/src/ip/cidr';
import { networkOf, show } from './support';

const open = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';
const narrow =
  '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}';

describe('endpoints of a snapshot', () => {
  it('have their type, the short name of their service, and their interfaces', () => {
    const { endpoints } = networkOf({
      'endpoints.json': {
        VpcEndpoints: [
          {
            VpcEndpointId: 'vpce-1',
            VpcEndpointType: 'Gateway',
            VpcId: 'vpc-1',
            ServiceName: 'com.amazonaws.eu-west-1.s3',
            State: 'available',
            RouteTableIds: ['rtb-1'],
            PrivateDnsEnabled: false,
            PolicyDocument: open,
          },
          {
            VpcEndpointId: 'vpce-2',
            VpcEndpointType: 'Interface',
            VpcId: 'vpc-1',
            ServiceName: 'com.amazonaws.eu-west-1.ecr.dkr',
            State: 'Available',
            NetworkInterfaceIds: ['eni-1'],
            PrivateDnsEnabled: true,
            PolicyDocument: narrow,
          },
          {
            VpcEndpointId: 'vpce-3',
            VpcEndpointType: 'GatewayLoadBalancer',
            VpcId: 'vpc-1',
            ServiceName: 'com.amazonaws.vpce.eu-west-1.vpce-svc-1',
            State: 'pendingAcceptance',
          },
          { VpcEndpointId: 'vpce-4', VpcEndpointType: 'Resource', VpcId: 'vpc-1', State: 'available' },
          { VpcEndpointId: 'vpce-5', VpcEndpointType: 'Interface', VpcId: 'vpc-1', State: 'deleted' },
        ],
      },
    });
    const texts = [...endpoints.values()].map((each) =>
      [
        each.id,
        show(each.type),
        show(each.service).replace(/unknown.*/, '?'),
        show(each.available),
        show(each.privateDns).replace(/unknown.*/, '?'),
        show(each.fullAccessPolicy).replace(/unknown.*/, '?'),
      ].join(' '),
    );
    assert.deepEqual(texts, [
      'vpce-1 gateway s3 true false true',
      'vpce-2 interface ecr.dkr true true false',
      'vpce-3 gatewayLoadBalancer com.amazonaws.vpce.eu-west-1.vpce-svc-1 false ? ?',
      'vpce-4 other ? true ? ?',
    ]);
    assert.deepEqual(
      endpoints.get('vpce-1')?.routeTables.map((each) => show(each)),
      ['rtb-1'],
    );
    assert.deepEqual(endpoints.get('vpce-2')?.interfaces, ['eni-1']);
  });

  it('services that the account provides know their balancers', () => {
    const { endpointServices } = networkOf({
      'services.json': {
        ServiceConfigurations: [
          {
            ServiceId: 'vpce-svc-1',
            ServiceName: 'com.amazonaws.vpce.eu-west-1.vpce-svc-1',
            NetworkLoadBalancerArns: ['arn:nlb'],
            AvailabilityZones: ['eu-west-1a'],
          },
        ],
      },
    });
    const [service] = [...endpointServices.values()];
    assert.deepEqual(
      [show(service?.service), service?.loadBalancers.map((each) => show(each)), service?.zones],
      ['com.amazonaws.vpce.eu-west-1.vpce-svc-1', ['arn:nlb'], ['eu-west-1a']],
    );
  });
});

describe('prefix lists of a snapshot', () => {
  it('unite the two calls that print the same key', () => {
    const { prefixLists, problems } = networkOf({
      'describe-prefix-lists.json': {
        PrefixLists: [
          {
            PrefixListId: 'pl-1',
            PrefixListName: 'com.amazonaws.eu-west-1.s3',
            Cidrs: ['52.218.0.0/17', '3.5.64.0/21'],
          },
        ],
      },
      'describe-managed-prefix-lists.json': {
        PrefixLists: [
          {
            PrefixListId: 'pl-1',
            PrefixListName: 'com.amazonaws.eu-west-1.s3',
            AddressFamily: 'IPv4',
            OwnerId: 'AWS',
          },
          {
            PrefixListId: 'pl-2',
            PrefixListName: 'offices',
            AddressFamily: 'IPv6',
            MaxEntries: 5,
            OwnerId: '1',
          },
        ],
      },
    });
    const list = prefixLists.get('pl-1');
    assert.deepEqual(
      [
        list?.name,
        list?.service,
        show(list?.family),
        list?.entries.map((entry) => show(entry.cidr, formatCidr)),
        list?.entriesIncomplete,
      ],
      ['com.amazonaws.eu-west-1.s3', 's3', '4', ['52.218.0.0/17', '3.5.64.0/21'], undefined],
    );
    const own = prefixLists.get('pl-2');
    assert.deepEqual(
      [own?.name, own?.service, show(own?.family), show(own?.maximumEntries)],
      ['offices', undefined, '6', '5'],
    );
    assert.equal(own?.entriesIncomplete?.value, 'the entries of pl-2');
    assert.deepEqual(problems, []);
  });

  it('have the entries that another call prints, wrapped, or in a file named after the list', () => {
    const { prefixLists } = networkOf({
      'lists.json': { PrefixLists: [{ PrefixListId: 'pl-0a' }, { PrefixListId: 'pl-0b' }] },
      'wrapped.json': {
        ManagedPrefixListEntries: [
          { PrefixListId: 'pl-0a', Entries: [{ Cidr: '192.0.2.0/24', Description: 'office' }] },
        ],
      },
      'entries-of-pl-0b.json': { Entries: [{ Cidr: '198.51.100.0/24' }, { Cidr: 'nonsense' }] },
    });
    const entries = (id: string): string[] | undefined =>
      prefixLists.get(id)?.entries.map((entry) => show(entry.cidr, formatCidr).replace(/unknown.*/, '?'));
    assert.deepEqual([entries('pl-0a'), entries('pl-0b')], [['192.0.2.0/24'], ['198.51.100.0/24', '?']]);
  });
});
