import assert from 'node:assert/strict';
import { QuickPickItemKind } from 'vscode';
import { absentItem, addressItem, endpointItems } from '../../../client/src/picker/endpointItems';
import { trafficItems, typedTrafficItem } from '../../../client/src/picker/trafficItems';
import type { EndpointCandidate } from '../../../server/src/protocol/requests';

const app: EndpointCandidate = {
  id: 'aws_ecs_service.app',
  label: 'app',
  description: 'ECS service',
  kind: 'workload',
};
const database: EndpointCandidate = {
  id: 'aws_db_instance.main',
  label: 'main',
  description: 'PostgreSQL',
  kind: 'dataStore',
  defaultTraffic: { protocol: 'tcp', ports: '5432' },
};
const internet: EndpointCandidate = {
  id: 'internet',
  label: 'internet',
  description: 'any host',
  kind: 'internet',
};

/** The rows as text: headings in brackets, ends by their id. */
function checkEndpoints(options: Parameters<typeof endpointItems>[1], expected: readonly string[]): void {
  const items = endpointItems([app, database, internet], options);
  assert.deepEqual(
    items.map((item) => (item.kind === QuickPickItemKind.Separator ? `[${item.label}]` : item.endpoint?.id)),
    expected,
  );
}

describe('the picker of ends', () => {
  it('groups ends by kind', () => {
    checkEndpoints({}, [
      '[workloads]',
      'aws_ecs_service.app',
      '[data stores]',
      'aws_db_instance.main',
      '[internet]',
      'internet',
    ]);
  });

  it('offers the resource at the cursor first, and once', () => {
    checkEndpoints({ first: 'aws_db_instance.main' }, [
      '[at the cursor]',
      'aws_db_instance.main',
      '[workloads]',
      'aws_ecs_service.app',
      '[internet]',
      'internet',
    ]);
  });

  it('offers what was asked lately before the kinds, and once', () => {
    checkEndpoints({ first: 'internet', recent: ['aws_db_instance.main', 'internet', 'aws_instance.gone'] }, [
      '[at the cursor]',
      'internet',
      '[asked lately]',
      'aws_db_instance.main',
      '[workloads]',
      'aws_ecs_service.app',
    ]);
  });

  it('does not offer the other end again, not even at the cursor', () => {
    checkEndpoints({ first: 'aws_ecs_service.app', without: 'aws_ecs_service.app' }, [
      '[data stores]',
      'aws_db_instance.main',
      '[internet]',
      'internet',
    ]);
  });

  for (const text of ['10.0.4.7', '10.0.0.0/16', '2001:db8::1', '::1/128', '8.8.8.8']) {
    it(`takes the typed address ${text}`, () => {
      assert.equal(addressItem(text)?.endpoint?.id, text);
    });
  }

  for (const text of ['', 'aws_ecs', '5432', 'fade', '10', 'db.example.com']) {
    it(`does not take "${text}" for an address`, () => {
      assert.equal(addressItem(text), undefined);
    });
  }
});

describe('an address of a resource that is no end here', () => {
  const offered = (text: string): string | undefined => absentItem(text, [app, database])?.endpoint?.id;

  for (const text of ['aws_instance.elsewhere', 'module.net.aws_instance.x["a"]', 'data.aws_instance.x']) {
    it(`can be asked about all the same: ${text}`, () => {
      assert.equal(offered(text), text);
    });
  }

  for (const text of [
    'aws_ecs_service.a',
    'AWS_DB_INSTANCE.main',
    'aws_instance',
    'aws_instance.',
    '5432',
    '',
  ]) {
    it(`is not offered for "${text}"`, () => {
      assert.equal(offered(text), undefined);
    });
  }
});

describe('what names could be taken for', () => {
  it('is shown as text: no icons, no links to commands', () => {
    const evil = { ...app, label: 'x["$(flame) [run](command:x)"]', description: '$(trash)' };
    const [, item] = endpointItems([evil]);
    assert.equal(item?.label, '$(server-process) x["$\u200b(flame) [run]\u200b(command:x)"]');
    assert.equal(item.description, '$\u200b(trash)');
  });
});

describe('the picker of traffic', () => {
  const labels = (to: EndpointCandidate) =>
    trafficItems(to).map((item) => item.label.replace(/^\$\(.*\) /, ''));

  it("offers the target's own port first, and not again among the services", () => {
    assert.deepEqual(labels(database).slice(0, 4), [
      'tcp/5432',
      'All traffic that can pass',
      'well-known services',
      'HTTPS',
    ]);
    assert.equal(labels(database).includes('PostgreSQL'), false);
  });

  it('offers everything first where the target has no port of its own', () => {
    assert.equal(labels(app)[0], 'All traffic that can pass');
    assert.equal(labels(app).includes('PostgreSQL'), true);
  });

  const typed: readonly (readonly [string, object | undefined])[] = [
    ['8443', { protocol: 'tcp', ports: '8443' }],
    ['8000-8010', { protocol: 'tcp', ports: '8000-8010' }],
    ['80-80', { protocol: 'tcp', ports: '80' }],
    ['udp/514', { protocol: 'udp', ports: '514' }],
    ['TCP 22', { protocol: 'tcp', ports: '22' }],
    ['icmp', { protocol: 'icmp' }],
    ['70000', undefined],
    ['90-80', undefined],
    ['https', undefined],
    ['', undefined],
  ];
  for (const [text, traffic] of typed) {
    it(`reads "${text}"`, () => {
      assert.deepEqual(typedTrafficItem(text)?.choice?.traffic, traffic);
    });
  }
});
