import assert from 'node:assert/strict';
import {
  firstCollapse,
  mapGraph,
  tierName,
  type MapGraph,
  type MapOptions,
} from '../../../../client/src/webview/map/mapGraph';
import { layoutMap } from '../../../../client/src/webview/map/mapLayout';
import type { NetworkOverview, OverviewNode } from '../../../../server/src/protocol/networkRequests';
import { markupOf, textOf } from './pages';

const node = (id: string, subnets: readonly string[], more: Partial<OverviewNode> = {}): OverviewNode => ({
  id,
  name: id,
  kind: 'workload',
  what: 'instance',
  vpc: 'vpc',
  subnets,
  groups: [],
  ...more,
});
const subnet = (id: string): NetworkOverview['subnets'][number] => ({
  id,
  name: id,
  vpc: 'vpc',
  cidrs: '10.0.0.0/24',
  zone: 'a',
  isPublic: false,
});

const shop: NetworkOverview = {
  root: 'file:///shop',
  rootLabel: 'shop',
  vpcs: [{ id: 'vpc', name: 'aws_vpc.main', cidrs: '10.0.0.0/16' }],
  subnets: [subnet('aws_subnet.app[0]'), subnet('aws_subnet.app[1]'), subnet('aws_subnet.db')],
  nodes: [
    node('internet', [], { kind: 'internet', vpc: undefined, name: 'The internet' }),
    node('web0', ['aws_subnet.app[0]'], { facesInternet: 'reachable' }),
    node('web1', ['aws_subnet.app[1]'], { facesInternet: 'reachable' }),
    node('db', ['aws_subnet.db'], { kind: 'dataStore', what: 'db instance' }),
    node('igw', [], { kind: 'internetGateway', what: 'internet gateway' }),
  ],
  groups: [],
  links: [{ id: 'pcx', name: 'aws_vpc_peering_connection.x', kind: 'peering', vpcs: ['vpc', 'elsewhere'] }],
  reaches: {
    classes: [['internet'], ['web0', 'web1'], ['db']],
    cells: [
      { from: 0, to: 1, verdict: 'reachable', traffic: 'TCP port 443 (HTTPS)' },
      { from: 1, to: 2, verdict: 'unknown', traffic: 'TCP port 5432 (PostgreSQL)' },
      { from: 1, to: 1, verdict: 'reachable', traffic: 'all TCP' },
    ],
  },
};

const all: MapOptions = { collapse: 'resource', hidden: new Set(), isFacingOnly: false };

/** A graph as text: boxes with their nodes, then edges. */
function inText(graph: MapGraph): string[] {
  return [
    ...graph.outside.map(({ label }) => label),
    ...graph.vpcs.flatMap((vpc) => [
      ...vpc.nodes.map(({ label }) => `${vpc.label}: ${label}`),
      ...vpc.boxes.map(
        (box) => `${vpc.label}/${box.label}: ${box.nodes.map(({ label }) => label).join(', ')}`,
      ),
    ]),
    ...graph.edges.map(({ from, to, verdict }) => `${from} → ${to} ${verdict}`),
  ];
}

describe('the map', () => {
  it('has nodes in their subnets and VPCs, and who can reach whom', () => {
    assert.deepEqual(inText(mapGraph(shop, all)), [
      'The internet',
      'aws_vpc_peering_connection.x',
      'aws_vpc.main: igw',
      'aws_vpc.main/aws_subnet.app[0]: web0',
      'aws_vpc.main/aws_subnet.app[1]: web1',
      'aws_vpc.main/aws_subnet.db: db',
      'internet → web0 reachable',
      'internet → web1 reachable',
      'web0 → db unknown',
      'web1 → db unknown',
      'web0 → web1 reachable',
      'web1 → web0 reachable',
    ]);
  });

  it('draws subnets of one name as one tier, and those of a kind in it as one', () => {
    assert.deepEqual(inText(mapGraph(shop, { ...all, collapse: 'tier' })), [
      'The internet',
      'aws_vpc_peering_connection.x',
      'aws_vpc.main: igw',
      'aws_vpc.main/aws_subnet.app: 2 × instance',
      'aws_vpc.main/aws_subnet.db: db',
      'internet → vpc aws_subnet.app instance reachable',
      'vpc aws_subnet.app instance → db unknown',
    ]);
  });

  it('says what passes between those that are drawn as one', () => {
    assert.deepEqual(
      [...mapGraph(shop, { ...all, collapse: 'tier' }).within].map(([id, { traffic }]) => [id, traffic]),
      [['vpc aws_subnet.app instance', ['all TCP']]],
    );
    assert.equal(mapGraph(shop, all).within.size, 0);
  });

  it('names the subnets of what stands in several of one name', () => {
    const both = node('both', ['aws_subnet.app[0]', 'aws_subnet.app[1]']);
    const graph = mapGraph({ ...shop, nodes: [both] }, all);
    assert.deepEqual(inText(graph).slice(1), ['aws_vpc.main/aws_subnet.app[0], [1]: both']);
  });

  it('goes down where it would be too wide to go across', () => {
    const graph = mapGraph(shop, all);
    const across = layoutMap(graph, 2000);
    const down = layoutMap(graph, 300);
    assert.ok(down.width < across.width && down.height > across.height);
  });

  it('leaves out kinds that are hidden, and what does not face the internet where that is asked for', () => {
    const noData = mapGraph(shop, { ...all, hidden: new Set(['dataStore'] as const) });
    assert.equal(
      inText(noData).some((line) => line.includes('db')),
      false,
    );
    const facing = mapGraph(shop, { ...all, isFacingOnly: true });
    assert.deepEqual(
      facing.vpcs[0]?.boxes.flatMap(({ nodes }) => nodes.map(({ id }) => id)),
      ['web0', 'web1'],
    );
  });

  it('ties what connects VPCs to those that are there', () => {
    assert.deepEqual(mapGraph(shop, all).ties, [{ node: 'pcx', vpc: 'vpc' }]);
  });

  it('is drawn by tiers at first where it is large', () => {
    assert.equal(firstCollapse(shop), 'resource');
    const nodes = Array.from({ length: 500 }, (_, index) => node(`n${index}`, ['aws_subnet.db']));
    assert.equal(firstCollapse({ ...shop, nodes }), 'tier');
  });

  it('knows the tier of a subnet by its name', () => {
    assert.equal(tierName('aws_subnet.app["a"]'), 'aws_subnet.app');
    assert.equal(tierName('module.net[0].aws_subnet.app'), 'module.net[0].aws_subnet.app');
  });

  const looks = (['resource', 'subnet', 'tier'] as const).flatMap((collapse) =>
    [300, 1600].map((room) => ({ collapse, room })),
  );
  for (const { collapse, room } of looks) {
    it(`is laid out so that nothing overlaps, and each thing is inside its frame, ${collapse}, ${room} px`, () => {
      const nodes = Array.from({ length: 90 }, (_, index) =>
        node(`n${index}`, [shop.subnets[index % 3]?.id ?? '']),
      );
      const layout = layoutMap(
        mapGraph({ ...shop, nodes: [...shop.nodes, ...nodes] }, { ...all, collapse }),
        room,
      );
      const places = [...layout.nodes.values()].map(({ place }) => place);
      places.forEach((a, index) =>
        places.slice(index + 1).forEach((b) => {
          const isApart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
          assert.ok(isApart, JSON.stringify([a, b]));
        }),
      );
      for (const { x, y, width, height } of [...places, ...layout.vpcs.map(({ place }) => place)])
        assert.ok(x >= 0 && y >= 0 && x + width <= layout.width && y + height <= layout.height);
      const [vpc] = layout.vpcs;
      for (const { place } of layout.boxes)
        assert.ok(vpc && place.x >= vpc.place.x && place.y + place.height <= vpc.place.y + vpc.place.height);
    });
  }
});

describe('the page of the map', () => {
  const view = { kind: 'map', root: 'file:///shop', result: shop, isServerRunning: true } as const;

  it('names its nodes for a screen reader', () => {
    const markup = markupOf(view);
    assert.match(
      markup,
      /role="button" tabindex="-1" aria-pressed="false"><title>web0, instance, faces the internet</,
    );
  });

  it('has one of its nodes in the order of the Tab key', () => {
    assert.equal(markupOf(view).match(/role="button" tabindex="0"/g)?.length, 1);
  });

  it('says what an arrow means', () => {
    assert.match(textOf(view), /An arrow leads from who can open a connection to whom\./);
  });

  it('says why there is none', () => {
    assert.match(
      textOf({ ...view, result: { problem: 'There is no Terraform code.' } }),
      /There is no Terraform code\./,
    );
    const empty = { ...shop, vpcs: [], subnets: [], nodes: shop.nodes.slice(0, 1), links: [] };
    assert.match(textOf({ ...view, result: empty }), /There is no network in this code\./);
  });

  it('shows names as text', () => {
    const evil = node('<script>x</script>', ['aws_subnet.db']);
    assert.doesNotMatch(markupOf({ ...view, result: { ...shop, nodes: [...shop.nodes, evil] } }), /<script/);
  });
});
