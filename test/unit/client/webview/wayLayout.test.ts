import assert from 'node:assert/strict';
import fc from 'fast-check';
import { layoutAnswer } from '../../../../client/src/webview/picture/answerPicture';
import { shorten } from '../../../../client/src/webview/picture/shorten';
import { layoutWay } from '../../../../client/src/webview/picture/wayLayout';
import { answerView, hop } from './pages';

const app = { vpc: 'aws_vpc.main', subnet: 'aws_subnet.app' };
const db = { vpc: 'aws_vpc.main', subnet: 'aws_subnet.db' };

/** The frames of a way, outermost first, with the titles of the stations inside each. */
function checkFrames(
  hops: readonly { readonly name: string; readonly vpc?: string; readonly subnet?: string }[],
  expected: readonly (readonly [label: string, stations: readonly string[]])[],
): void {
  const layout = layoutWay(
    hops.map(({ name }) => hop('routeTable', name)),
    hops,
    600,
  );
  const found = layout.frames.map(({ label, y, height }) => [
    label,
    layout.stations.filter((station) => station.y > y && station.y < y + height).map(({ title }) => title),
  ]);
  assert.deepEqual(found.sort(), [...expected].sort());
}

describe('the picture of a way', () => {
  it('draws each hop inside its VPC and subnet', () => {
    checkFrames(
      [
        { name: 'source', ...app },
        { name: 'group', ...app },
        { name: 'acl', vpc: 'aws_vpc.main' },
        { name: 'target', ...db },
      ],
      [
        ['aws_vpc.main', ['source', 'group', 'acl', 'target']],
        ['aws_subnet.app', ['source', 'group']],
        ['aws_subnet.db', ['target']],
      ],
    );
  });

  it('leaves a VPC and enters another', () => {
    checkFrames(
      [{ name: 'a', vpc: 'one' }, { name: 'peering' }, { name: 'b', vpc: 'two' }],
      [
        ['one', ['a']],
        ['two', ['b']],
      ],
    );
  });

  it('does not travel on after a block, and shows the end that nothing arrives at', () => {
    const hops = [hop('source', 'a'), hop('securityGroup', 'g', { verdict: 'blocked' })];
    const { stations, segments } = layoutWay(hops, [{}, {}], 400, 'aws_db_instance.db');
    assert.deepEqual(
      stations.map(({ verdict, shape }) => [verdict, shape]),
      [
        ['allowed', 'stop'],
        ['blocked', 'gate'],
        ['notReached', 'stop'],
      ],
    );
    assert.deepEqual(
      segments.map(({ isTravelled }) => isTravelled),
      [true, false],
    );
  });

  it('puts the reply beside the way there only where there is room', () => {
    const { result } = answerView({ returnPath: [hop('securityGroup', 'g')] });
    assert.ok(result !== undefined && 'answerJson' in result);
    const narrow = layoutAnswer(result, 300);
    assert.equal(narrow.back?.x, 0);
    assert.ok((narrow.back?.y ?? 0) >= (narrow.there?.layout.height ?? Infinity));
    assert.ok((layoutAnswer(result, 1000).back?.x ?? 0) > 480);
  });

  it('keeps frames and stations inside its width and height, whatever the hops are', () => {
    const frames = fc.record(
      { vpc: fc.constantFrom('v', 'w'.repeat(60)), subnet: fc.constantFrom('s', 't') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(frames, { maxLength: 12 }), fc.integer({ min: 220, max: 1600 }), (all, width) => {
        const layout = layoutWay(
          all.map((_, index) => hop('securityGroup', `hop ${index}`)),
          // A subnet is always in a VPC.
          all.map(({ vpc, subnet }) =>
            vpc === undefined ? {} : { vpc, ...(subnet === undefined ? {} : { subnet }) },
          ),
          width,
        );
        for (const { x, y, width: own, height } of layout.frames)
          assert.ok(x >= 0 && x + own <= width && y >= 0 && y + height <= layout.height);
        const ys = layout.stations.map(({ y }) => y);
        assert.deepEqual(
          [...ys].sort((a, b) => a - b),
          ys,
        );
        assert.ok(ys.every((y) => y > 0 && y < layout.height));
      }),
    );
  });
});

describe('a name in a picture', () => {
  it('keeps both its ends where it has to be shortened', () => {
    assert.equal(shorten('aws_security_group.database', 1000), 'aws_security_group.database');
    const short = shorten('aws_security_group.database', 120);
    assert.match(short, /^aws_.*….*database$/);
    assert.ok(short.length <= 17);
  });
});
