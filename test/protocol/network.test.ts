import assert from 'node:assert/strict';
import {
  changedNotification,
  networkRequest,
  statusRequest,
  type NetworkOverview,
} from '../../server/src/protocol/networkRequests';
import { reachesRequest, type ReachesList } from '../../server/src/protocol/reachRequests';
import { isProblem } from '../../server/src/protocol/requests';
import { startServer, uriOfName, type TestServer } from './support/server';

const shop = `
--- main.tf
variable "office" { type = list(string) }
module "missing" { source = "hashicorp/consul/aws" }
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_subnet" "web" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.1.0/24"
  availability_zone       = "eu-central-1a"
  map_public_ip_on_launch = true
}
resource "aws_route_table_association" "web" {
  subnet_id      = aws_subnet.web.id
  route_table_id = aws_route_table.public.id
}
resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 8080
    to_port         = 8080
    protocol        = "tcp"
    security_groups = [aws_security_group.web.id]
  }
}
resource "aws_instance" "web" {
  subnet_id              = aws_subnet.web.id
  vpc_security_group_ids = [aws_security_group.web.id]
}
resource "aws_instance" "app" {
  subnet_id              = aws_subnet.app.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
`;

describe('the network over the protocol', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startServer({ files: shop });
  });
  afterEach(async () => {
    assert.deepEqual(server.errors, []);
    await server.stop();
  });

  const overview = async (withReaches: boolean): Promise<NetworkOverview> => {
    const found = await server.connection.sendRequest(networkRequest, { withReaches });
    assert.ok(!isProblem(found));
    return found;
  };
  const reaches = async (end: string, direction: 'to' | 'from'): Promise<ReachesList> => {
    const found = await server.connection.sendRequest(reachesRequest, {
      root: uriOfName(''),
      end,
      direction,
    });
    assert.ok(!isProblem(found));
    return found;
  };

  it('has VPCs, subnets and what stands in them', async () => {
    const { vpcs, subnets, nodes, groups } = await overview(false);
    assert.deepEqual(
      vpcs.map(({ id, cidrs }) => [id, cidrs]),
      [['aws_vpc.main', '10.0.0.0/16']],
    );
    assert.deepEqual(
      subnets.map(({ id, vpc, zone, isPublic }) => [id, vpc, zone, isPublic]),
      [
        ['aws_subnet.web', 'aws_vpc.main', 'eu-central-1a', true],
        ['aws_subnet.app', 'aws_vpc.main', undefined, false],
      ],
    );
    const byId = new Map(nodes.map((node) => [node.id, node]));
    assert.deepEqual(byId.get('aws_instance.web')?.subnets, ['aws_subnet.web']);
    assert.deepEqual(byId.get('aws_instance.web')?.groups, ['aws_security_group.web']);
    assert.equal(byId.get('aws_internet_gateway.main')?.vpc, 'aws_vpc.main');
    assert.equal(byId.get('aws_instance.web')?.origin?.uri, uriOfName('main.tf'));
    const app = groups.find(({ id }) => id === 'aws_security_group.app');
    assert.deepEqual([app?.ingress, app?.egress], [1, 0]);
  });

  it('says who reaches whom where that is asked for', async () => {
    const { nodes, reaches: found } = await overview(true);
    assert.ok(found);
    const pairs = found.cells.map(({ from, to, traffic }) => [
      found.classes[from]?.join(),
      found.classes[to]?.join(),
      traffic,
    ]);
    assert.deepEqual(
      pairs.filter(([from, to]) => from === 'aws_instance.web' && to === 'aws_instance.app'),
      [['aws_instance.web', 'aws_instance.app', 'TCP port 8080 (HTTP alternative)']],
    );
    const facing = nodes.filter(({ facesInternet }) => facesInternet !== undefined).map(({ id }) => id);
    assert.deepEqual(facing, ['aws_instance.web']);
  });

  it('lists who can reach an end, the internet first', async () => {
    const list = await reaches('aws_instance.web', 'to');
    assert.deepEqual(
      list.reaches.map(({ id, verdict }) => [id, verdict]),
      [['internet', 'reachable']],
    );
    assert.match(list.text, /^Who can reach aws_instance\.web\n {2}✓ internet: TCP port 443 \(HTTPS\)\n$/);
  });

  it('lists whom an end can reach', async () => {
    const list = await reaches('aws_instance.app', 'from');
    assert.deepEqual(list.reaches, []);
    assert.equal(list.text, 'aws_instance.app can reach nobody.\n');
  });

  it('says why there is no list', async () => {
    const params = { root: uriOfName(''), end: 'aws_instance.wep', direction: 'to' } as const;
    const found = await server.connection.sendRequest(reachesRequest, params);
    assert.ok(isProblem(found));
    assert.match(found.problem, /aws_instance\.wep/);
  });

  it('tells how much could be read', async () => {
    const status = await server.connection.sendRequest(statusRequest, { uri: uriOfName('main.tf') });
    assert.deepEqual([status?.resources, status?.modules, status?.unknownInputs], [10, 0, ['var.office']]);
    assert.match(status?.installation.join() ?? '', /"missing".*terraform init/);
  });

  it('tells nothing of a file without a root', async () => {
    const status = await server.connection.sendRequest(statusRequest, { uri: 'file:///nowhere/a.txt' });
    assert.equal(status, null);
  });

  it('tells when an edit may have changed what was said', async () => {
    await server.open('main.tf');
    await overview(false);
    const told = new Promise<readonly string[]>((resolve) => {
      server.connection.onNotification(changedNotification, ({ roots }) => resolve(roots));
    });
    await server.change('main.tf', server.text('main.tf').replace('8080', '8081'));
    assert.deepEqual(await told, [uriOfName('')]);
  });
});
